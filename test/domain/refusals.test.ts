import { describe, expect, test } from 'vitest';
import { refusal, refusalSentences, refusalText } from '../../domain/refusals.ts';
import type { RefusalCode } from '../../domain/refusals.ts';

const codes = Object.keys(refusalSentences) as RefusalCode[];

describe('a refusal', () => {
  test('has a stable English code and a Chinese sentence', () => {
    expect(codes.filter((code) => !/^[A-Z]+(_[A-Z]+)*$/.test(code))).toEqual([]);
    expect(codes.filter((code) => !/\p{Script=Han}/u.test(refusalSentences[code]))).toEqual([]);
  });

  test('fills the gaps of its sentence with texts, numbers and lists', () => {
    expect(refusalText(refusal('MEASURE_INCOMPLETE', { position: 2, missing: ['责任人', '成果'] }))).toBe('第 2 条举措缺少：责任人、成果');
    expect(refusalText(refusal('RECEIVED_IN_FUTURE', { date: '2019-07-01' }))).toBe('收到日期 2019-07-01 在今天之后');
  });

  test('leaves a gap that nobody filled empty', () => {
    expect(refusalText(refusal('RECEIVED_IN_FUTURE'))).toBe('收到日期  在今天之后');
  });

  test('without gaps needs no details', () => {
    expect(refusalText(refusal('REASON_MISSING'))).toBe('须写明理由');
  });
});
