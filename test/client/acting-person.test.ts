import { describe, expect, test } from 'vitest';
import { actorOf } from '../../client/cli/flags.ts';
import type { CliIo } from '../../client/cli/output.ts';

const at = (environment: Readonly<Record<string, string>>) => ({ environment }) as unknown as CliIo;

describe('who acts', () => {
  test('is said by --as, else by DUBAN_AS', () => {
    expect(actorOf({ as: 'P1' }, at({ DUBAN_AS: 'P2' }))).toBe('P1');
    expect(actorOf({}, at({ DUBAN_AS: 'P2' }))).toBe('P2');
  });

  test('is never guessed', () => {
    expect(() => actorOf({ as: ' ' }, at({}))).toThrow(expect.objectContaining({ code: 'ACTOR_REQUIRED', exitCode: 2 }));
  });

  test.each(['system', 'clock'])('is never %s, which the journal keeps for imports and time', (as) => {
    expect(() => actorOf({ as }, at({}))).toThrow(expect.objectContaining({ code: 'PERSON_NOT_FOUND', exitCode: 4 }));
  });
});
