import { describe, expect, test } from 'vitest';
import { findTable } from '../../domain/find-table.ts';
import { formCells, formColumns, formReferenceIn, formShape, isFilledIn, referenceText } from '../../domain/report-form.ts';
import type { StandingReport } from '../../domain/standing-report.ts';
import { isSaidAlready } from '../../domain/standing-report.ts';
import { aCommand } from '../support/commands.ts';
import { anEvent, aTask, historyOf, taskAfter } from '../support/events.ts';
import { aSheet } from '../support/sheets.ts';

const cellsOf = (cells: readonly string[]) => Object.fromEntries(formColumns.map((column, place) => [column, cells[place]]));

describe('a form that goes out', () => {
  test('says of each task what it is about and what was intended, and leaves the rest to be filled in', () => {
    const task = aTask('inProgress');
    const cells = cellsOf(formCells({ task, intended: '三月底前征求意见' }, { hasFullNumbers: false }));

    expect(cells).toEqual({
      编号: '改-12',
      任务内容: task.assignment.title,
      工作要求: task.assignment.requirement,
      完成时限: '2019-06-30',
      落实举措: expect.stringMatching(/^1：.+（至 \d{4}-\d\d-\d\d）/),
      阶段目标: '2019-04-30：形成征求意见稿',
      上期打算: '三月底前征求意见',
      进展: '',
      打算: '',
      问题: '',
      建议: '',
      举措完成: '',
      阶段目标达成: '',
    });
    expect(formColumns.filter(isFilledIn)).toEqual(['进展', '打算', '问题', '建议', '举措完成', '阶段目标达成']);
  });

  test('says which measures are done and which milestones reached, and the programme where there are several', () => {
    const task = taskAfter([...historyOf('inProgress'), anEvent('taskReported', { measuresDone: ['1'], milestonesReached: ['2019-04-30'] })]);

    expect(cellsOf(formCells({ task, intended: null }, { hasFullNumbers: true }))).toMatchObject({
      编号: '2019/改-12',
      落实举措: expect.stringContaining('（已完成）'),
      阶段目标: '2019-04-30：形成征求意见稿（已达成）',
      上期打算: '',
    });
    expect(cellsOf(formCells({ task: aTask('registered', { due: null }), intended: null }, { hasFullNumbers: false }))).toMatchObject({
      完成时限: '',
      落实举措: '',
    });
  });

  test('is found again when it comes back, and of what duban wrote itself nothing is said', () => {
    const rows = [
      ['第六检察厅重点工作汇报表（2019-03）'],
      ['请于月底前报送'],
      [...formColumns],
      formCells({ task: aTask('inProgress'), intended: null }, { hasFullNumbers: false }),
    ];
    const found = findTable([aSheet(rows)], formShape);

    expect(found).toMatchObject({ table: { header: ['编号', '进展', '打算', '问题', '建议', '举措完成', '阶段目标达成'], rows: [{ row: 4 }] } });
    expect('table' in found && found.table.ignored?.map(({ reason }) => reason)).toEqual(['表头以上的标题行“请于月底前报送”']);
  });
});

describe('表号', () => {
  test('says the cycle, the office and the department, wherever it stands', () => {
    const reference = { cycle: '2019-03', office: 'SPP', lead: 'SPP-06' };

    expect(formReferenceIn([aSheet([]), aSheet([['标题'], [undefined, referenceText(reference)]])])).toEqual(reference);
    expect(formReferenceIn([aSheet([[' 表号: 2019-03/SPP/SPP-06 ']])])).toEqual(reference);
  });

  test.each([[[]], [['表号：']], [['表号：2019-13/SPP/SPP-06']], [['表号：2019-03/SPP']], [[{ kind: 'number' as const, number: 3 }]]])(
    'is not in %j',
    (cells) => {
      expect(formReferenceIn([aSheet([cells])])).toBeNull();
    },
  );
});

describe('a report that stands already', () => {
  const said = aCommand('report', { suggestions: ['请会商', '无'], measuresDone: ['2', '1'] });
  const standing: StandingReport = {
    progress: said.progress,
    intention: said.intention,
    problems: said.problems,
    suggestions: ['请会商'],
    measuresDone: ['1', '2'],
    milestonesReached: ['2019-03-29'],
    countsOn: '2019-03-27',
  };

  test('is not said again by the same words', () => {
    expect(isSaidAlready(standing, said, null)).toBe(true);
    expect(isSaidAlready(standing, said, '2019-03-27')).toBe(true);
    expect(isSaidAlready(standing, { ...said, milestonesReached: ['2019-03-29'] }, null)).toBe(true);
    expect(isSaidAlready({ ...standing, measuresDone: [] }, aCommand('report', { suggestions: ['请会商'] }), null)).toBe(true);
  });

  test('is, by other words, other measures, another milestone, or another day on which it counts', () => {
    expect(isSaidAlready(standing, { ...said, intention: '五月' }, null)).toBe(false);
    expect(isSaidAlready(standing, { ...said, suggestions: ['无'] }, null)).toBe(false);
    expect(isSaidAlready(standing, { ...said, measuresDone: ['1'] }, null)).toBe(false);
    expect(isSaidAlready(standing, { ...said, milestonesReached: ['2019-06-28'] }, null)).toBe(false);
    expect(isSaidAlready(standing, said, '2019-03-26')).toBe(false);
  });
});
