import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { cellFault, readAs } from './cell-faults.ts';
import { readDate } from './date-forms.ts';
import { isDate } from './dates.ts';
import type { DateText, Milestone } from './values.ts';

export interface MilestoneContext {
  readonly due: DateText | null;
  /** The day on which the programme was decided: days without a year count from it. */
  readonly decidedOn: DateText;
}

/** 阶段目标: `2019-06-30：text；2019-12-31：text`, one below the other or in one line, in the order of their days and none after the due day. */
export function milestonesOf({ column, value }: Cell, { due, decidedOn }: MilestoneContext): Reading<readonly Milestone[]> {
  if (value === '') return readAs([]);
  const parts = value.split(/[；;]\n*|\n+/).map((part) => part.trim());
  const readings = parts.map((part) => readMilestone({ column, value: part }, decidedOn));
  const milestones = readings.map((reading) => reading.value);
  const wrong = readings.flatMap(({ faults }) => faults);
  return {
    value: milestones,
    faults: wrong.length > 0 ? wrong : orderFaults(milestones, { column, due }),
    warnings: readings.flatMap(({ warnings }) => warnings),
  };
}

function readMilestone(cell: Cell, decidedOn: DateText): Reading<Milestone> {
  const written = writtenMilestone(cell);
  if (written.faults.length > 0) return written;
  const { value, faults, warnings } = readDate({ ...cell, value: written.value.date }, decidedOn);
  return { value: { ...written.value, date: value ?? '' }, faults, warnings };
}

/** One milestone of the command line: `2019-06-30：text`. */
export function milestoneOf(cell: Cell): Reading<Milestone> {
  const written = writtenMilestone(cell);
  const { date } = written.value;
  return written.faults.length > 0 || isDate(date) ? written : readAs(written.value, cellFault('DATE_INVALID', { ...cell, value: date }));
}

function writtenMilestone(cell: Cell): Reading<Milestone> {
  const [, day = '', words = ''] = /^([^：:]*)[：:](.*)$/s.exec(cell.value) ?? [];
  const milestone = { date: day.trim(), text: words.trim() };
  return milestone.date === '' || milestone.text === '' ? readAs(milestone, cellFault('MILESTONE_MALFORMED', cell)) : readAs(milestone);
}

export function orderFaults(
  milestones: readonly Milestone[],
  { column, due }: { readonly column: string; readonly due: DateText | null },
): readonly CellFault[] {
  return milestones.flatMap(({ date }, position) => {
    const before = milestones[position - 1]?.date ?? date;
    const cell = { column, value: date };
    return [
      ...(date < before ? [cellFault('MILESTONES_OUT_OF_ORDER', cell)] : []),
      ...(due !== null && date > due ? [cellFault('MILESTONE_AFTER_DUE', cell, { due })] : []),
    ];
  });
}
