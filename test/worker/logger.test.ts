import { describe, expect, test } from 'vitest';
import type { Activities } from '../../activities/index.ts';
import type { CarriedOut, CarryOutCall } from '../../domain/envelope.ts';
import { LedgerError } from '../../ledger/ledger-error.ts';
import { logCommands } from '../../worker/log-commands.ts';
import { createLogger } from '../../worker/logger.ts';
import { aCommand } from '../support/commands.ts';

function aLog(): { readonly lines: () => Record<string, unknown>[]; readonly logger: ReturnType<typeof createLogger> } {
  const written: string[] = [];
  const logger = createLogger('debug', { write: (line) => void written.push(line) });
  return { logger, lines: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('what may not stand in the log', () => {
  test('names, ways to reach somebody, texts and secrets are hidden at any depth', () => {
    const { logger, lines } = aLog();

    logger.info(
      {
        task: '2019/改-12',
        to: { name: '王芳' },
        command: { report: { progress: '完成初稿', persons: [{ phone: '13800000000' }] } },
        smtp: { pass: 'hunter2' },
      },
      'said',
    );

    expect(JSON.stringify(lines())).not.toMatch(/王芳|完成初稿|13800000000|hunter2/);
    expect(lines()).toMatchObject([{ task: '2019/改-12', msg: 'said', process: 'duban-worker' }]);
  });

  test.each([
    ['a password in an address', 'connect to postgres://duban_app:hunter2@db:5432/duban failed', /hunter2/],
    ['the key of a robot', 'POST https://chat.example.invalid/send?key=693a91f6&x=1 answered 500', /693a91f6/],
    ['an e-mail address', 'mailbox wang.fang@spp.example.invalid unknown', /wang\.fang/],
    ['a telephone number', 'no answer from 13812345678 or 010-65209114', /13812345678|65209114/],
  ])('%s in a sentence is hidden too, in messages and in errors', (_what, sentence, secret) => {
    const { logger, lines } = aLog();

    logger.warn({ error: new Error(sentence, { cause: new Error(sentence) }) }, sentence);

    expect(JSON.stringify(lines())).not.toMatch(secret);
    expect(lines()).toMatchObject([{ error: { type: 'Error', stack: expect.any(String) } }]);
  });

  test('the row that a driver quotes in its error is left out, its code is kept', () => {
    const { logger, lines } = aLog();
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(王芳) already exists.' });

    logger.error({ error }, 'not written');

    expect(lines()).toMatchObject([{ error: { code: '23505', message: 'duplicate key' } }]);
    expect(JSON.stringify(lines())).not.toContain('王芳');
  });

  test('instants are not taken for telephone numbers', () => {
    const { logger, lines } = aLog();

    logger.info({ seq: 7 }, 'said');

    expect(lines()[0]?.['time']).toEqual(expect.any(Number));
  });
});

describe('one line for each command', () => {
  const call: CarryOutCall = {
    known: { programme: '2019', number: '改-12', seq: 6, task: null },
    envelope: { id: 'r-1', actor: 'p-1', ranBy: 'tester', command: aCommand('urge') },
    now: '2019-02-12T01:00:00.000Z',
  };
  const outcome: CarriedOut = { standing: [], seqs: [7], repeated: false, refusal: null, nextDeadline: null, light: 'grey', region: '', deliveries: [] };

  async function logged(carryOut: Activities['carryOut']): Promise<Record<string, unknown>[]> {
    const { logger, lines } = aLog();
    await logCommands({ carryOut }, logger)
      .carryOut(call)
      .catch(() => undefined);
    return lines();
  }

  test('says which task, which command, and up to which event', async () => {
    const lines = await logged(() => Promise.resolve(outcome));

    expect(lines).toMatchObject([{ level: 30, task: '2019/改-12', programme: '2019', commandId: 'r-1', command: 'urge', seq: 7 }]);
  });

  test('a refusal is a line with its code, not an error', async () => {
    const refusal = { code: 'NOT_ENTITLED', details: {} } as unknown as NonNullable<CarriedOut['refusal']>;

    const lines = await logged(() => Promise.resolve({ ...outcome, seqs: [], refusal }));

    expect(lines).toMatchObject([{ level: 30, seq: null, refusal: 'NOT_ENTITLED' }]);
  });

  test('a ledger that has lost what it acknowledged is an alarm', async () => {
    const lines = await logged(() => Promise.reject(new LedgerError('LEDGER_BEHIND', 'behind', { acknowledged: 6, head: 4 })));

    expect(lines).toMatchObject([{ level: 50, alarm: 'LEDGER_BEHIND', task: '2019/改-12', acknowledged: 6, head: 4 }]);
  });

  test('a database that is away is a warning: the command waits', async () => {
    const lines = await logged(() => Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })));

    expect(lines).toMatchObject([{ level: 40, commandId: 'r-1', error: { code: 'ECONNREFUSED' } }]);
  });
});
