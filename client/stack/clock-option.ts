import { isDate, toInstant } from '../../domain/dates.ts';
import type { Instant } from '../../domain/values.ts';
import { DubanError, exitCodes } from '../errors.ts';

const form = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,3})?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/;

/** An instant as people write it on the command line, `2019-02-12T09:00+08:00`: the zone must be said, or two people mean two moments. Null: no such instant. */
export function parseInstant(text: string): Instant | null {
  const [, date] = form.exec(text) ?? [];
  if (date === undefined || !isDate(date)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : toInstant(ms);
}

export function parseClockOption(text: string): Instant {
  const instant = parseInstant(text);
  if (instant !== null) return instant;
  throw new DubanError({
    code: 'CLOCK_INVALID',
    message: `--clock 的值“${text}”不是有效时刻：应写成带时区的时刻，例如 2019-02-12T09:00+08:00。`,
    details: { value: text, expected: 'YYYY-MM-DDTHH:MM[:SS]+08:00' },
    exitCode: exitCodes.invalidInput,
  });
}
