import { userInfo } from 'node:os';
import { calendarOverlays } from './calendar-overlays.ts';
import { calendarQueries } from './calendar-queries.ts';
import type { CommandDesk } from './command-order.ts';
import { directoryActs } from './directory-acts.ts';
import { saidPlainly } from './failures.ts';
import type { ProgrammeImport } from './import/import-programme.ts';
import type { SourcesOrder } from './import/import-sources.ts';
import { incorporateAct } from './incorporate.ts';
import { ledgerQueries } from './ledger-queries.ts';
import { meetingActs } from './meeting-acts.ts';
import { meetingPacket } from './meeting-packet.ts';
import { meetingQueries } from './meeting-queries.ts';
import { paperQueries } from './papers.ts';
import { periodicalActs } from './periodicals.ts';
import { policyActs } from './policies.ts';
import { programmeActs } from './programme-acts.ts';
import { reportActs } from './report-acts.ts';
import { bulkActs, leadershipActs, taskActs } from './task-acts.ts';

export type SupervisionClient = ReturnType<typeof connectSupervision>;

/** One method per command, query and import. Ledger and Temporal are connected when first needed; whoever opened them closes them. */
export function connectSupervision({ ledger, temporal, ranBy = accountName() }: Omit<CommandDesk, 'ranBy'> & Partial<CommandDesk>) {
  const desk: CommandDesk = { ledger, temporal, ranBy };
  return {
    ...taskActs(desk),
    ...leadershipActs(desk),
    ...incorporateAct(desk),
    ...bulkActs(desk),
    ...programmeActs(desk),
    ...meetingActs(desk),
    ...meetingQueries(desk),
    ...meetingPacket(desk),
    ...policyActs(desk),
    ...periodicalActs(desk),
    ...directoryActs(desk),
    ...reportActs(desk),
    ...ledgerQueries(desk),
    ...paperQueries(desk),
    ...calendarQueries(desk),
    ...calendarOverlays(desk),
    ...imports(desk),
  };
}

/** What reads files is loaded when files are read: it brings parsers that a query does not wait for. */
const imports = (desk: CommandDesk) => ({
  importSources: (file: string, receipt: Omit<SourcesOrder, 'file'> = {}) =>
    saidPlainly(async () => (await import('./import/import-sources.ts')).importSources(desk, { file, ...receipt })),
  importProgramme: (order: ProgrammeImport) => saidPlainly(async () => (await import('./import/import-programme.ts')).importProgramme(desk, order)),
});

/** Some containers have no name for the number under which they run. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? '?'}`;
  }
}
