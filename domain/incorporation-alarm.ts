import type { ClauseOnRecord } from './coverage.ts';
import { isStanding } from './coverage.ts';
import type { Offices } from './organisation.ts';
import { supervisionRole } from './organisation.ts';
import type { Policy } from './policy.ts';
import type { StandingNotice } from './standing-notices.ts';
import type { Actor, DateText, OfficeCode, ProgrammeName } from './values.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { addWorkingDays, workingDaysBetween } from './working-calendar.ts';

/** 及时分解、纳入 (R17): a document that came in is taken up within a few working days, or the supervision unit hears of it. */

/** What the issue of this system asks for, where a policy version says nothing. */
const usual = { workingDays: 5 };

interface Rules {
  readonly calendar: WorkingCalendar;
  readonly policy: Policy;
}

/** The last day on which taking it up is still prompt. */
export const incorporateBy = (received: DateText, { calendar, policy }: Rules): DateText =>
  addWorkingDays(calendar, received, (policy.incorporation ?? usual).workingDays);

/** What was received before this day is late on `day`. */
export const receivedTooLongAgo = (day: DateText, { calendar, policy }: Rules): DateText =>
  addWorkingDays(calendar, day, -(policy.incorporation ?? usual).workingDays);

/** A document with what has become of its clauses. */
export interface SourceOnRecord {
  readonly source: string;
  readonly received: DateText | null;
  /** The office that it came to, where somebody said so. */
  readonly office: OfficeCode | null;
  readonly programmes: readonly { readonly programme: ProgrammeName; readonly office: OfficeCode; readonly assigned: boolean }[];
  readonly clauses: readonly ClauseOnRecord[];
}

/** Whose business it is: of the office that it came to; else of those whose programmes must carry it out, or do; else of the national one. */
export function officesAnsweringFor({ office, programmes }: SourceOnRecord, nationalOffice: OfficeCode): readonly OfficeCode[] {
  if (office !== null) return [office];
  const assigned = programmes.filter((programme) => programme.assigned);
  const offices = new Set((assigned.length > 0 ? assigned : programmes).map((programme) => programme.office));
  return offices.size > 0 ? [...offices] : [nationalOffice];
}

/** Who takes documents up at an office. */
export const takesDocumentsUp = ({ roles }: Pick<Actor, 'roles'>): boolean => roles.includes('supervisor');

/** Clauses that no standing task carries out and no programme has waived. */
export const openClausesOf = ({ clauses }: Pick<SourceOnRecord, 'clauses'>): readonly ClauseOnRecord[] =>
  clauses.filter(({ carriers, waivers }) => !carriers.some(isStanding) && waivers.length === 0);

export interface AlarmSetting extends Rules {
  readonly day: DateText;
  readonly offices: Offices;
  readonly nationalOffice: OfficeCode;
}

/** One for each late document and office, under the day on which it became late. */
export function incorporationAlarms(sources: readonly SourceOnRecord[], setting: AlarmSetting): readonly StandingNotice[] {
  return sources.flatMap((source) => {
    const { received } = source;
    const open = openClausesOf(source);
    if (received === null || open.length === 0 || incorporateBy(received, setting) >= setting.day) return [];
    const key = `${source.source}@${incorporateBy(received, setting)}`;
    const content = contentOf({ ...source, received }, setting);
    return officesAnsweringFor(source, setting.nationalOffice).map((office) => ({
      kind: 'incorporationLate' as const,
      to: supervisionRole(setting.offices, office, 'supervisor'),
      key,
      content,
    }));
  });
}

/** A notice is read in a chat too. */
const clausesShown = 20;

function contentOf(source: SourceOnRecord & { readonly received: DateText }, setting: AlarmSetting): StandingNotice['content'] {
  const { source: name, received } = source;
  const open = openClausesOf(source);
  const days = workingDaysBetween(setting.calendar, received, setting.day);
  return {
    subject: `${name} 有 ${open.length} 条尚未分解、纳入`,
    lines: [
      `${name} 于 ${received} 收到，应于 ${incorporateBy(received, setting)} 前分解、纳入相关任务，至今已 ${days} 个工作日，下列条款还没有落到任务：`,
      ...open.slice(0, clausesShown).map(({ clause, text }) => `${clause}：${text}`),
      ...(open.length > clausesShown ? [`（另有 ${open.length - clausesShown} 条，见 duban source list --late）`] : []),
      '请及时纳入相关任务，或者立为新任务；不需要任务的，请写明理由予以豁免。',
    ],
  };
}
