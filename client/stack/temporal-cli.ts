import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { DubanError, exitCodes } from '../errors.ts';
import type { Environment } from './duban-home.ts';
import { projectRoot } from './project-root.ts';

const execute = promisify(execFile);

export interface TemporalCli {
  readonly path: string;
  /** Of the CLI; the server inside is a part of `description`. */
  readonly version: string;
  /** `temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)` */
  readonly description: string;
}

/** Time skipping on the real server came with server 1.32, which came with CLI 1.9. */
const oldest = [1, 9] as const;

/** The first that runs and is new enough: $TEMPORAL_CLI, what tools/setup.mjs has put down, PATH. */
export async function findTemporalCli(environment: Environment = process.env): Promise<TemporalCli> {
  const seen: string[] = [];
  for (const path of candidates(environment)) {
    const description = await describe(path);
    const version = /(\d+)\.(\d+)\.\d+\S*/.exec(description ?? '');
    if (description !== null && version !== null && isNewEnough(version)) return { path, version: version[0], description };
    seen.push(description === null ? `${path}（不能运行）` : `${path}（${description}）`);
  }
  throw new DubanError({
    code: 'TEMPORAL_CLI_MISSING',
    message: `没有找到可用的 Temporal CLI（需要 ${oldest.join('.')} 或更新版本）${seen.length > 0 ? `，看过：${seen.join('、')}` : ''}。请运行 node tools/setup.mjs。`,
    details: { seen },
    exitCode: exitCodes.unreachable,
  });
}

function candidates(environment: Environment): string[] {
  return [environment['TEMPORAL_CLI'], putDownBySetup(), 'temporal'].filter((path) => path !== undefined && path !== '') as string[];
}

function putDownBySetup(): string | undefined {
  const note = join(projectRoot(), '.tools', 'temporal-cli.json');
  if (!existsSync(note)) return undefined;
  try {
    const { path } = JSON.parse(readFileSync(note, 'utf8')) as { path?: string };
    // The bare name means: found on PATH.
    return path === undefined || path === 'temporal' ? undefined : resolve(projectRoot(), path);
  } catch {
    return undefined;
  }
}

async function describe(path: string): Promise<string | null> {
  try {
    const { stdout } = await execute(path, ['--version'], { timeout: 10_000 });
    return stdout.trim();
  } catch {
    return null;
  }
}

function isNewEnough([, major, minor]: RegExpExecArray): boolean {
  return Number(major) > oldest[0] || (Number(major) === oldest[0] && Number(minor) >= oldest[1]);
}
