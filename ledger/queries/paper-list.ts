import type { Addressee } from '../../domain/addressees.ts';
import type { OpenPaper } from '../../domain/draft-notices.ts';
import { kindsOf } from '../../domain/draft-notices.ts';
import type { Offices } from '../../domain/organisation.ts';
import { departmentOf, officeByCode } from '../../domain/organisation.ts';
import type { Standing } from '../../domain/papers.ts';
import { paperName, standingNames } from '../../domain/papers.ts';
import type { DateText, Instant, PersonId, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import type { PaperFilter } from '../open-papers.ts';
import { openPapers } from '../open-papers.ts';

interface NamedAddressee extends Addressee {
  readonly officeName: string;
  readonly departmentName: string;
}

/** A paper that has not left: what it is, for whom, and what was said of it. */
export interface PaperRow {
  /** `2019/改-12#3`. */
  readonly id: string;
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly level: number;
  readonly repeat: number | null;
  readonly kindName: string;
  readonly to: readonly NamedAddressee[];
  /** At 09:00; of one that is held the day may have passed. */
  readonly leavesOn: DateText;
  readonly standing: Standing;
  readonly standingName: string;
  /** Who may sign or hold it, beside whoever may do so anyway. */
  readonly waitsFor: NamedAddressee;
  /** Of a signature or a hold. */
  readonly by: PersonId | null;
  readonly at: Instant | null;
  readonly reason: string | null;
}

export interface PaperList {
  readonly asOf: Instant;
  readonly papers: readonly PaperRow[];
}

export async function paperList(ledger: Ledger, filter: PaperFilter, now: Instant): Promise<PaperList> {
  const { papers, offices } = await openPapers(ledger, filter, now);
  return { asOf: now, papers: papers.map((open) => rowOf(open, offices)) };
}

function rowOf({ task, paper, signatory }: OpenPaper, offices: Offices): PaperRow {
  const { level, repeat = null, to, leavesOn, standing, record } = paper;
  const named = (addressee: Addressee): NamedAddressee => ({
    ...addressee,
    officeName: officeByCode(offices, addressee.office)?.name ?? addressee.office,
    departmentName: departmentOf(offices, addressee.department)?.name ?? addressee.department,
  });
  return {
    id: paperName(task, paper),
    programme: task.programme,
    number: task.number,
    title: task.assignment.title,
    level,
    repeat,
    kindName: kindsOf(to),
    to: to.map(named),
    leavesOn,
    standing,
    standingName: standingNames[standing],
    waitsFor: named(signatory),
    by: record?.by ?? null,
    at: record?.at ?? null,
    reason: record?.reason ?? null,
  };
}
