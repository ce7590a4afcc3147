import { beforeAll, describe, expect, test } from 'vitest';
import { aCommand } from '../support/commands.ts';
import type { TestLedger } from '../support/ledger.ts';
import { act, aLedgerWithProgramme, aRegistration, aTaskIn } from '../support/ledger.ts';

let given: TestLedger;
beforeAll(async () => {
  given = await aLedgerWithProgramme();
});

describe('x', () => {
  test('y', async () => {
    const { ledger } = given;
    const outcome = await aTaskIn('struckOff', ledger);
    console.log(JSON.stringify(outcome, null, 1));
    console.log(JSON.stringify(await act(ledger, '改-12', aRegistration('改-12'))).slice(-300), aCommand('issue'));
    expect(outcome.refusal).toBeNull();
  });
});
