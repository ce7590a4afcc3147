import { originKinds } from './assignment.ts';
import type { TaskCommand } from './commands.ts';
import { isDate, isMonth } from './dates.ts';
import { answers } from './leadership-commands.ts';
import { isMeetingReference, meetingReferenceLimit } from './meeting-reference.ts';
import { categories, horizons, secrecyNames } from './values.ts';

/**
 * The shape of every command as plain data, checked by Update validators and CLI alike: only whether the parts are there and of their kind.
 * Whether the content will do is for the rules to say.
 */
export type CommandType = TaskCommand['type'];

export interface ShapeFault {
  readonly field: string;
  readonly value: unknown;
  /** In Chinese, as office people read it. */
  readonly expected: string;
}

export interface Kind {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

export type Fields = Readonly<Record<string, Kind>>;

/** Long enough for any honest report, short enough for one history event. */
const textLimit = 20_000;
const listLimit = 200;

/** PostgreSQL stores no U+0000, and half a surrogate pair has no UTF-8. */
const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= textLimit && !/[\0\p{Cs}]/u.test(value);
const isName = (value: unknown): boolean => isText(value) && value.trim() !== '' && value.length <= 200;

export const text: Kind = { expected: `文字，不超过 ${textLimit} 字`, fits: isText };
export const name: Kind = { expected: '不超过 200 字的名称或代码', fits: isName };
export const date: Kind = { expected: '日期 YYYY-MM-DD', fits: (value) => isText(value) && isDate(value) };
export const month: Kind = { expected: '汇报周期 YYYY-MM', fits: (value) => isText(value) && isMonth(value) };
const flag: Kind = { expected: '是或否', fits: (value) => typeof value === 'boolean' };
const level: Kind = { expected: '1 到 4', fits: (value) => [1, 2, 3, 4].includes(value as number) };
const meeting: Kind = { expected: `会议的名称或编号，不超过 ${meetingReferenceLimit} 字，一行`, fits: (value) => isText(value) && isMeetingReference(value) };
const place: Kind = {
  expected: '日志序号，1 以上的整数',
  fits: (value) => Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= 2_147_483_647,
};
const sm3: Kind = { expected: 'SM3，64 位小写十六进制', fits: (value) => isText(value) && /^[0-9a-f]{64}$/.test(value) };
const size: Kind = { expected: '字节数', fits: (value) => Number.isSafeInteger(value) && (value as number) >= 0 };

export const oneOf = (values: readonly string[]): Kind => ({ expected: values.join('、'), fits: (value) => values.includes(value as string) });
const nullOr = (kind: Kind): Kind => ({ expected: kind.expected, fits: (value) => value === null || kind.fits(value) });
export const optional = (kind: Kind): Kind => ({ expected: kind.expected, fits: (value) => value === undefined || kind.fits(value) });
export const listOf = (kind: Kind): Kind => ({
  expected: `列表，每项为${kind.expected}`,
  fits: (value) => Array.isArray(value) && value.length <= listLimit && value.every(kind.fits),
});
const objectOf = (fields: Fields): Kind => ({ expected: `含 ${Object.keys(fields).join('、')} 的对象`, fits: (value) => faultsIn(fields, value).length === 0 });

const receipt = optional(nullOr(objectOf({ date, document: name, reason: nullOr(text) })));
const horizon = oneOf(horizons);
const milestones = listOf(objectOf({ date, text }));
const evidence = objectOf({ name, sm3, sizeBytes: size });
const measure = objectOf({ text, responsible: text, start: date, finish: date, deliverable: text, acceptance: text });

/** Whose paper: the step of the ladder with which it leaves. */
const paperStep: Fields = { level, repeat: optional({ expected: '1 到 3', fits: (value) => [1, 2, 3].includes(value as number) }) };

const assignment: Fields = {
  category: oneOf(categories),
  title: text,
  requirement: text,
  expectedResult: text,
  lead: name,
  participants: listOf(name),
  leader: nullOr(name),
  responsible: nullOr(name),
  proposedHorizon: nullOr(horizon),
  due: nullOr(date),
  milestones,
  line: text,
  depth: text,
  isKey: flag,
  clauses: listOf(objectOf({ source: name, clause: name })),
  secrecy: optional(oneOf(Object.keys(secrecyNames))),
};

const optionalParts = (fields: Fields): Fields => Object.fromEntries(Object.entries(fields).map(([field, kind]) => [field, optional(kind)]));

const commandShapes: Readonly<Record<CommandType, Fields>> = {
  register: {
    programme: name,
    number: name,
    supervisingOffice: name,
    origin: objectOf({ kind: oneOf(originKinds), text, meeting: optional(name) }),
    assignment: objectOf(assignment),
  },
  amend: { changes: objectOf(optionalParts(assignment)) },
  issue: {},
  consent: {},
  receive: { receipt },
  decline: { reason: text },
  reissue: { lead: optional(name), participants: optional(listOf(name)), responsible: optional(name), reason: optional(text) },
  submitMeasures: { horizon, measures: listOf(measure), receipt },
  approveMeasures: { basis: text, horizon: optional(horizon), milestones: optional(milestones) },
  rejectMeasures: { reason: text },
  report: {
    progress: text,
    intention: text,
    problems: text,
    suggestions: listOf(text),
    measuresDone: optional(listOf(name)),
    milestonesReached: optional(listOf(date)),
    cycle: optional(month),
    receipt,
  },
  urge: { reason: text },
  escalate: { reason: text, level: optional(level) },
  acknowledge: { until: date, text: optional(text) },
  signPaper: paperStep,
  holdPaper: { ...paperStep, reason: text },
  releasePaper: paperStep,
  acceptAgendaItem: { meeting: optional(meeting) },
  declineAgendaItem: { reason: text },
  applyForClosure: { action: text, result: text, effect: optional(text), evidence: listOf(evidence), receipt },
  returnClosure: { reason: text },
  strikeOff: {},
  requestContribution: { participant: name, text, due: date },
  contribute: { text, request: optional(name) },
  answerUrge: { text },
  withdrawClosure: { reason: text },
  orderVerification: { reason: text },
  recordVerification: { finding: text, method: name, passed: flag },
  suspend: { reason: text, resumeOn: date },
  resume: {},
  terminate: { reason: text, decision: name },
  handOver: { reason: text, from: optional(name), to: optional(name), fromPerson: optional(name), responsible: optional(name) },
  correct: { seq: place, field: name, text },
  requestExtension: { to: date, reason: text, progress: text, milestones: optional(milestones) },
  reviewExtension: { opinion: text, supports: flag },
  decideExtension: { approved: flag, reason: text },
  setDue: { to: date, reason: text, milestones: optional(milestones) },
  movePolicy: { to: name, reason: text },
  absorb: { task: name, reason: text },
  merge: { into: name, reason: text },
  unmerge: { from: optional(name), reason: text },
  release: { task: name, reason: text },
  // Versions are composed of names: the longest there may be.
  reproject: { to: text, reason: text },
  incorporate: {
    source: name,
    clause: name,
    requirement: text,
    expectedResult: optional(text),
    due: optional(date),
    milestones: optional(milestones),
    reason: optional(text),
  },
  instruct: { text, due: optional(date), milestones: optional(milestones), meeting: optional(name) },
  answerSuggestion: {
    suggestion: name,
    answer: oneOf(answers),
    reason: optional(text),
    department: optional(name),
    person: optional(name),
    due: optional(date),
    meeting: optional(name),
  },
  reportMissed: { cycle: month },
  passDeadline: {},
};

export const commandTypes = Object.keys(commandShapes) as readonly CommandType[];

/** What comes to a task from outside: the acts of people, and what a new calendar and a cut-off ask of it. The rest its own timer says. */
export const humanCommandTypes = commandTypes.filter((type): type is Exclude<CommandType, 'passDeadline'> => type !== 'passDeadline');

const isCommandType = (value: unknown): value is CommandType => commandTypes.includes(value as CommandType);

/** Everything that is wrong with the shape of what claims to be a command; empty if it is one. */
export function shapeFaults(command: unknown): readonly ShapeFault[] {
  const type = (command as { type?: unknown } | null | undefined)?.type;
  if (!isCommandType(type)) return [{ field: 'type', value: type, expected: commandTypes.join('、') }];
  return faultsIn({ type: oneOf([type]), ...commandShapes[type] }, command);
}

export function faultsIn(fields: Fields, value: unknown): readonly ShapeFault[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return [{ field: '', value, expected: `含 ${Object.keys(fields).join('、')} 的对象` }];
  const given = value as Readonly<Record<string, unknown>>;
  const wrong = Object.entries(fields).filter(([field, kind]) => !kind.fits(given[field]));
  const unknown = Object.keys(given).filter((field) => !Object.hasOwn(fields, field));
  return [
    ...wrong.map(([field, { expected }]) => ({ field, value: given[field], expected })),
    ...unknown.map((field) => ({ field, value: given[field], expected: `没有这一项；可用的是 ${Object.keys(fields).join('、')}` })),
  ];
}
