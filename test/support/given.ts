import { expect } from 'vitest';
import type { TaskCommand } from '../../domain/commands.ts';
import { decide } from '../../domain/decide.ts';
import type { TaskEvent } from '../../domain/events.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import type { Facts, JournalEntry } from '../../domain/facts.ts';
import { otherTaskOf } from '../../domain/merging-commands.ts';
import type { RefusalCode, RefusalDetails } from '../../domain/refusals.ts';
import { refusalSentences, refusalText } from '../../domain/refusals.ts';
import type { Task } from '../../domain/task.ts';
import { entitled, facts } from './commands.ts';
import { anEvent, historyOf, taskAfter } from './events.ts';
import { calendarInForce } from './overlays.ts';

type ExpectedEvent = Pick<TaskEvent, 'type'> & Readonly<Record<string, unknown>>;

type Circumstances = Partial<
  Pick<
    Facts,
    | 'calendar'
    | 'calendarInForce'
    | 'policy'
    | 'policyNamed'
    | 'otherTask'
    | 'offices'
    | 'persons'
    | 'standsInFor'
    | 'clauses'
    | 'suggestion'
    | 'meetingOnRecord'
    | 'gatesPassed'
    | 'reporting'
  >
> & {
  /** Whoever may, if it is left out. */
  readonly by?: Facts['actor'];
  /** An hour after the last event, if it is left out. */
  readonly at?: string;
};

/** `given(journal).when(command).thenRecords(events)` or `.thenRefuses(code)`. */
export const given = (events: readonly TaskEvent[]) => ({
  when: (command: TaskCommand, { by = entitled[command.type], at = anHourAfter(events), ...others }: Circumstances = {}) =>
    outcomeOf(
      fold(events),
      command,
      facts({
        now: at,
        actor: by,
        entry: entryNamed(command, events),
        otherTask: otherNamed(command),
        ...(command.type === 'reproject' && { calendarInForce }),
        ...others,
      }),
    ),
});

/** As the ledger reads it: people of these tests are called `<role> of <department>`. */
export function entryNamed(command: TaskCommand, events: readonly TaskEvent[]): JournalEntry | null {
  const event = command.type === 'correct' ? events[command.seq - 1] : undefined;
  if (!event || command.type !== 'correct') return null;
  const corrections = events.filter((later) => later.type === 'entryCorrected').filter(({ seq }) => seq === command.seq);
  return { event, department: event.by.split(' of ')[1] ?? null, corrections };
}

/** 改-13, at work for the same office; for a merger into it, one that has taken 改-12 over. */
export function otherNamed(command: TaskCommand): Task | null {
  if (otherTaskOf(command) === null) return null;
  const history = historyOf('inProgress', { number: '改-13' });
  return taskAfter(command.type === 'merge' ? [...history, anEvent('taskAbsorbed', { task: '2019/改-12' })] : history);
}

/** Nothing stands in the journal yet. */
export const nothing: readonly TaskEvent[] = [];

function outcomeOf(task: Task | null, command: TaskCommand, conditions: Facts) {
  const decision = decide(task, command, conditions);
  return {
    decision,
    /** These events and no others, at this moment, by this actor; gives back the task after them. */
    thenRecords: (...expected: readonly ExpectedEvent[]): Task => {
      const stamp = { at: conditions.now, by: typeof conditions.actor === 'string' ? conditions.actor : conditions.actor.person };
      expect(decision).toEqual({ events: expected.map((event) => expect.objectContaining({ ...stamp, ...event })) });
      return evolved(task, 'events' in decision ? decision.events : []);
    },
    thenRefuses: (code: RefusalCode, details?: RefusalDetails): void => {
      expect(decision).toEqual({ refusal: { code, details: details ?? expect.anything() } });
      if ('refusal' in decision) expectWholeSentence(decision.refusal);
    },
  };
}

/** What is recorded must change the task: an event that the fold passes over was decided in vain. */
function evolved(task: Task | null, events: readonly TaskEvent[]): Task {
  const after = events.reduce((before: Task | null, event) => {
    const next = evolve(before, event);
    expect(next, `${event.type} changes the task`).not.toEqual(before);
    return next;
  }, task);
  if (!after) throw new Error('a decision on no task recorded nothing; use thenRefuses');
  return after;
}

/** Every gap of the Chinese sentence is filled. */
function expectWholeSentence({ code, details }: { readonly code: RefusalCode; readonly details: RefusalDetails }): void {
  const gaps = [...refusalSentences[code].matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const unfilled = gaps.filter((name) => details[name] === undefined);
  expect(unfilled, refusalText({ code, details })).toEqual([]);
}

const anHourAfter = (events: readonly TaskEvent[]): string => new Date(Date.parse(events.at(-1)?.at ?? '2019-02-12T00:00:00.000Z') + 3_600_000).toISOString();
