/** What a shell script sees (docs/errors.md); 5 with "outcome unknown" means: repeat with the same request id. */
export const exitCodes = { done: 0, bug: 1, invalidInput: 2, refused: 3, notFound: 4, unreachable: 5 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface DubanErrorContent {
  /** Stable, SCREAMING_SNAKE; scripts depend on it. */
  readonly code: string;
  /** One Chinese sentence: where, what came, what was expected, what to do. */
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly exitCode: ExitCode;
}

/** A failure whose reason the person at the keyboard can understand and mend. Anything else that is thrown is a bug. */
export class DubanError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly exitCode: ExitCode;

  constructor({ code, message, details = {}, exitCode }: DubanErrorContent, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DubanError';
    this.code = code;
    this.details = details;
    this.exitCode = exitCode;
  }
}

/** What remains of an error that travels between processes. */
export const contentOf = ({ code, message, details, exitCode }: DubanError): DubanErrorContent => ({ code, message, details, exitCode });
