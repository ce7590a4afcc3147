import type { PersonId } from '../domain/values.ts';
import type { DirectoryDiff } from '../ledger/directory.ts';
import type { SourcesDiff } from '../ledger/sources.ts';
import type { ProgrammeImport, ProgrammeImported } from './import/import-programme.ts';
import type { ProgrammeIssued } from './issue-programme.ts';
import type { SupervisionClient } from './supervision-client.ts';

export interface ProgrammeStart extends ProgrammeImport {
  /** Imported before the programme, where given. */
  readonly directory?: string | undefined;
  readonly sources: readonly string[];
  /** Who hands out. */
  readonly actor: PersonId;
  readonly requestId: string;
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
  const imported = await client.importProgramme(order);
  const issued = dryRun ? null : await client.issueProgramme({ programme, actor, requestId, numbers: [] });
  return { dryRun, requestId, directory, sources, imported, issued };
}

async function importSources(client: SupervisionClient, files: readonly string[]): Promise<ProgrammeStarted['sources']> {
  const imported: ({ readonly file: string } & SourcesDiff)[] = [];
  for (const file of files) imported.push({ file, ...(await client.importSources(file)) });
  return imported;
}
