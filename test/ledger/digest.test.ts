import fc from 'fast-check';
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalJson, digestOf, sm3Hex } from '../../ledger/digest.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { aCommand } from '../support/commands.ts';
import { aDatabase, aLedgerOn } from '../support/database.ts';

/** Any JSON that PostgreSQL can store: no U+0000, no half surrogate pairs. */
const json = fc.jsonValue({ stringUnit: 'binary' }).filter((value) => !JSON.stringify(value).includes(String.raw`\u0000`));

describe('SM3', () => {
  test('gives the value that the standard publishes for "abc"', () => {
    expect(sm3Hex('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
  });

  test('gives the value that the standard publishes for 64 bytes', () => {
    expect(sm3Hex('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
  });

  test('takes text as UTF-8', () => {
    expect(sm3Hex('督办')).toBe(sm3Hex(Buffer.from('督办', 'utf8')));
  });
});

describe('canonical JSON', () => {
  let ledger: Ledger;
  beforeAll(async () => {
    ledger = aLedgerOn((await aDatabase()).appUrl);
  });

  test('does not depend on the order of keys', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { f: null, e: '督' }], c: true } })).toBe(canonicalJson({ a: { c: true, d: [1, { e: '督', f: null }] }, b: 1 }));
  });

  test('leaves out what is undefined, as JSON does', () => {
    expect(canonicalJson({ b: undefined, a: [undefined, 1] })).toBe('{"a":[null,1]}');
  });

  test('says the same as JSON of any value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  test('is the same after a stay in PostgreSQL', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(json, { minLength: 20, maxLength: 20 }), async (values) => {
        const { rows } = await sql<{ back: unknown }>`SELECT ${JSON.stringify(values)}::jsonb AS back`.execute(ledger.db);

        expect(canonicalJson(rows[0]?.back)).toBe(canonicalJson(values));
      }),
    );
  });
});

describe('the digest of a command', () => {
  test('is of the actor and the command, whoever typed it', () => {
    const command = aCommand('urge');
    const envelope = { id: 'r-1', actor: 'P1', ranBy: 'root', command, batch: 'b-1' };

    expect(digestOf(envelope)).toBe(digestOf({ actor: 'P1', command: { reason: command.reason, type: 'urge' } }));
    expect(digestOf({ ...envelope, actor: 'P2' })).not.toBe(digestOf(envelope));
    expect(digestOf({ ...envelope, command: aCommand('urge', { reason: '另一件事' }) })).not.toBe(digestOf(envelope));
  });
});
