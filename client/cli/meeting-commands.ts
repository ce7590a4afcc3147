import type { Command } from 'commander';
import { meetingTypes } from '../../domain/meeting-commands.ts';
import { refusal } from '../../domain/refusals.ts';
import type { OfficeCode } from '../../domain/values.ts';
import { refusedBy, withRequestId } from '../answers.ts';
import type { MeetingAnswer } from '../meeting-acts.ts';
import { usualTopic } from '../meeting-acts.ts';
import type { MeetingShown, PlannedYear } from '../meeting-queries.ts';
import type { SupervisionClient } from '../supervision-client.ts';
import type { By } from '../task-acts.ts';
import type { ActFlags } from './flags.ts';
import { actorOf, addActFlags, choiceOf, dateOf, positiveInteger, requestIdOf, textOf } from './flags.ts';
import { meetingLines } from './meeting-lines.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';
import { withWeekday } from './weekday.ts';

/** 党组会: what its supervision unit does about the meetings of an office. */
export function registerMeetingActs(meeting: Command, io: CliIo): void {
  addActFlags(meeting.command('plan').description('the first working day of each month (after the Spring Festival the second), to be confirmed or moved'))
    .requiredOption('--year <year>', 'such as 2019')
    .option('--office <code>', officeHelp)
    .option('--confirm', 'schedule those of months that have no meeting yet')
    .action((_own: unknown, self: Command) => plan(self.optsWithGlobals<PlanFlags>(), io));
  addActFlags(meeting.command('schedule').description('schedule a meeting (安排会议); its cut-off follows'))
    .requiredOption('--date <date>', 'when it is held')
    .option('--type <type>', meetingTypes.join(', '), meetingTypes[0])
    .option('--topic <text>', 'what it is about; @FILE reads it from a file', usualTopic)
    .option('--cut-off <date>', 'until when reports are taken; by the policy if left out')
    .option('--office <code>', 'whose meeting; default that of whoever acts')
    .action((_own: unknown, self: Command) => act(self.optsWithGlobals<ScheduleFlags>(), io, scheduling));
  addActFlags(meeting.command('move').description('move a meeting (改期); cut-off and reminders move with it'))
    .argument('<meeting>', 'SPP-2019-05-05, as meeting show names it')
    .requiredOption('--to <date>', 'when it is held instead')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .option('--cut-off <date>', 'until when reports are taken; by the policy if left out')
    .action((id: string, _own: unknown, self: Command) => act(self.optsWithGlobals<MoveFlags>(), io, moving(id)));
  addActFlags(meeting.command('cancel').description('cancel a meeting (取消); its cycle stays open, its cut-off stands (未开会)'))
    .argument('<meeting>', 'SPP-2019-05-05')
    .requiredOption('--reason <text>', 'why; @FILE reads it from a file')
    .action((id: string, _own: unknown, self: Command) => act(self.optsWithGlobals<ReasonFlags>(), io, cancelling(id)));
  addActFlags(meeting.command('hold').description('record that a meeting was held (召开): who was there, which departments were heard'))
    .argument('<meeting>', 'SPP-2019-05-05')
    .option('--attendance <person...>', 'who was there: ids, or names that only one has')
    .option('--heard <department...>', 'which departments reported: names or codes')
    .option('--topic <text>', 'what it was about, if not as scheduled')
    .action((id: string, _own: unknown, self: Command) => act(self.optsWithGlobals<HoldFlags>(), io, holding(id)));
}

export const officeHelp = 'whose meetings; default the national office';

interface PlanFlags extends ActFlags {
  readonly year: string;
  readonly office?: string;
  readonly confirm?: boolean;
}

interface ScheduleFlags extends ActFlags {
  readonly date: string;
  readonly type: string;
  readonly topic: string;
  readonly cutOff?: string;
  readonly office?: string;
}

interface ReasonFlags extends ActFlags {
  readonly reason: string;
}

interface MoveFlags extends ReasonFlags {
  readonly to: string;
  readonly cutOff?: string;
}

interface HoldFlags extends ActFlags {
  readonly attendance?: readonly string[];
  readonly heard?: readonly string[];
  readonly topic?: string;
}

const lastYear = 9_999;

