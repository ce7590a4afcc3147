import { SearchAttributeType, defineSearchAttributeKey } from '@temporalio/common';
import type { NextDeadline } from '../domain/deadlines.ts';
import type { Light } from '../domain/lights.ts';
import type { MeetingsCarriedOut, MeetingsStanding } from '../domain/meeting-envelope.ts';
import { morning } from '../domain/reminders.ts';
import type { Task } from '../domain/task.ts';
import type { DateText, Instant, OfficeCode, ProgrammeName, TaskNumber } from '../domain/values.ts';

/** What client and worker share. Constant name = wire name, written once; an Update bears the name of its command. */
export const defaultTaskQueue = 'duban';

export const workflowTypes = { superviseTask: 'superviseTask', deliverBatch: 'deliverBatch', dailyNotices: 'dailyNotices', meetings: 'meetings' } as const;

export const taskWorkflowId = (programme: ProgrammeName, number: TaskNumber): string => `${programme}/${number}`;

export const batchWorkflowId = (requestId: string): string => `deliverBatch/${requestId}`;

/** The Schedule of the daily run; several only where several task queues share a namespace. */
export const dailyScheduleId = (taskQueue: string): string => `dailyNotices${queueSuffix(taskQueue)}`;

const queueSuffix = (taskQueue: string): string => (taskQueue === defaultTaskQueue ? '' : `/${taskQueue}`);

/** Of one office; several only where several task queues share a namespace. */
export const meetingsWorkflowId = (office: OfficeCode, taskQueue: string): string => `meetings/${office}${queueSuffix(taskQueue)}`;

export const dailyWorkflowId = (taskQueue: string, day: DateText): string => `${dailyScheduleId(taskQueue)}/${day}`;

/** Started by the Schedule, and in rehearsal time by `clock advance`. */
export const dailyRunAt = morning;

export const renewSignal = 'renew';
export const taskQuery = 'task';

/** None holds personal data: search attributes are never encrypted. */
export const searchAttributeKeys = {
  programme: defineSearchAttributeKey('DubanProgramme', SearchAttributeType.KEYWORD),
  category: defineSearchAttributeKey('DubanCategory', SearchAttributeType.KEYWORD),
  lead: defineSearchAttributeKey('DubanLead', SearchAttributeType.KEYWORD),
  line: defineSearchAttributeKey('DubanLine', SearchAttributeType.KEYWORD),
  region: defineSearchAttributeKey('DubanRegion', SearchAttributeType.KEYWORD),
  horizon: defineSearchAttributeKey('DubanHorizon', SearchAttributeType.KEYWORD),
  state: defineSearchAttributeKey('DubanState', SearchAttributeType.KEYWORD),
  parent: defineSearchAttributeKey('DubanParent', SearchAttributeType.KEYWORD),
  due: defineSearchAttributeKey('DubanDue', SearchAttributeType.DATETIME),
  escalation: defineSearchAttributeKey('DubanEscalation', SearchAttributeType.INT),
} as const;

/** What the Web UI shows beside a run; passed on by every continue-as-new. */
export interface TaskMemo {
  readonly title: string;
  readonly category: string;
  /** Code and name of the lead at 交办, or of the one to which the task was handed on since. */
  readonly lead: string;
  readonly leadName: string;
  /** `演示数据`, where the directory is invented; else empty. */
  readonly mark: string;
}

/** Where a task's life stands between two wake-ups; plain JSON, carried over continue-as-new. */
export interface Life {
  readonly schemaVersion: 1;
  readonly seq: number;
  readonly task: Task | null;
  readonly nextDeadline: NextDeadline | null;
  readonly light: Light;
  readonly region: string;
}

export interface TaskStart {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  /** What is added to the server's clock: 0 in real time, fixed for the life of the task. */
  readonly clockOffsetMs: number;
  /** Absent in the first run: the first command brings everything that stands in the journal. */
  readonly life?: Life;
}

export type TaskEnd = { readonly seq: number; readonly state: Task['state'] | null };

/** The answer to an Update. */
export interface Acknowledgement {
  readonly seqs: readonly number[];
  readonly state: Task['state'];
  readonly repeated: boolean;
}

/** The answer to the Query `task`: for the Web UI. Who needs certainty reads the ledger. */
export interface TaskView extends Life {
  readonly now: Instant;
}

export interface BatchStart {
  readonly batch: string;
  readonly clockOffsetMs: number;
}

export interface DailyStart {
  /** Absent: today. */
  readonly day?: DateText;
  readonly clockOffsetMs: number;
}

export interface DailyEnd {
  readonly day: DateText;
  readonly isWorkingDay: boolean;
  readonly lastCompletedDay: DateText | null;
  /** How many had not left before. */
  readonly notices: number;
}

export interface MeetingsStart {
  readonly office: OfficeCode;
  /** What is added to the server's clock, as for a task. */
  readonly clockOffsetMs: number;
  /** Absent in the first run: the first command brings it. */
  readonly standing?: MeetingsStanding;
}

/** The answer to an Update on the meetings of an office. */
export type MeetingAcknowledgement = Pick<MeetingsCarriedOut, 'seqs' | 'repeated' | 'warnings' | 'meeting'>;

/** Where the missing of a cycle are told goes on; null at the end. */
export type MissingCursor = string | null;

export interface LateTasks {
  readonly office: OfficeCode;
  /** `2019-05`. */
  readonly cycle: string;
  readonly after: MissingCursor;
  /** Under which what is told to one department becomes one notice. */
  readonly batch: string;
}

/** A cycle whose cut-off has gone by. */
export interface CycleAtCutOff {
  readonly office: OfficeCode;
  readonly cycle: string;
  readonly now: Instant;
}

export interface ToldTasks {
  readonly told: number;
  readonly next: MissingCursor;
}

/** What the cut-off of a cycle tells is one batch. */
export const missingBatchId = ({ office, cycle }: Pick<LateTasks, 'office' | 'cycle'>): string => `missing/${office}/${cycle}`;
