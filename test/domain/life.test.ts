import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandTypes, shapeFaults } from '../../domain/command-shapes.ts';
import type { TaskCommand } from '../../domain/commands.ts';
import { toInstant } from '../../domain/dates.ts';
import { decide } from '../../domain/decide.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import type { Task } from '../../domain/task.ts';
import { aCommand, entitled, facts } from '../support/commands.ts';
import { aMeasure, anAssignment, historyOf } from '../support/events.ts';
import { given, nothing } from '../support/given.ts';

const measures = [aMeasure(), aMeasure({ text: '印发指引', start: '2019-05-05', finish: '2019-06-14', deliverable: '正式文本' })];
const life: readonly (readonly [at: string, command: TaskCommand])[] = [
  ['2019-02-12T00:30:00.000Z', aCommand('register')],
  ['2019-02-12T01:00:00.000Z', aCommand('issue')],
  ['2019-02-13T01:00:00.000Z', aCommand('receive')],
  ['2019-02-20T01:00:00.000Z', aCommand('submitMeasures', { measures })],
  ['2019-02-21T01:00:00.000Z', aCommand('approveMeasures')],
  ['2019-06-20T01:00:00.000Z', aCommand('applyForClosure')],
  ['2019-06-25T01:00:00.000Z', aCommand('strikeOff')],
];

/** What stands in the journal when people have asked for all this. */
const journalOf = (acts: typeof life): readonly TaskEvent[] =>
  acts.reduce<readonly TaskEvent[]>((journal, [at, command]) => {
    const decision = decide(fold(journal), command, facts({ now: at, actor: entitled[command.type] }));
    return [...journal, ...('events' in decision ? decision.events : [])];
  }, nothing);

describe('one task is one unit with its own identity, history and outcome (R4)', () => {
  test('a life from 立项 to 销号 is seven acts and seven events', () => {
    expect(journalOf(life)).toEqual(historyOf('struckOff'));
  });

  test('a hundred and fourteen tasks are issued by as many decisions, each on its own journal', () => {
    const numbers = [...Array.from({ length: 47 }, (_, index) => `工-${index + 1}`), ...Array.from({ length: 67 }, (_, index) => `改-${index + 1}`)];
    const journals = numbers.map((number) => journalOf([['2019-02-12T00:30:00.000Z', aCommand('register', { number })], ...life.slice(1, 2)]));

    expect(journals.map((journal) => journal.map(({ type }) => type))).toEqual(numbers.map(() => ['taskRegistered', 'taskIssued']));
    expect(journals.map((journal) => fold(journal)?.number)).toEqual(numbers);
  });

  test('no command names a state or more than one task', () => {
    for (const field of ['state', 'numbers', 'all']) expect(shapeFaults({ ...aCommand('strikeOff'), [field]: 'struckOff' })).toMatchObject([{ field }]);
  });
});

describe('exactly one lead carries the responsibility (R20)', () => {
  test('two leads have no shape', () => {
    const twoLeads = { ...aCommand('register'), assignment: { ...anAssignment(), lead: ['SPP-06', 'SPP-08'] } };

    expect(shapeFaults(twoLeads)).toMatchObject([{ field: 'assignment' }]);
  });

  test('no lead at all has none either, and a rule refuses it too', () => {
    const noLead = aCommand('register', { assignment: anAssignment({ lead: '' }) });

    expect(shapeFaults(noLead)).toMatchObject([{ field: 'assignment' }]);
    given(nothing).when(noLead).thenRefuses('DEPARTMENT_NOT_FOUND');
  });

  test('another lead takes the place of the first', () => {
    const declined = journalOf([...life.slice(0, 2), ['2019-02-13T01:00:00.000Z', aCommand('decline')]]);
    const task = given(declined).when(aCommand('reissue')).thenRecords({ type: 'taskReissued' });

    expect(task.assignment).toMatchObject({ lead: 'SPP-10', participants: ['SPP-08'] });
  });
});

describe('whatever people ask for, in any order', () => {
  const commands: readonly TaskCommand[] = [
    ...commandTypes.map((type) => aCommand(type)),
    aCommand('amend', { changes: { isKey: true } }),
    aCommand('amend', { changes: { responsible: null } }),
    aCommand('reissue', { reason: '再议' }),
    aCommand('report', { measuresDone: ['1'], suggestions: ['请会商'] }),
  ];
  const aStep = fc.record({ choice: fc.nat(), hours: fc.integer({ min: 0, max: 600 }), isWilful: fc.integer({ min: 0, max: 9 }).map((tenth) => tenth === 0) });

  interface Walk {
    readonly task: Task | null;
    readonly ms: number;
  }

  /** Mostly something that is accepted, so that long lives come about; now and then anything at all. */
  function step({ task, ms }: Walk, { choice, hours, isWilful }: { readonly choice: number; readonly hours: number; readonly isWilful: boolean }): Walk {
    const later = ms + hours * 3_600_000;
    const decided = commands.map((command) => decide(task, command, facts({ now: toInstant(later), actor: entitled[command.type] })));
    const taken = isWilful ? decided : decided.filter((decision) => 'events' in decision);
    const decision = taken[choice % taken.length];
    const events = decision && 'events' in decision ? decision.events : [];
    return { task: events.reduce(evolvedBy, task), ms: later };
  }

  function evolvedBy(task: Task | null, event: TaskEvent): Task | null {
    const after = evolve(task, event);
    expect(after, `${event.type} on ${task?.state ?? 'nothing'} changes the task`).not.toBe(task);
    return after;
  }

  test('no decision throws, and what is recorded always fits the task', () => {
    const aWalk = fc.array(aStep, { minLength: 10, maxLength: 40 });

    fc.assert(
      fc.property(aWalk, (steps) => {
        steps.reduce(step, { task: null, ms: Date.UTC(2019, 1, 12) });
      }),
    );
  });
});
