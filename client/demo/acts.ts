import type { TaskCommand } from '../../domain/commands.ts';
import type { Task } from '../../domain/task.ts';
import type { Evidence, PersonId } from '../../domain/values.ts';
import type { TaskAnswer } from '../command-order.ts';
import { inParallel } from '../in-parallel.ts';
import { sendCommand } from '../send-command.ts';
import type { Cast } from './cast.ts';
import type { Stage } from './stage.ts';

/** As many as a busy office would have under way at once. */
const lanes = 10;

export interface Act {
  readonly task: Task;
  readonly by: PersonId;
  readonly command: TaskCommand;
}

/** A demonstration is repeatable: its request ids follow from the act. */
const requestIdOf = ({ task, command }: Act, occasion: string): string => `demo/${occasion}/${command.type}/${task.programme}/${task.number}`;

export const perform = ({ desk }: Stage, act: Act, occasion = '1'): Promise<TaskAnswer> =>
  sendCommand(desk, { task: act.task, actor: act.by, requestId: requestIdOf(act, occasion), command: act.command });

export const performAll = (stage: Stage, acts: readonly Act[], occasion = '1'): Promise<readonly TaskAnswer[]> =>
  inParallel(acts, lanes, (act) => perform(stage, act, occasion));

/** The lead's contact signs for it. */
export const receiving = (task: Task, cast: Cast): Act => ({ task, by: cast.contactOf(task.assignment.lead), command: { type: 'receive' } });

export const planning = (task: Task, cast: Cast): Act => ({
  task,
  by: cast.contactOf(task.assignment.lead),
  command: {
    type: 'submitMeasures',
    horizon: task.assignment.proposedHorizon ?? 'yearEnd',
    measures: [
      {
        text: '逐项核对底数，列出清单',
        responsible: '综合处',
        start: '2019-02-18',
        finish: '2019-03-04',
        deliverable: '底数清单',
        acceptance: '部门负责人签字',
      },
      {
        text: '按清单落实并逐项销账',
        responsible: '综合处',
        start: '2019-03-04',
        finish: task.assignment.due ?? '2019-12-31',
        deliverable: task.assignment.expectedResult,
        acceptance: '印发或验收',
      },
    ],
  },
});

export const approving = (task: Task, cast: Cast): Act => ({
  task,
  by: cast.supervisorOf(task.supervisingOffice),
  command: { type: 'approveMeasures', basis: '2019年度分工方案' },
});

export const reporting = (task: Task, cast: Cast): Act => ({
  task,
  by: cast.contactOf(task.assignment.lead),
  command: {
    type: 'report',
    progress: '已列出清单并开始逐项核对',
    intention: '四月底前完成核对并征求意见',
    problems: '无',
    suggestions: ['请技术部门协助导出数据'],
    measuresDone: ['1'],
  },
});

export const urging = (task: Task, cast: Cast): Act => ({
  task,
  by: cast.supervisorOf(task.supervisingOffice),
  command: { type: 'urge', reason: '签收期限已过，请尽快签收' },
});

export const applying = (task: Task, cast: Cast, evidence: Evidence): Act => ({
  task,
  by: cast.headOf(task.assignment.lead),
  command: { type: 'applyForClosure', action: '已按举措逐项落实', result: task.assignment.expectedResult, effect: '相关工作有据可查', evidence: [evidence] },
});

export const returning = (task: Task, cast: Cast): Act => ({
  task,
  by: cast.reviewerOf(task.supervisingOffice),
  command: { type: 'returnClosure', reason: '缺少印发范围，请补充' },
});

export const consenting = (task: Task, cast: Cast): Act => ({ task, by: cast.leaderOf(task.assignment.lead), command: { type: 'consent' } });

export const strikingOff = (task: Task, cast: Cast): Act => ({ task, by: cast.reviewerOf(task.supervisingOffice), command: { type: 'strikeOff' } });
