import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CommandType } from '../../domain/command-shapes.ts';
import { commandTypes, humanCommandTypes, shapeFaults } from '../../domain/command-shapes.ts';
import { aCommand, aReceipt } from '../support/commands.ts';
import { aMeasure, anAssignment, someEvidence } from '../support/events.ts';

const faultyFields = (command: unknown): readonly string[] => shapeFaults(command).map(({ field }) => field);

describe('the shape of a command', () => {
  test.for(commandTypes)('%s fits, also after its way over the wire', (type) => {
    expect(shapeFaults(JSON.parse(JSON.stringify(aCommand(type))))).toEqual([]);
  });

  test.for<[CommandType, object]>([
    ['receive', { receipt: aReceipt('2019-02-13') }],
    ['receive', { receipt: null }],
    ['reissue', { lead: 'SPP-10', participants: ['SPP-08'], responsible: '李四', reason: '' }],
    ['reissue', { lead: undefined, responsible: undefined }],
    ['submitMeasures', { measures: [] }],
    ['approveMeasures', { horizon: 'longTerm', milestones: [{ date: '2020-12-31', text: '中期评估' }] }],
    ['report', { measuresDone: ['1'], milestonesReached: ['2019-04-30'], cycle: '2019-03', receipt: aReceipt('2019-03-01', '补录') }],
    ['escalate', { level: 4 }],
    ['applyForClosure', { effect: '好', evidence: [someEvidence, { ...someEvidence, sizeBytes: 0 }] }],
    ['register', { origin: { kind: 'instruction', text: '检察长批示' } }],
    ['contribute', { request: '1' }],
    ['amend', { changes: { due: null, milestones: [{ date: '2019-04-30', text: '' }], isKey: true } }],
    ['register', { assignment: anAssignment({ participants: [], clauses: [], responsible: null, proposedHorizon: null }) }],
  ])('%s may have %j', ([type, parts]) => {
    expect(shapeFaults({ ...aCommand(type), ...parts })).toEqual([]);
  });

  test.for<[CommandType, object, string]>([
    ['decline', { reason: 7 }, 'reason'],
    ['decline', { reason: undefined }, 'reason'],
    ['decline', { reason: 'a\0b' }, 'reason'],
    ['decline', { reason: '\uD83D' }, 'reason'],
    ['decline', { reason: '长'.repeat(20_001) }, 'reason'],
    ['receive', { receipt: { date: '2019-02-30', document: '3 号', reason: null } }, 'receipt'],
    ['receive', { receipt: { date: '2019-02-13', document: ' ', reason: null } }, 'receipt'],
    ['receive', { receipt: { date: '2019-02-13', document: '3 号' } }, 'receipt'],
    ['receive', { receipt: [] }, 'receipt'],
    ['reissue', { participants: 'SPP-08' }, 'participants'],
    ['reissue', { participants: [''] }, 'participants'],
    ['reissue', { participants: Array.from({ length: 201 }, () => 'SPP-08') }, 'participants'],
    ['reissue', { responsible: '长'.repeat(201) }, 'responsible'],
    ['submitMeasures', { horizon: '上半年' }, 'horizon'],
    ['submitMeasures', { measures: [aMeasure({ finish: '2019-02-29' })] }, 'measures'],
    ['submitMeasures', { measures: null }, 'measures'],
    ['approveMeasures', { milestones: [{ date: '2020-12-32', text: '' }] }, 'milestones'],
    ['report', { cycle: '2019-13' }, 'cycle'],
    ['report', { milestonesReached: ['四月底'] }, 'milestonesReached'],
    ['report', { suggestions: '无' }, 'suggestions'],
    ['escalate', { level: 5 }, 'level'],
    ['escalate', { level: 1.5 }, 'level'],
    ['escalate', { level: '2' }, 'level'],
    ['applyForClosure', { evidence: [{ ...someEvidence, sm3: 'ABC' }] }, 'evidence'],
    ['applyForClosure', { evidence: [{ ...someEvidence, sizeBytes: -1 }] }, 'evidence'],
    ['applyForClosure', { evidence: [{ ...someEvidence, sizeBytes: 0.5 }] }, 'evidence'],
    ['amend', { changes: { isKey: '是' } }, 'changes'],
    ['amend', { changes: { number: '改-13' } }, 'changes'],
    ['amend', { changes: undefined }, 'changes'],
    ['register', { origin: { kind: 'other', text: '' } }, 'origin'],
    ['register', { assignment: anAssignment({ due: '2019-06-31' }) }, 'assignment'],
    ['register', { number: '' }, 'number'],
    ['register', { origin: { kind: 'letter', text: '' } }, 'origin'],
    ['recordVerification', { passed: '是' }, 'passed'],
    ['recordVerification', { method: '' }, 'method'],
    ['suspend', { resumeOn: '2019-09-31' }, 'resumeOn'],
    ['correct', { seq: 0 }, 'seq'],
    ['correct', { seq: 1.5 }, 'seq'],
    ['correct', { seq: 2_147_483_648 }, 'seq'],
    ['terminate', { decision: ' ' }, 'decision'],
    ['signPaper', { level: 5 }, 'level'],
    ['holdPaper', { repeat: 4 }, 'repeat'],
    ['acceptAgendaItem', { meeting: '党组会\n2019-08-01' }, 'meeting'],
    ['issue', { state: 'struckOff' }, 'state'],
  ])('%s may not have %j', ([type, parts, field]) => {
    expect(faultyFields({ ...aCommand(type), ...parts })).toEqual([field]);
  });

  test.for(['toString', 'constructor', '__proto__', 'hasOwnProperty'])('has no part named %s, which every object inherits', (field) => {
    const command: unknown = JSON.parse(`{"type":"issue",${JSON.stringify(field)}:{"a":1}}`);

    expect(faultyFields(command)).toEqual([field]);
  });

  test('names every fault at once, what came, and what was expected', () => {
    expect(shapeFaults({ type: 'escalate', reason: 1, level: 9, lvel: 2 })).toEqual([
      { field: 'reason', value: 1, expected: '文字，不超过 20000 字' },
      { field: 'level', value: 9, expected: '1 到 4' },
      { field: 'lvel', value: 2, expected: '没有这一项；可用的是 type、reason、level' },
    ]);
  });
});

