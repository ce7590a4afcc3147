/** Where a command writes; tests give their own. */
export interface CliIo {
  /** Results. With --json exactly one JSON document, and nothing else. */
  readonly out: (text: string) => void;
  /** Progress, logs and errors. */
  readonly err: (text: string) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A command that answers, but with bad news, sets it; failures are thrown. */
  exitCode: number;
  /** 演示数据, where what is shown is made from an invented directory; else empty. */
  mark: string;
}

export const processIo = (): CliIo => ({
  out: (text) => void process.stdout.write(`${text}\n`),
  err: (text) => void process.stderr.write(`${text}\n`),
  environment: process.env,
  exitCode: 0,
  mark: '',
});

/** The same result for programs and for people. */
export function print(io: CliIo, { json, document, lines }: { readonly json: boolean; readonly document: unknown; readonly lines: readonly string[] }): void {
  const marked = io.mark === '' ? lines : [...lines, `（${io.mark}）`];
  io.out(json ? JSON.stringify(document) : marked.join('\n'));
}
