import { describe, expect, test } from 'vitest';
import { isMeetingReference } from '../../domain/meeting-reference.ts';
import { receiptOfSourcesFault, sourcesToComplete } from '../../domain/sources.ts';
import { shanghai } from '../support/commands.ts';

const now = shanghai('2019-03-01', '09:00');
const unsaid = { received: null, office: null };
const known = { name: '中央通知', received: '2019-02-25', office: 'SPP' };
const fresh = { name: '检察改革工作规划', ...unsaid };

describe('the receipt of a document', () => {
  test('may be today, not tomorrow', () => {
    expect(receiptOfSourcesFault([], { ...unsaid, received: '2019-03-01' }, now)).toBeNull();
    expect(receiptOfSourcesFault([], { ...unsaid, received: '2019-03-02' }, now)).toMatchObject({
      code: 'RECEIVED_IN_FUTURE',
      details: { date: '2019-03-02' },
    });
  });

  test('may be said again, or left unsaid, but not be said otherwise', () => {
    expect(receiptOfSourcesFault([known, fresh], { received: '2019-02-25', office: 'SPP' }, now)).toBeNull();
    expect(receiptOfSourcesFault([known], unsaid, now)).toBeNull();
    expect(receiptOfSourcesFault([fresh, known], { received: '2019-02-26', office: null }, now)).toMatchObject({ code: 'SOURCE_DIFFERS' });
    expect(receiptOfSourcesFault([known], { received: null, office: '33' }, now)).toMatchObject({ code: 'SOURCE_DIFFERS' });
  });

  test('completes the documents of which nothing was said before', () => {
    expect(sourcesToComplete([known, fresh], { received: '2019-02-25', office: null })).toEqual(['检察改革工作规划']);
    expect(sourcesToComplete([known, fresh], { received: null, office: 'SPP' })).toEqual(['检察改革工作规划']);
    expect(sourcesToComplete([known, fresh], unsaid)).toEqual([]);
  });
});

describe('the reference of a meeting', () => {
  test.each(['党组扩大会 2019-02-12', 'SPP/2019-03', '会'.repeat(80)])('may be %s', (text) => {
    expect(isMeetingReference(text)).toBe(true);
  });

  test.each(['', ' 党组会', '党组会 ', '党组\n会', '\u{d800}', '会'.repeat(81)])('may not be %j', (text) => {
    expect(isMeetingReference(text)).toBe(false);
  });
});
