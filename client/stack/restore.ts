import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { invalidInput, reasonOf } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { peek, unpack } from './archive.ts';
import type { BackupManifest } from './backup.ts';
import { backupVersion, homeEntry, manifestEntry, platform, refuseWhileRunning } from './backup.ts';
import type { HomePaths } from './duban-home.ts';
import { installedBinaries, placePostgres } from './postgres-place.ts';

export interface RestoreOrder {
  readonly file: string;
  /** Move what is in the home aside. */
  readonly force: boolean;
  readonly announce: (line: string) => void;
}

export interface Restored {
  readonly home: string;
  readonly madeAt: string;
  /** Where what was there before is now. */
  readonly movedAside: string | null;
}

/** Unpacked beside first and then put in place: a bad archive or a full disk leaves the home as it was. */
export async function restoreHome(paths: HomePaths, { file: source, force, announce }: RestoreOrder): Promise<Restored> {
  const file = resolve(source);
  refuseWhileRunning(paths);
  const { madeAt } = await readManifest(file);
  const isEmpty = !existsSync(paths.home) || readdirSync(paths.home).length === 0;
  if (!isEmpty && !force) throw notEmpty(paths.home);
  mkdirSync(dirname(paths.home), { recursive: true });
  const draft = mkdtempSync(`${paths.home}.restore-`);
  try {
    await unpack(file, draft, homeEntry);
    const movedAside = isEmpty ? null : `${paths.home}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`;
    if (movedAside !== null) renameSync(paths.home, movedAside);
    else if (existsSync(paths.home)) rmdirSync(paths.home);
    renameSync(join(draft, homeEntry), paths.home);
    chmodSync(paths.home, process.getuid?.() === 0 ? 0o711 : 0o700);
    placeParts(paths, announce);
    return { home: paths.home, madeAt, movedAside };
  } catch (error) {
    throw error instanceof DubanError ? error : notRestored(file, error);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function readManifest(file: string): Promise<BackupManifest> {
  if (!existsSync(file)) throw invalidInput('FILE_NOT_FOUND', `没有文件 ${file}。`, { file });
  const { text, isWhole } = await peek(file, manifestEntry);
  const manifest = parsed(text);
  if (manifest?.format !== 'duban-backup' || typeof manifest.version !== 'number')
    throw invalidInput('BACKUP_FOREIGN', `${file} 不是 duban 的备份，或开头已损坏：没有恢复任何内容，请检查路径。`, { file });
  if (manifest.version > backupVersion)
    throw invalidInput('BACKUP_NEWER', `${file} 由更新版本的 duban 备份（格式 ${manifest.version}，本程序识别到 ${backupVersion}）：请用新版本恢复。`, {
      file,
    });
  if (!isWhole) throw invalidInput('BACKUP_TRUNCATED', `${file} 不完整或已损坏：没有恢复任何内容，请重新复制或使用另一份备份。`, { file });
  const here = { postgresMajor: installedBinaries().version.split('.')[0] ?? '', platform: platform() };
  if (manifest.postgresMajor !== here.postgresMajor || manifest.platform !== here.platform)
    throw invalidInput(
      'BACKUP_OTHER_POSTGRES',
      `${file} 的数据属于 PostgreSQL ${manifest.postgresMajor}（${manifest.platform}），本机是 PostgreSQL ${here.postgresMajor}（${here.platform}），不能读取：请在相同的平台和版本上恢复。`,
      { file, ...here },
    );
  return manifest as BackupManifest;
}

function parsed(text: string | null): Partial<BackupManifest> | null {
  try {
    return text === null ? null : (JSON.parse(text) as Partial<BackupManifest> | null);
  } catch {
    return null;
  }
}

/** PostgreSQL's data go where its user can work; evidence and seals where the environment wants them. */
function placeParts(paths: HomePaths, announce: (line: string) => void): void {
  const unpacked = join(paths.home, 'postgres');
  const aside = join(paths.home, 'postgres.restored');
  renameSync(unpacked, aside);
  const { dataFolder, user } = placePostgres(paths.home, announce);
  rmdirSync(dataFolder);
  moveFolder(aside, dataFolder);
  chmodSync(dataFolder, 0o700);
  if (user !== null)
    for (const path of ['', ...readdirSync(dataFolder, { recursive: true }).map(String)]) chownSync(join(dataFolder, path), user.uid, user.gid);
  for (const part of ['evidence', 'seals'] as const) {
    const usual = join(paths.home, part);
    if (existsSync(usual) && paths[part] !== usual) moveFolder(usual, paths[part]);
  }
}

/** Another file system needs a copy; files that are there already stay. */
function moveFolder(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  try {
    renameSync(from, to);
  } catch {
    cpSync(from, to, { recursive: true, force: false, verbatimSymlinks: true, preserveTimestamps: true });
    rmSync(from, { recursive: true });
  }
}

const notEmpty = (home: string): DubanError =>
  new DubanError({
    code: 'HOME_NOT_EMPTY',
    message: `${home} 不是空目录，没有恢复：请另设 DUBAN_HOME；确需替换时加 --force，原有内容会移到旁边，不会删除。`,
    details: { home },
    exitCode: exitCodes.refused,
  });

const notRestored = (file: string, cause: unknown): DubanError =>
  new DubanError(
    {
      code: 'NOT_RESTORED',
      message: `没有恢复成 ${file}：${reasonOf(cause)}。请检查目录是否可写、空间是否足够。`,
      details: { file },
      exitCode: exitCodes.unreachable,
    },
    { cause },
  );
