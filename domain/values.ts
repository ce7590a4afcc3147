/** UTC, ISO 8601 with milliseconds (`2019-02-12T01:00:00.000Z`), so that instants compare as text. */
export type Instant = string;
/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`; dates compare as text. */
export type DateText = string;
export type PersonId = string;
export type DepartmentCode = string;
export type OfficeCode = string;
/** Unique within its programme, as people say it: `改-12`. */
export type TaskNumber = string;
export type ProgrammeName = string;

export const categories = ['工作', '改革'] as const;
export type Category = (typeof categories)[number];

export const horizons = ['firstHalf', 'yearEnd', 'longTerm'] as const;
/** 时限类型: a decision of the supervision unit on what the lead proposes (R24). */
export type Horizon = (typeof horizons)[number];

export const horizonNames: Readonly<Record<Horizon, string>> = { firstHalf: '上半年', yearEnd: '年底前', longTerm: '长线' };

export const secrecyNames = { public: '公开', internal: '内部' } as const;
/** 密级; what is above 内部 never enters the system. */
export type Secrecy = keyof typeof secrecyNames;

export const officeLevels = ['national', 'provincial', 'municipal', 'grassroots'] as const;
export type OfficeLevel = (typeof officeLevels)[number];

export const roles = ['lead_contact', 'department_head', 'supervisor', 'supervising_leader', 'party_group_secretary', 'reviewer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A file that was handed in, known by what it contains. */
export interface Evidence {
  readonly name: string;
  /** SM3 of the bytes, lower-case hex. */
  readonly sm3: string;
  readonly sizeBytes: number;
}

/** Whoever acts, as the directory knows that person at the moment of deciding. */
export interface Actor {
  readonly person: PersonId;
  readonly office: OfficeCode;
  readonly department: DepartmentCode;
  readonly roles: readonly Role[];
}

/** A clause of a source document that a task carries out (R15). */
export interface ClauseReference {
  readonly source: string;
  readonly clause: string;
}

/** 阶段目标. */
export interface Milestone {
  readonly date: DateText;
  readonly text: string;
  /** When the lead reported that it is reached; absent until then. */
  readonly reachedAt?: Instant;
}

/** 落实举措: one step that the lead undertakes to take (R26). */
export interface Measure {
  readonly text: string;
  readonly responsible: string;
  readonly start: DateText;
  readonly finish: DateText;
  readonly deliverable: string;
  readonly acceptance: string;
}
