import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The system's tar, as Linux, macOS and Windows have it: nothing of node_modules is needed to get a backup back. */

const execute = promisify(execFile);
const environment = { ...process.env, LC_ALL: 'C' };

/** Links are followed: what lies elsewhere is packed too. Entries come in this order. */
export async function pack(file: string, folder: string, entries: readonly string[]): Promise<void> {
  await run(['-chzf', file, '-C', folder, ...entries]);
}

/** With owners and modes, where whoever runs it may set them. */
export async function unpack(file: string, folder: string, entry: string): Promise<void> {
  await run(['-xzpf', file, '-C', folder, entry]);
}

export interface PeekedEntry {
  /** Null where there is none. */
  readonly text: string | null;
  /** False where the archive breaks off or is damaged. */
  readonly isWhole: boolean;
}

/** One small file out of the archive, which is read to its end on the way. */
export async function peek(file: string, entry: string): Promise<PeekedEntry> {
  try {
    const { stdout } = await execute('tar', ['-xzOf', file, entry], { env: environment, maxBuffer: 1_000_000 });
    return { text: stdout, isWhole: true };
  } catch (error) {
    const text = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    return { text: text === '' ? null : text, isWhole: false };
  }
}

async function run(words: readonly string[]): Promise<void> {
  try {
    await execute('tar', [...words], { env: environment, maxBuffer: 10_000_000 });
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw new Error(said.split('\n')[0] || String(error), { cause: error });
  }
}
