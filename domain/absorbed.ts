import { clauseKey } from './clause-book.ts';
import { earlier } from './dates.ts';
import type { TaskAbsorbed } from './merging-events.ts';
import type { Assignment, Task } from './task.ts';
import { currentDueOf } from './task.ts';
import type { ClauseReference, DateText, DepartmentCode, Instant, PersonId } from './values.ts';

/** What a task remembers of those that were merged into it, so that each can be given back. */
export interface Merging {
  /** As it was before the first of them, or as a decision since then has set it. */
  readonly own: { readonly currentDue: DateText | null; readonly due: DateText | null; readonly since: Instant };
  /** As merging left it: another day means that somebody has decided since. */
  readonly currentDue: DateText | null;
  /** The oldest first. */
  readonly absorbed: readonly AbsorbedTask[];
}

export interface AbsorbedTask {
  /** `2019/改-13`. */
  readonly task: string;
  readonly title: string;
  readonly requirement: string;
  readonly expectedResult: string;
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
  /** Null where it had none, and once a later decision has overtaken it. */
  readonly due: DateText | null;
  readonly brought: Brought;
}

/** What the survivor would not have of its own. Several may have brought the same. */
export interface Brought {
  readonly clauses: readonly ClauseReference[];
  readonly participants: readonly DepartmentCode[];
}

export const absorbedBy = (task: Task, number: string): AbsorbedTask | undefined => task.merging?.absorbed.find((absorbed) => absorbed.task === number);

/** Somebody has set another due day since the last merger. */
export const isDueDecidedSince = (task: Task): boolean => task.merging !== undefined && currentDueOf(task) !== task.merging.currentDue;

export function mergingWith(task: Task, event: TaskAbsorbed): Merging {
  const { task: number, title, requirement, expectedResult, by, at, reason, theirs, currentDue } = event;
  const absorbed = { task: number, title, requirement, expectedResult, by, at, reason, due: theirs.due, brought: broughtBy(task, theirs) };
  const before = task.merging?.absorbed ?? [];
  if (task.merging && !isDueDecidedSince(task)) return { own: task.merging.own, currentDue, absorbed: [...before, absorbed] };
  const overtaken = before.map((one): AbsorbedTask => ({ ...one, due: null }));
  return { own: { currentDue: currentDueOf(task), due: task.assignment.due, since: at }, currentDue, absorbed: [...overtaken, absorbed] };
}

export function mergingWithout({ absorbed, ...merging }: Merging, number: string): Merging | null {
  const rest = absorbed.filter(({ task }) => task !== number);
  return rest.length === 0 ? null : { ...merging, absorbed: rest };
}

/** Where the calendar moves the due day, nobody has decided anything. */
export function mergingMoved(merging: Merging, { from, to }: { readonly from: DateText; readonly to: DateText }): Merging {
  const moved = (day: DateText | null): DateText | null => (day === from ? to : day);
  const { own, currentDue, absorbed } = merging;
  return {
    own: { ...own, currentDue: moved(own.currentDue) },
    currentDue: moved(currentDue),
    absorbed: absorbed.map((one) => ({ ...one, due: moved(one.due) })),
  };
}

function broughtBy({ assignment, merging }: Task, { clauses, departments }: TaskAbsorbed['theirs']): Brought {
  const own = without(assignment, allBrought(merging?.absorbed ?? []));
  return {
    clauses: clauses.filter((clause) => !hasClause(own.clauses, clause)),
    participants: departments.filter((department) => department !== assignment.lead && !own.participants.includes(department)),
  };
}

/** The assignment with what another task brings to it. */
export function together(assignment: Assignment, { clauses, participants }: Brought): Assignment {
  return {
    ...assignment,
    clauses: [...assignment.clauses, ...clauses.filter((clause) => !hasClause(assignment.clauses, clause))],
    participants: [...assignment.participants, ...participants.filter((department) => !assignment.participants.includes(department))],
  };
}

/** And without what no other one has brought as well. */
export function without<Parts extends Brought>(parts: Parts, { clauses, participants }: Brought): Parts {
  return {
    ...parts,
    clauses: parts.clauses.filter((clause) => !hasClause(clauses, clause)),
    participants: parts.participants.filter((department) => !participants.includes(department)),
  };
}

export const allBrought = (absorbed: readonly AbsorbedTask[]): Brought => ({
  clauses: absorbed.flatMap(({ brought }) => brought.clauses),
  participants: absorbed.flatMap(({ brought }) => brought.participants),
});

const hasClause = (clauses: readonly ClauseReference[], clause: ClauseReference): boolean => clauses.some((one) => clauseKey(one) === clauseKey(clause));

/** The earliest of the days that are there. */
export const earliest = (...days: readonly (DateText | null)[]): DateText | null =>
  days.reduce((first, day) => (first === null || day === null ? (first ?? day) : earlier(first, day)), null);
