import { chmodSync, existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve, sep } from 'node:path';
import { invalidInput, reasonOf } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { pack } from './archive.ts';
import type { HomePaths } from './duban-home.ts';
import { commandLineOf, identify } from './known-process.ts';
import { knownDataFolder } from './postgres-place.ts';
import { runningServer, serverRoles } from './process-register.ts';
import { runningUp } from './up-lock.ts';

/** First entry of the archive. */
export interface BackupManifest {
  readonly format: 'duban-backup';
  readonly version: number;
  readonly madeAt: string;
  /** Its data folder can be read by no other. */
  readonly postgresMajor: string;
  readonly platform: string;
}

export const backupVersion = 1;
export const manifestEntry = 'manifest.json';
export const homeEntry = 'home';

export interface BackedUp {
  readonly home: string;
  readonly file: string;
  readonly sizeBytes: number;
  readonly madeAt: string;
}

/** What `up` writes anew, and what says where things were on this machine. */
const leftOut = ['stack.json', 'up.lock', 'processes.json', 'postgres-place.json', 'logs', 'postgres', 'evidence', 'seals'];

/** Everything that makes this home, wherever it lies, in one file. PostgreSQL and Temporal must be down: only then do their files belong together. */
export async function backUpHome(paths: HomePaths, target: string): Promise<BackedUp> {
  const file = resolve(target);
  refuseWhileRunning(paths);
  const dataFolder = knownDataFolder(paths.home);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) throw nothingThere(paths.home);
  if (file.startsWith(paths.home + sep)) throw insideHome(file, paths.home);
  const stage = mkdtempSync(join(tmpdir(), 'duban-backup-'));
  const draft = `${file}.${process.pid}.part`;
  try {
    const postgresMajor = readFileSync(join(dataFolder, 'PG_VERSION'), 'utf8').trim();
    const manifest: BackupManifest = { format: 'duban-backup', version: backupVersion, madeAt: new Date().toISOString(), postgresMajor, platform: platform() };
    writeFileSync(join(stage, manifestEntry), `${JSON.stringify(manifest)}\n`);
    linkParts(join(stage, homeEntry), { paths, dataFolder });
    await pack(draft, stage, [manifestEntry, homeEntry]);
    chmodSync(draft, 0o600); // it holds the passwords of the home
    renameSync(draft, file);
    return { home: paths.home, file, sizeBytes: statSync(file).size, madeAt: manifest.madeAt };
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw notWritten(file, error);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

export const platform = (): string => `${process.platform}-${process.arch}`;

function linkParts(folder: string, { paths, dataFolder }: { readonly paths: HomePaths; readonly dataFolder: string }): void {
  mkdirSync(folder);
  const others = readdirSync(paths.home).filter((name) => !leftOut.includes(name) && !/^(up\.lock|postgres\.initdb)/.test(name));
  for (const name of others) symlinkSync(join(paths.home, name), join(folder, name));
  for (const [name, place] of Object.entries({ postgres: dataFolder, evidence: paths.evidence, seals: paths.seals }))
    if (existsSync(place)) symlinkSync(place, join(folder, name));
}

/** Orphans of a killed `up` count too. */
export function refuseWhileRunning(paths: HomePaths): void {
  const running: string[] = serverRoles.filter((role) => runningServer(paths, role) !== null);
  if (runningUp(paths) !== null) running.unshift('up');
  if (!running.includes('postgres') && orphanedPostgres(knownDataFolder(paths.home))) running.push('postgres');
  if (running.length === 0) return;
  throw new DubanError({
    code: 'STACK_RUNNING',
    message: `${paths.home} 的服务正在运行（${running.join('、')}），没有做任何事：请先运行 duban down。`,
    details: { home: paths.home, running },
    exitCode: exitCodes.refused,
  });
}

function orphanedPostgres(dataFolder: string): boolean {
  const pidFile = join(dataFolder, 'postmaster.pid');
  if (!existsSync(pidFile)) return false;
  const orphan = identify(Number(readFileSync(pidFile, 'utf8').split('\n')[0]));
  return orphan !== null && commandLineOf(orphan.pid).includes(dataFolder);
}

const nothingThere = (home: string): DubanError => invalidInput('HOME_EMPTY', `${home} 中没有台账数据，没有可备份的内容：请检查 DUBAN_HOME。`, { home });

const insideHome = (file: string, home: string): DubanError =>
  invalidInput('BACKUP_INSIDE_HOME', `备份文件 ${file} 不能放在 ${home} 之中：目录一旦丢失，备份也就丢失。请另选位置。`, { file, home });

const notWritten = (file: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'BACKUP_NOT_WRITTEN',
      message: `没有写成备份 ${file}：${reasonOf(cause)}。原有文件（如有）没有改动，请检查 ${dirname(file)} 是否存在、可写、有足够空间。`,
      details: { file },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );
