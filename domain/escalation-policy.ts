import type { ShapeFault } from './command-shapes.ts';

/** The numbers of the ladder 升级, as a policy version has them. */
export interface EscalationPolicy {
  /** Working days after the passed day at which levels 1 to 4 are told. */
  readonly stepsWorkingDays: readonly number[];
  readonly milestoneStepsWorkingDays: readonly number[];
  /** A missing signature, plan or reply climbs so many levels, and leaves the rest to the day on which the work itself is due. */
  readonly formalityLevels: number;
  /** How often the last step is said again, at the distance of the last two. */
  readonly repeats: number;
  readonly acknowledgementMostWorkingDays: number;
}

export const topLevel = 4;
const mostRepeats = 3;
const mostAcknowledgedWorkingDays = 10;

/** For policy versions that say nothing of it. */
export const firstEscalation: EscalationPolicy = {
  stepsWorkingDays: [1, 3, 5, 10],
  milestoneStepsWorkingDays: [5, 10, 15, 20],
  formalityLevels: 2,
  repeats: mostRepeats,
  acknowledgementMostWorkingDays: mostAcknowledgedWorkingDays,
};

/** Everything that is wrong with the numbers of a policy that somebody proposes; empty if the ladder can be climbed by them. */
export const escalationFaults = (group: EscalationPolicy): readonly ShapeFault[] =>
  (Object.keys(checks) as (keyof EscalationPolicy)[]).flatMap((field) => {
    const { expected, fits } = checks[field];
    return fits(group[field]) ? [] : [{ field: `escalation.${field}`, value: group[field], expected }];
  });

interface Check {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const rising: Check = { expected: `${topLevel} 个由小到大的正整数`, fits: isRising };

const checks: Readonly<Record<keyof EscalationPolicy, Check>> = {
  stepsWorkingDays: rising,
  milestoneStepsWorkingDays: rising,
  formalityLevels: wholeNumber(1, topLevel),
  repeats: wholeNumber(0, mostRepeats),
  acknowledgementMostWorkingDays: wholeNumber(1, mostAcknowledgedWorkingDays),
};

function isRising(value: unknown): boolean {
  const days: readonly unknown[] = Array.isArray(value) ? value : [];
  return days.length === topLevel && days.every((day, index) => Number.isInteger(day) && (day as number) > ((days[index - 1] as number | undefined) ?? 0));
}

function wholeNumber(least: number, most: number): Check {
  return { expected: `${least} 到 ${most} 的整数`, fits: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most };
}
