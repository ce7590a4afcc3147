import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { cellFault, readAs } from './cell-faults.ts';
import { isDate } from './dates.ts';
import type { DateText, Milestone } from './values.ts';

/** 阶段目标: `2019-06-30：text；2019-12-31：text`, in the order of their days and none after the due day. */
export function milestonesOf({ column, value }: Cell, due: DateText | null): Reading<readonly Milestone[]> {
  if (value === '') return readAs([]);
  const readings = value.split('；').map((part) => milestoneOf({ column, value: part.trim() }));
  const milestones = readings.map((reading) => reading.value);
  const wrong = readings.flatMap(({ faults }) => faults);
  return readAs(milestones, ...(wrong.length > 0 ? wrong : orderFaults(milestones, { column, due })));
}

/** One milestone as people write it, on the command line too. */
export function milestoneOf(cell: Cell): Reading<Milestone> {
  const [, date = '', text = ''] = /^([^：]*)：(.*)$/s.exec(cell.value) ?? [];
  const milestone = { date: date.trim(), text: text.trim() };
  if (milestone.date === '' || milestone.text === '') return readAs(milestone, cellFault('MILESTONE_MALFORMED', cell));
  return isDate(milestone.date) ? readAs(milestone) : readAs(milestone, cellFault('DATE_INVALID', { ...cell, value: milestone.date }));
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
