import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameContent } from '../../domain/same-content.ts';

describe('the same content', () => {
  test('is the same in any order of its keys', () => {
    expect(isSameContent([{ source: '规划', clause: '第1条' }], [{ clause: '第1条', source: '规划' }])).toBe(true);
  });

  test.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 1 }],
    [[1], { 0: 1 }],
    [null, {}],
    [[], null],
    [
      [1, 2],
      [2, 1],
    ],
  ])('is not %o and %o', (a, b) => {
    expect(isSameContent(a, b)).toBe(false);
  });

  test('outlasts a journey as JSON', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => isSameContent(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(value)))));
  });
});
