import type { OfficeCode } from '../domain/values.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PaperFilter } from '../ledger/open-papers.ts';
import { agendaItems } from '../ledger/queries/agenda-items.ts';
import { paperList } from '../ledger/queries/paper-list.ts';
import { nationalOffice } from '../ledger/queries/sources-on-record.ts';
import type { CommandDesk } from './command-order.ts';
import { refuseUnknownOffice } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import { refuseUnknownProgramme } from './known-programme.ts';

/** What waits to be signed, and what is proposed for the agenda. */
export const paperQueries = ({ ledger }: Pick<CommandDesk, 'ledger'>) => ({
  papers: (filter: PaperFilter) =>
    saidPlainly(async () => {
      if (filter.office !== undefined) await refuseUnknownOffice(ledger, filter.office);
      if (filter.programme !== undefined) await refuseUnknownProgramme(ledger, filter.programme);
      return paperList(ledger, filter, nowOf(await readClock(ledger)));
    }),
  agenda: (office: OfficeCode | undefined) => saidPlainly(() => agendaOf(ledger, office)),
});

/** Of the national office, where none is named. */
async function agendaOf(ledger: Ledger, named: OfficeCode | undefined) {
  if (named !== undefined) await refuseUnknownOffice(ledger, named);
  const office = named ?? (await nationalOffice(ledger.db));
  return { office, items: await agendaItems(ledger, office) };
}
