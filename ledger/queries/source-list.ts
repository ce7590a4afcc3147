import { isStanding } from '../../domain/coverage.ts';
import { dateOf } from '../../domain/dates.ts';
import type { SourceOnRecord } from '../../domain/incorporation-alarm.ts';
import { incorporateBy, officesAnsweringFor, openClausesOf } from '../../domain/incorporation-alarm.ts';
import type { DateText, Instant, OfficeCode, ProgrammeName } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import type { Rules } from '../rules.ts';
import { newestRules } from '../rules.ts';
import { nationalOffice, sourcesOnRecord } from './sources-on-record.ts';

/** A document, and how far it has been taken up. */
export interface SourceView {
  readonly source: string;
  readonly receivedOn: DateText | null;
  /** Whose supervision units answer for it. */
  readonly offices: readonly OfficeCode[];
  readonly programmes: readonly ProgrammeName[];
  readonly clauses: number;
  readonly covered: number;
  readonly waived: number;
  /** Neither. */
  readonly open: readonly { readonly clause: string; readonly text: string }[];
  /** By the end of this day; null where nobody said when it came in. */
  readonly incorporateBy: DateText | null;
  readonly late: boolean;
  /** How long its clauses were on their way into a task. */
  readonly incorporations: readonly IncorporationView[];
}

export interface IncorporationView {
  readonly clause: string;
  /** `2019/改-12`. */
  readonly number: string;
  readonly incorporatedOn: DateText;
  readonly workingDays: number;
}

export async function sourceList(ledger: Ledger, now: Instant): Promise<{ readonly asOf: Instant; readonly sources: readonly SourceView[] }> {
  const rules = await newestRules(ledger);
  const national = await nationalOffice(ledger.db);
  const sources = await sourcesOnRecord(ledger.db);
  const incorporations = await incorporationsBySource(ledger);
  return {
    asOf: now,
    sources: sources.map((source) => ({ ...viewOf(source, { rules, national, today: dateOf(now) }), incorporations: incorporations.get(source.source) ?? [] })),
  };
}

interface Setting {
  readonly rules: Rules;
  readonly national: OfficeCode;
  readonly today: DateText;
}

function viewOf(source: SourceOnRecord, { rules, national, today }: Setting): Omit<SourceView, 'incorporations'> {
  const { received, clauses, programmes } = source;
  const open = openClausesOf(source);
  const covered = clauses.filter(({ carriers }) => carriers.some(isStanding)).length;
  const by = received === null ? null : incorporateBy(received, rules);
  return {
    source: source.source,
    receivedOn: received,
    offices: officesAnsweringFor(source, national),
    programmes: programmes.map(({ programme }) => programme),
    clauses: clauses.length,
    covered,
    waived: clauses.length - covered - open.length,
    open: open.map(({ clause, text }) => ({ clause, text })),
    incorporateBy: by,
    late: by !== null && open.length > 0 && by < today,
  };
}

async function incorporationsBySource({ db }: Ledger): Promise<ReadonlyMap<string, readonly IncorporationView[]>> {
  const rows = await db
    .selectFrom('incorporations')
    .select(['source', 'clause', 'programme', 'number', 'incorporated_on', 'working_days'])
    .orderBy('incorporated_on')
    .orderBy('programme')
    .orderBy('number')
    .orderBy('seq')
    .orderBy('clause')
    .execute();
  const groups = new Map<string, IncorporationView[]>();
  for (const { source, clause, programme, number, incorporated_on, working_days } of rows)
    groups.set(source, [
      ...(groups.get(source) ?? []),
      { clause, number: `${programme}/${number}`, incorporatedOn: incorporated_on, workingDays: working_days },
    ]);
  return groups;
}
