import { clauseKey } from './clause-book.ts';
import type { TaskState } from './task.ts';
import { taskStates } from './task.ts';
import type { ClauseReference, Instant, PersonId, ProgrammeName, TaskNumber } from './values.ts';

/** 分解: whether every clause of every source that a programme takes up has come to a task, so that nothing that was decided is dropped on the way (R9, R16). */

/** A clause with everybody who answers for it, in whichever programme. */
export interface ClauseOnRecord extends ClauseReference {
  readonly text: string;
  /** The tasks that name it, and those into which such a task was merged. */
  readonly carriers: readonly Carrier[];
  readonly waivers: readonly (Waiver & { readonly programme: ProgrammeName })[];
}

export interface Carrier {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly state: TaskState;
}

/** 豁免: a clause that needs no task, by name and with a reason. */
export interface Waiver {
  readonly by: PersonId;
  readonly at: Instant;
  readonly reason: string;
}

/** 宣布分解完毕. It stands for the clauses that it counted; what comes later was not meant. */
export interface Completion {
  readonly by: PersonId;
  readonly at: Instant;
  readonly clauses: readonly ClauseReference[];
}

export interface Decomposition {
  readonly programme: ProgrammeName;
  /** Sources that were assigned to the programme: its own tasks must carry them out. */
  readonly assigned: readonly string[];
  /** Of these sources and of those that its tasks name. */
  readonly clauses: readonly ClauseOnRecord[];
  readonly completion: Completion | null;
}

/** Other programs read this shape: fields may be added, none renamed. */
export interface Coverage {
  readonly programme: ProgrammeName;
  readonly clauses: readonly ClauseCoverage[];
  readonly uncovered: readonly ClauseReference[];
  readonly waived: readonly (ClauseReference & Waiver)[];
  readonly sources: readonly SourceCoverage[];
  readonly totals: CoverageTotals;
  readonly declared: (Omit<Completion, 'clauses'> & { readonly stands: boolean }) | null;
  /** There are clauses, and none of them is uncovered. */
  readonly complete: boolean;
}

export interface ClauseCoverage extends ClauseReference {
  readonly text: string;
  readonly tasks: readonly TaskNumber[];
  /** Tasks of other programmes, `2018/改-3`. */
  readonly elsewhere: readonly string[];
  readonly waived: Waiver | null;
  readonly fate: ClauseFate;
}

/** Exactly one of these, whatever comes. */
export type ClauseFate = 'covered' | 'waived' | 'uncovered';

export interface CoverageTotals extends Readonly<Record<ClauseFate, number>> {
  readonly clauses: number;
  readonly tasks: number;
  /** Between a clause and a task of the programme; n to m, so there may be more of them than of either. */
  readonly links: number;
}

export interface SourceCoverage extends CoverageTotals {
  readonly source: string;
  readonly assigned: boolean;
}

/** A task that was ended unfinished carries nothing out, one that was merged lives on in its survivor; what is struck off has been carried out. */
export const standingStates: readonly TaskState[] = taskStates.filter((state) => state !== 'terminated' && state !== 'merged');

export const isStanding = ({ state }: Carrier): boolean => standingStates.includes(state);

export function coverageOf({ programme, assigned, clauses, completion }: Decomposition): Coverage {
  const covered = clauses.map((clause) => clauseCoverage(clause, { programme, isAssigned: assigned.includes(clause.source) }));
  const uncovered = covered.filter(({ fate }) => fate === 'uncovered').map(referenceTo);
  return {
    programme,
    clauses: covered,
    uncovered,
    waived: covered.flatMap(({ source, clause, fate, waived }) => (fate === 'waived' && waived ? [{ source, clause, ...waived }] : [])),
    sources: [...new Set(covered.map(({ source }) => source))].map((source) => ({
      source,
      assigned: assigned.includes(source),
      ...totalsOf(covered.filter((clause) => clause.source === source)),
    })),
    totals: totalsOf(covered),
    declared: completion && { by: completion.by, at: completion.at, stands: uncovered.length === 0 && covered.every(isAmong(completion.clauses)) },
    complete: covered.length > 0 && uncovered.length === 0,
  };
}

/** A source that is only named, as the plan of five years by the programme of one, may be carried out by other programmes as well. */
function clauseCoverage(
  { source, clause, text, carriers, waivers }: ClauseOnRecord,
  { programme, isAssigned }: { readonly programme: ProgrammeName; readonly isAssigned: boolean },
): ClauseCoverage {
  const standing = carriers.filter(isStanding);
  const tasks = standing.filter((carrier) => carrier.programme === programme).map(({ number }) => number);
  const elsewhere = standing.filter((carrier) => carrier.programme !== programme).map((carrier) => `${carrier.programme}/${carrier.number}`);
  const waiver = waivers.find((other) => other.programme === programme);
  const waived = waiver ? { by: waiver.by, at: waiver.at, reason: waiver.reason } : null;
  const isCovered = tasks.length > 0 || (!isAssigned && elsewhere.length > 0);
  return { source, clause, text, tasks, elsewhere, waived, fate: isCovered ? 'covered' : waived ? 'waived' : 'uncovered' };
}

const referenceTo = ({ source, clause }: ClauseReference): ClauseReference => ({ source, clause });

function isAmong(clauses: readonly ClauseReference[]): (clause: ClauseReference) => boolean {
  const counted = new Set(clauses.map(clauseKey));
  return ({ source, clause }) => counted.has(clauseKey({ source, clause }));
}

function totalsOf(clauses: readonly ClauseCoverage[]): CoverageTotals {
  const count = (fate: ClauseFate): number => clauses.filter((clause) => clause.fate === fate).length;
  const numbers = clauses.flatMap(({ tasks }) => tasks);
  return {
    clauses: clauses.length,
    covered: count('covered'),
    waived: count('waived'),
    uncovered: count('uncovered'),
    tasks: new Set(numbers).size,
    links: numbers.length,
  };
}
