import { incorporationAlarms, officesAnsweringFor, receivedTooLongAgo } from '../domain/incorporation-alarm.ts';
import type { DateText, Instant } from '../domain/values.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { nationalOffice, sourcesOnRecord } from './queries/sources-on-record.ts';
import { newestRules } from './rules.ts';
import { composeStandingNotices } from './standing-notices.ts';

/** Tells the supervision units of documents that were not taken up in time, each once; says how many notices are new. */
export async function composeIncorporationAlarms(ledger: Ledger, { day, now }: { readonly day: DateText; readonly now: Instant }): Promise<number> {
  const rules = await newestRules(ledger);
  return ledger.db.transaction().execute(async (queries) => {
    const late = await sourcesOnRecord(queries, { receivedBefore: receivedTooLongAgo(day, rules) });
    if (late.length === 0) return 0;
    const national = await nationalOffice(queries);
    const offices = await readOffices(queries, { offices: late.flatMap((source) => officesAnsweringFor(source, national)), departments: [] });
    return composeStandingNotices(queries, incorporationAlarms(late, { day, ...rules, offices, nationalOffice: national }), now);
  });
}
