import { describe, expect, test } from 'vitest';
import type { Register } from '../../domain/commands.ts';
import { evolve, fold } from '../../domain/evolve.ts';
import { nameBook } from '../../domain/name-book.ts';
import { planRow } from '../../domain/programme-plan.ts';
import { readProgrammeTable } from '../../domain/programme-table.ts';
import type { Task } from '../../domain/task.ts';
import { anEvent, historyOf, taskAfter } from '../support/events.ts';
import { aSetting, aTable, directoryNames, read, valuesOf } from '../support/programme-rows.ts';

describe('a table', () => {
  test('gives its good rows although others are refused', () => {
    const reading = readProgrammeTable(aTable({ 编号: '改-1' }, { 编号: '改-2', 类别: '其他' }, { 编号: '改-3' }), aSetting());
    expect(reading.accepted.map(({ number }) => number)).toEqual(['改-1', '改-3']);
    expect(reading.rejected.map(({ row, number }) => [row, number])).toEqual([[3, '改-2']]);
  });

  test('has none of the rows that share a number, and each names all of them', () => {
    const reading = readProgrammeTable(aTable({ 编号: '改-1' }, { 编号: '改-1', 类别: '其他' }, { 编号: '' }, { 编号: '' }), aSetting());
    expect(reading.accepted).toEqual([]);
    expect(reading.rejected.map(({ errors }) => errors.map(({ code }) => code))).toEqual([
      ['NUMBER_DUPLICATE'],
      ['VALUE_UNKNOWN', 'NUMBER_DUPLICATE'],
      ['NUMBER_MISSING'],
      ['NUMBER_MISSING'],
    ]);
    expect(reading.rejected[0]?.errors[0]?.message).toContain('第 2、3 行');
  });

  test('names its blank rows', () => {
    const table = aTable({ 编号: '改-1' });
    const blank = { row: 3, values: valuesOf().map(() => ' ') };
    expect(readProgrammeTable({ ...table, rows: [...table.rows, blank] }, aSetting()).blank).toEqual([3]);
  });
});

describe('a name book', () => {
  test('knows the office and the name of a department by its code', () => {
    const names = nameBook(directoryNames, 'SPP');
    expect([names.officeOf('33-08'), names.officeOf('none')]).toEqual(['33', null]);
    expect([names.departmentName('33-08'), names.departmentName('none')]).toEqual(['第八检察部', 'none']);
    expect(names.personsCalled('无此人', () => true)).toEqual([]);
    expect([names.personName('P1'), names.personName('P9')]).toEqual(['崔静岳', 'P9']);
  });
});

describe('a row beside the ledger', () => {
  const row = (cells = {}): Register => {
    const judged = read(cells);
    if ('errors' in judged) throw new Error(JSON.stringify(judged.errors));
    return judged.command;
  };
  const registered = (command: Register): Task => {
    const { type: _, ...content } = command;
    const task = evolve(null, { type: 'taskRegistered', at: '2019-02-12T01:00:00.000Z', by: 'system', ...content, calendarVersion: 'c', policyVersion: 'p' });
    if (!task) throw new Error('not registered');
    return task;
  };
  const issued = (task: Task): Task =>
    evolve(task, { type: 'taskIssued', at: '2019-02-12T01:00:00.000Z', by: 'P9', due: '2019-12-31', signBy: '2019-02-14' }) as Task;

  test('registers what is new', () => {
    expect(planRow(null, row())).toEqual({ act: 'register', command: row() });
  });

  test('changes nothing where it says the same', () => {
    expect(planRow(registered(row()), row())).toEqual({ act: 'none' });
    expect(planRow(issued(registered(row())), row())).toEqual({ act: 'none' });
  });

  test('amends what is not yet issued', () => {
    expect(planRow(registered(row()), row({ 工作要求: '更细' }))).toEqual({ act: 'amend', command: { type: 'amend', changes: { requirement: '更细' } } });
  });

  test('leaves the leader as he was derived where it names none', () => {
    const unnamed = row({ 责任领导: '' });
    const known = registered({ ...unnamed, assignment: { ...unnamed.assignment, leader: 'P1' } });
    expect(planRow(known, unnamed)).toEqual({ act: 'none' });
    expect(planRow(known, row({ 责任领导: '', 密级: '内部' }))).toEqual({ act: 'amend', command: { type: 'amend', changes: { secrecy: 'internal' } } });
  });

  test('changes nothing silently once the task is issued: what differs is named, with the command that would change it', () => {
    const plan = planRow(issued(registered(row())), row({ 完成时限: '2019-11-30', 任务内容: '另一件', 牵头单位: '办公厅督查室', 责任人: '' }));
    expect(plan).toEqual({
      act: 'ignore',
      reason:
        '改-12 已交办，导入不改变已交办的任务。与台账不同的是：任务内容（交办后不变）、牵头单位（可用 duban task hand-over）、责任人（可用 duban task hand-over）、完成时限（可用 duban task incorporate）',
    });
    expect(planRow(issued(registered(row())), row({ 时限类型: '', 完成时限: '2020-01-31' }))).toMatchObject({
      reason: expect.stringContaining('完成时限（可用 duban task extend）'),
    });
  });

  test('of a task that has ended has no command left', () => {
    const ended = taskAfter(historyOf('struckOff'));
    const command = row({ 编号: ended.number });
    expect(planRow(ended, command)).toMatchObject({ act: 'ignore', reason: expect.stringMatching(/已销号，不再更改.*与台账不同的是/) });
  });

  test('differs in nothing from what the ledger shows: the first due day and the horizon that was decided', () => {
    const settled = { ...anEvent('taskIssued'), due: '2019-11-29' };
    const decided = [settled, anEvent('taskReceived'), anEvent('measuresSubmitted'), anEvent('measuresApproved', { horizon: 'firstHalf' })];
    const task = fold(decided, registered(row()));
    const shown = row({ 完成时限: '2019-11-29' });
    expect(planRow(task, { ...shown, assignment: { ...shown.assignment, proposedHorizon: 'firstHalf' } })).toEqual({ act: 'none' });
    expect(planRow(task, shown)).toMatchObject({ reason: expect.stringMatching(/：时限类型（可用 duban task approve-measures）$/) });
  });

  test('undoes no merger: a draft that has taken another task over is left to its own commands', () => {
    const survivor = evolve(registered(row()), anEvent('taskAbsorbed'));

    expect(planRow(survivor, row())).toMatchObject({ act: 'ignore', reason: expect.stringMatching(/已承接并入的任务.*参与单位、完成时限、来源条款/) });
  });

  test('leaves a declined and a singly registered task to their own commands', () => {
    const declined = evolve(issued(registered(row())), {
      type: 'taskDeclined',
      at: '2019-02-12T02:00:00.000Z',
      by: 'P9',
      reason: '非本部门职责',
      reassignBy: '2019-02-14',
    });
    expect(planRow(declined, row({ 工作要求: '更细' }))).toMatchObject({ act: 'ignore', reason: expect.stringContaining('退签') });
    const single = registered({ ...row(), origin: { kind: 'single', text: '批示' } });
    expect(planRow(single, row({ 工作要求: '更细' }))).toMatchObject({ act: 'ignore', reason: expect.stringContaining('单独立项') });
  });
});
