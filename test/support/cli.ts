import { runCli } from '../../client/cli/run-cli.ts';

export interface Answer {
  readonly exitCode: number;
  /** The one document on stdout; `any` shape is what the tests look at. */
  readonly json: Readonly<Record<string, unknown>>;
  readonly errorCode: string | undefined;
}

export type Cli = (...words: readonly string[]) => Promise<Answer>;

/** The CLI in this process, as a script would call it: with --json, and exactly one document must come. */
export const cliFor =
  (environment: Readonly<Record<string, string>>): Cli =>
  async (...words) => {
    const out: string[] = [];
    const io = { out: (text: string) => void out.push(text), err: () => undefined, environment, exitCode: 0, mark: '' };
    const exitCode = await runCli([...words, '--json'], io);
    if (out.length !== 1) throw new Error(`${words.join(' ')} wrote ${out.length} documents: ${out.join('\n')}`);
    const json = JSON.parse(out[0] ?? '') as Record<string, unknown>;
    const error = json['error'] as { readonly code: string; readonly message: string; readonly details: unknown } | undefined;
    if (error && !(/\p{Script=Han}/u.test(error.message) && 'details' in error)) throw new Error(`an error without Chinese sentence or details: ${out[0]}`);
    return { exitCode, json, errorCode: error?.code };
  };

/** As people read it, without --json. */
export async function readBy(
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Promise<{ readonly exitCode: number; readonly out: string; readonly err: string }> {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (text: string) => void out.push(text), err: (text: string) => void err.push(text), environment, exitCode: 0, mark: '' };
  return { exitCode: await runCli(words, io), out: out.join('\n'), err: err.join('\n') };
}
