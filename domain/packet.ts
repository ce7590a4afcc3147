import type { ReportStanding } from './cycles.ts';
import type { GateItem } from './gate-items.ts';
import type { Light } from './lights.ts';
import type { MeetingType } from './meeting-commands.ts';
import type { Suggestion, TaskState } from './task.ts';
import type { DateText, DepartmentCode, Instant, OfficeCode, ProgrammeName, TaskNumber } from './values.ts';

/** 汇报材料: what the Party group is given for its meeting, as of the cut-off of its cycle (R2, R8, R13, R43). Plain data; what it looks like is said in packet-document.ts. */
export interface Packet {
  readonly office: { readonly code: OfficeCode; readonly name: string };
  /** 督查部门, which has put it together. */
  readonly unit: string;
  /** `2019-05`. */
  readonly cycle: string;
  /** The ledger is that of the end of this day. */
  readonly cutOff: DateText;
  readonly previousCutOff: DateText;
  /** Null: 未开会. */
  readonly meeting: PacketMeeting | null;
  /** 演示数据, or empty. */
  readonly mark: string;
  /** 已销号且有成果 / 应完成: reports do not move it, striking off does (R2). */
  readonly headline: Headline;
  readonly totals: PacketTotals;
  readonly programmes: readonly PacketProgramme[];
  readonly reports: Readonly<Record<ReportStanding | 'due', number>>;
  readonly departments: readonly PacketDepartment[];
  readonly missing: readonly MissingDepartment[];
  readonly red: readonly PacketLine[];
  readonly yellow: readonly PacketLine[];
  readonly agenda: readonly AgendaLine[];
  /** 专题听取 (R27) whose cut-off has gone by; absent from editions that were composed before packets had it. */
  readonly gates?: readonly GatePart[];
  readonly extensions: readonly ExtensionLine[];
  readonly closures: readonly ClosureLine[];
  readonly suggestions: readonly SuggestionLine[];
  /** Since the cut-off before. */
  readonly struckOff: readonly StruckOffLine[];
}

export interface PacketMeeting {
  readonly id: string;
  readonly date: DateText;
  readonly meetingType: MeetingType;
}

export interface Headline {
  readonly struckOffWithResult: number;
  readonly due: number;
}

/** As the ledger counts. */
export interface PacketTotals extends Headline {
  readonly tasks: number;
  readonly byState: Readonly<Record<TaskState, number>>;
  readonly byLight: Readonly<Record<Light, number>>;
}

export interface PacketProgramme {
  readonly name: ProgrammeName;
  readonly title: string;
  readonly totals: PacketTotals;
}

export interface PacketLine {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly lead: DepartmentCode;
  readonly leadName: string;
  readonly state: TaskState;
  readonly light: Light;
  readonly currentDue: DateText | null;
  readonly overdueWorkingDays: number;
}

export interface PacketDepartment {
  readonly department: DepartmentCode;
  readonly name: string;
  readonly tasks: readonly PacketTask[];
}

export interface PacketTask extends PacketLine {
  /** Null: it owed no report for this cycle. */
  readonly standing: ReportStanding | null;
  readonly report: PacketReport | null;
}

/** 打算, 存在的问题, 建议 as reported (R13). */
export interface PacketReport {
  readonly countsOn: DateText;
  readonly progress: string;
  readonly intention: string;
  readonly problems: string;
  readonly suggestions: readonly Suggestion[];
}

export interface MissingDepartment {
  readonly department: DepartmentCode;
  readonly name: string;
  readonly tasks: readonly { readonly programme: ProgrammeName; readonly number: TaskNumber; readonly title: string }[];
}

/** 升级提请党组会研究. */
export interface AgendaLine extends PacketLine {
  readonly since: DateText;
  /** Taken onto the agenda by people; until then proposed by the ladder. */
  readonly accepted: boolean;
}

/** What was not ready (实施安排未就绪) for a hearing. */
export interface GatePart {
  /** After which it hears: 全国两会. */
  readonly event: string;
  readonly cutOff: DateText;
  readonly notReady: readonly GateLine[];
}

export interface GateLine extends PacketLine {
  /** What people have made of it; null while it is proposed only. */
  readonly standing: GateItem['standing'] | null;
}

/** 延期申请 that waits for the leader. */
export interface ExtensionLine extends PacketLine {
  readonly to: DateText;
  readonly reason: string;
  readonly decideBy: DateText;
  /** What the supervision unit says to it; null where it has said nothing yet. */
  readonly supports: boolean | null;
}

/** 办结申请 that waits for review or verification. */
export interface ClosureLine extends PacketLine {
  readonly appliedOn: DateText;
  readonly result: string;
  readonly reviewBy: DateText;
}

export interface StruckOffLine extends PacketLine {
  readonly struckOffOn: DateText;
  readonly result: string;
}

/** 建议 without an answer, on the day of the cut-off. */
export interface SuggestionLine {
  readonly programme: ProgrammeName;
  readonly number: TaskNumber;
  readonly title: string;
  readonly leadName: string;
  readonly id: string;
  readonly text: string;
  readonly reportedAt: Instant;
  readonly answerBy: DateText | null;
  /** The day for its answer has gone by. */
  readonly overdue: boolean;
  /** In how many packets it has stood, this one included. */
  readonly timesListed: number;
  /** 转督查室提请答复. */
  readonly toSubmit: boolean;
}
