import type { DateText, OfficeCode, PersonId, ProgrammeName } from '../domain/values.ts';
import type { DirectoryDiff } from '../ledger/directory.ts';
import type { SourcesDiff } from '../ledger/sources.ts';
import type { ProgrammeImported } from './import/import-programme.ts';
import type { ProgrammeIssued } from './issue-programme.ts';
import type { SupervisionClient } from './supervision-client.ts';

export interface ProgrammeStart {
  readonly file: string;
  readonly programme: ProgrammeName;
  readonly issuedOn?: DateText | undefined;
  readonly office?: OfficeCode | undefined;
  readonly meeting?: string | undefined;
  readonly title?: string | undefined;
  /** Imported before the programme, where given. */
  readonly directory?: string | undefined;
  readonly sources: readonly string[];
  /** Who hands out. */
  readonly actor: PersonId;
  readonly requestId: string;
  readonly dryRun: boolean;
}

export interface ProgrammeStarted {
  readonly dryRun: boolean;
  readonly requestId: string;
  readonly directory: DirectoryDiff | null;
  readonly sources: readonly ({ readonly file: string } & SourcesDiff)[];
  readonly imported: ProgrammeImported;
  /** Null in a dry run. */
  readonly issued: ProgrammeIssued | null;
}

/** From files to tasks that are handed out. Every step takes what is good, names the rest, and changes nothing the second time. */
export async function startProgramme(client: SupervisionClient, order: ProgrammeStart): Promise<ProgrammeStarted> {
  const { dryRun, programme, actor, requestId } = order;
  // Neither has a dry run: the programme is then judged against the directory and the clauses that the ledger holds already.
  const directory = order.directory === undefined || dryRun ? null : await client.importDirectory(order.directory);
  const sources = dryRun ? [] : await importSources(client, order.sources);
  const { file, issuedOn, office, meeting, title } = order;
  const imported = await client.importProgramme({ file, programme, issuedOn, office, meeting, title, dryRun });
  const issued = dryRun ? null : await client.issueProgramme({ programme, actor, requestId, numbers: [] });
  return { dryRun, requestId, directory, sources, imported, issued };
}

async function importSources(client: SupervisionClient, files: readonly string[]): Promise<ProgrammeStarted['sources']> {
  const imported: ({ readonly file: string } & SourcesDiff)[] = [];
  for (const file of files) imported.push({ file, ...(await client.importSources(file)) });
  return imported;
}
