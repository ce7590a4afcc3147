import { describe, expect, test } from 'vitest';
import { parseInstant } from '../../../client/stack/clock-option.ts';

describe('an instant on the command line', () => {
  test.each([
    ['2019-02-12T09:00+08:00', '2019-02-12T01:00:00.000Z'],
    ['2019-02-12T09:00:30+08:00', '2019-02-12T01:00:30.000Z'],
    ['2019-02-12T01:00:00.000Z', '2019-02-12T01:00:00.000Z'],
  ])('%s is %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  test.each(['2019-02-12', '2019-02-12T24:00Z', '2019-02-29T09:00Z', '2019-2-12T9:00Z', '2019-02-12T09:00+24:00', 'yesterday', ''])('"%s" is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });
});