async function plan({ json = false, office, confirm = false, ...flags }: PlanFlags, io: CliIo): Promise<void> {
  const year = positiveInteger(flags.year, '--year', lastYear);
  if (!confirm) {
    const planned = await withSession(io, ({ client }) => client.plannedMeetings(year, office ?? null));
    print(io, { json, document: planned, lines: planLines(planned) });
    return;
  }
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const { scheduled, planned } = await withSession(io, async ({ client }) => {
    const done = await client.confirmPlan(year, office ?? null, by);
    return { scheduled: done, planned: await client.plannedMeetings(year, office ?? null) };
  }).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  const warnings = scheduled.flatMap((answer) => answer.warnings.map(({ message }) => `  注意：${answer.meeting ?? ''} ${message}`));
  print(io, { json, document: { ...planned, scheduled }, lines: [`已安排会议 ${scheduled.length} 次`, ...warnings, ...planLines(planned)] });
}

const planLines = ({ office, year, proposals }: PlannedYear): string[] => [
  `${office} ${year} 年每月第一次党组会建议日期`,
  ...tableLines(
    ['月份', '建议日期', '报告截止', '已安排'],
    proposals.map(({ month, date, cutOff, provisional, meetings }) => [
      month,
      `${withWeekday(date)}${provisional ? '（暂定）' : ''}`,
      withWeekday(cutOff),
      meetings.join('、'),
    ]),
  ),
];

type Send = (client: SupervisionClient, by: By) => Promise<MeetingAnswer>;

async function scheduling({ date, type, topic, cutOff, office }: ScheduleFlags): Promise<Send> {
  const meetingType = choiceOf(type, '--type', { 党组会: '党组会', 党组扩大会: '党组扩大会' });
  const content = { date: dateOf(date, '--date'), meetingType, topic: await textOf(topic), ...statedCutOff(cutOff) };
  return async (client, by) => client.scheduleMeeting(office ?? (await officeOfActor(client, by)), by, content);
}

const moving =
  (meeting: string) =>
  async ({ to, reason: words, cutOff }: MoveFlags): Promise<Send> => {
    const content = { meeting, date: dateOf(to, '--to'), reason: await textOf(words), ...statedCutOff(cutOff) };
    return (client, by) => client.moveMeeting(by, content);
  };

const cancelling =
  (meeting: string) =>
  async ({ reason: words }: ReasonFlags): Promise<Send> => {
    const reason = await textOf(words);
    return (client, by) => client.cancelMeeting(by, { meeting, reason });
  };

const holding =
  (meeting: string) =>
  async ({ attendance = [], heard = [], topic }: HoldFlags): Promise<Send> => {
    const said = topic === undefined ? {} : { topic: await textOf(topic) };
    return async (client, by) => {
      const { office } = await client.meeting(meeting);
      const persons = await Promise.all(attendance.map((name) => client.person(name, null)));
      const departments = await Promise.all(heard.map((name) => client.department(name, office)));
      return client.holdMeeting(by, { meeting, attendance: persons, heard: departments, ...said });
    };
  };

const statedCutOff = (cutOff: string | undefined) => (cutOff === undefined ? {} : { cutOff: dateOf(cutOff, '--cut-off') });

export async function officeOfActor(client: SupervisionClient, { actor }: By): Promise<OfficeCode> {
  const office = await client.officeOf(actor);
  if (office === null) throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  return office;
}

async function act<Flags extends ActFlags>(flags: Flags, io: CliIo, prepare: (flags: Flags) => Promise<Send>): Promise<void> {
  const by = { actor: actorOf(flags, io), requestId: requestIdOf(flags) };
  const send = await prepare(flags);
  const { answer, shown } = await withSession(io, async ({ client }) => {
    const answered = await send(client, by);
    return { answer: answered, shown: answered.meeting === null ? null : await client.meeting(answered.meeting) };
  }).catch((error: unknown) => {
    throw withRequestId(error, by.requestId);
  });
  print(io, { json: flags.json ?? false, document: { ...answer, ...standing(shown) }, lines: [...answerLines(answer), ...(shown ? meetingLines(shown) : [])] });
}

/** How the meeting stands now; what the request did is in the answer itself. */
const standing = (shown: MeetingShown | null) => shown && { date: shown.date, state: shown.state, cutOff: shown.cutOff, cycle: shown.cycle };

export const answerLines = ({ seqs, repeated, warnings }: MeetingAnswer): string[] => [
  repeated ? '同一请求号先前已办理，这是当时的结果' : `已记入会议日志第 ${seqs.join('、')} 条`,
  ...warnings.map(({ message }) => `  注意：${message}`),
];
