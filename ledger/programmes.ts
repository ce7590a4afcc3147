import type { DateText, OfficeCode, ProgrammeName } from '../domain/values.ts';
import { canonicalJson } from './digest.ts';
import type { Entry } from './directory.ts';
import { appendToStream, lockStream } from './journal.ts';
import { LedgerError } from './ledger-error.ts';
import type { Ledger } from './ledger.ts';

/** 年度方案: named once in the whole system; it records what the Party group decided, where and when. */
export interface Programme {
  readonly name: ProgrammeName;
  readonly office: OfficeCode;
  readonly issuedOn: DateText;
  readonly title: string;
  /** Reference of the meeting that decided it. */
  readonly meeting: string | null;
}

/** Said twice it is created once; with other content under the same name it is refused. */
export async function createProgramme(ledger: Ledger, programme: Programme, { now, ranBy }: Entry): Promise<{ readonly created: boolean }> {
  const { name, office, issuedOn, title, meeting } = programme;
  const stream = `programme:${name}`;
  return ledger.db.transaction().execute(async (queries) => {
    await lockStream(queries, stream);
    const known = await queries
      .selectFrom('programmes')
      .select(['name', 'office', 'issued_on as issuedOn', 'title', 'meeting'])
      .where('name', '=', name)
      .executeTakeFirst();
    if (known && canonicalJson(known) !== canonicalJson({ name, office, issuedOn, title, meeting })) throw differs(known, programme);
    if (known) return { created: false };
    const exists = await queries.selectFrom('offices').select('code').where('code', '=', office).executeTakeFirst();
    if (!exists) throw new LedgerError('OFFICE_NOT_FOUND', `组织目录中没有单位“${office}”：请先导入组织目录，或改正单位代码。`, { office });
    await queries.insertInto('programmes').values({ name, office, issued_on: issuedOn, title, meeting }).execute();
    const data = { name, office, issuedOn, title, meeting };
    await appendToStream(queries, { stream, ranBy, commandId: `programme:${name}` }, [{ at: now, type: 'programmeCreated', actor: 'system', data }]);
    return { created: true };
  });
}

const differs = (known: Programme, given: Programme): LedgerError =>
  new LedgerError(
    'PROGRAMME_DIFFERS',
    `方案“${known.name}”已经立项（单位 ${known.office}，${known.issuedOn} 印发，标题“${known.title}”，会议 ${known.meeting ?? '无'}），与这次的内容不同：请使用相同的参数，或另取方案名称。`,
    { known, given },
  );