describe('what is no command', () => {
  test.for([null, undefined, 7, 'issue', [], {}, { type: 'setStatus' }, { type: ['issue'] }, { type: 'toString' }])(
    '%j names the types that there are',
    (value) => {
      expect(shapeFaults(value)).toMatchObject([{ field: 'type', expected: expect.stringContaining('register、amend、issue') }]);
    },
  );

  test('an array that claims a type is none', () => {
    expect(shapeFaults(Object.assign([], { type: 'issue' }))).toMatchObject([{ field: '' }]);
  });
});

describe('checking a shape', () => {
  test('never throws, whatever JSON comes', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => Array.isArray(shapeFaults(value))));
  });

  test('never throws, whatever the parts of a known command are', () => {
    const parts = [...new Set(commandTypes.flatMap((type) => Object.keys(aCommand(type))))].filter((part) => part !== 'type');
    const aMangledCommand = fc
      .tuple(fc.constantFrom(...commandTypes), fc.dictionary(fc.oneof(fc.constantFrom(...parts, 'receipt'), fc.string()), fc.jsonValue()))
      .map(([type, others]) => ({ ...aCommand(type), ...others, type }));

    fc.assert(fc.property(aMangledCommand, (command) => Array.isArray(shapeFaults(command))));
  });
});

test('people ask for everything but the passing of time', () => {
  expect(commandTypes.filter((type) => !humanCommandTypes.some((human) => human === type))).toEqual(['passDeadline']);
});
