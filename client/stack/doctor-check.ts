export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly version?: string;
  /** In plain words: what is, and if it is wrong, what to do. */
  readonly message: string;
}

/** For one look: all of them together must answer within a few seconds. */
export const lookLimitMs = 3_000;

export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return error.message || code || error.name;
}
