import { addDays, compareTexts, dateOf } from '../../domain/dates.ts';
import { incorporateBy, officesAnsweringFor, openClausesOf, takesDocumentsUp } from '../../domain/incorporation-alarm.ts';
import type { Actor, DateText, Instant, OfficeCode } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { newestRules } from '../rules.ts';
import { nationalOffice, sourcesOnRecord } from './sources-on-record.ts';

/** A document that came in on a known day and of which clauses are still to be taken up. */
export interface WaitingDocument {
  readonly source: string;
  readonly openClauses: number;
  readonly receivedOn: DateText;
  /** By the end of this day. */
  readonly by: DateText;
  readonly overdue: boolean;
}

interface Desk {
  readonly office: OfficeCode;
  /** Whoever looks, and the absent for whom he stands in; none: anybody there. */
  readonly actors: readonly Actor[];
  readonly now: Instant;
}

/** The most pressing first. */
export async function documentsFor(ledger: Ledger, { office, actors, now }: Desk): Promise<readonly WaitingDocument[]> {
  if (actors.length > 0 && !actors.some(takesDocumentsUp)) return [];
  const rules = await newestRules(ledger);
  const national = await nationalOffice(ledger.db);
  const waiting = (await sourcesOnRecord(ledger.db, { receivedBefore: addDays(dateOf(now), 1) })).flatMap((source): readonly WaitingDocument[] => {
    const openClauses = openClausesOf(source).length;
    if (source.received === null || openClauses === 0 || !officesAnsweringFor(source, national).includes(office)) return [];
    const by = incorporateBy(source.received, rules);
    return [{ source: source.source, openClauses, receivedOn: source.received, by, overdue: by < dateOf(now) }];
  });
  return waiting.toSorted((a, b) => compareTexts(a.by, b.by));
}
