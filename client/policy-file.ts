import { z } from 'zod';
import type { ShapeFault } from '../domain/command-shapes.ts';
import type { EscalationPolicy } from '../domain/escalation-policy.ts';
import type { MeetingPolicy } from '../domain/meeting-policy.ts';
import type { Policy } from '../domain/policy.ts';
import type { ReminderPolicy } from '../domain/reminder-policy.ts';
import { restDayRules } from '../domain/working-calendar.ts';
import { invalidInput, reasonOf } from './answers.ts';
import { readTextFile } from './text-files.ts';

/** A version of the policy as a file: whether it is one at all is said here, whether it will do is for the rules (domain/policy-faults.ts). */
export async function readPolicyFile(file: string): Promise<Policy> {
  const { data, error } = policySchema.safeParse(parse(await readTextFile(file), file), { reportInput: true });
  if (data) return data;
  const errors = error.issues.flatMap(faultsOf);
  const [first] = errors;
  throw invalidInput(
    'POLICY_INVALID',
    `规则文件 ${file} 有 ${errors.length} 处错误，未作任何更改；第一处：${first?.field ?? ''} 应为${first?.expected ?? ''}。`,
    {
      errors,
    },
  );
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalidInput('POLICY_MALFORMED', `规则文件 ${file} 不是有效的 JSON：${reasonOf(error)}。`, { file, reason: reasonOf(error) });
  }
}

const days = z.number({ error: '工作日数' });
const restDayRule = z.enum(restDayRules, { error: restDayRules.join('、') });

const steps = z.array(days, { error: '工作日数的列表' });
const escalation = {
  stepsWorkingDays: steps,
  milestoneStepsWorkingDays: steps,
  formalityLevels: z.number({ error: '级数' }),
  repeats: z.number({ error: '次数' }),
  acknowledgementMostWorkingDays: days,
} satisfies Readonly<Record<keyof EscalationPolicy, z.ZodType>>;

const meetings = {
  cutOffWorkingDays: days,
  reminderWorkingDays: steps,
  gateWorkingDays: days,
  missingStepsWorkingDays: steps,
} satisfies Readonly<Record<keyof MeetingPolicy, z.ZodType>>;

const reminders = {
  dueWorkingDays: z.strictObject({ firstHalf: steps, yearEnd: steps, longTerm: steps }, { error: '含 firstHalf、yearEnd、longTerm 的对象' }),
  milestoneWorkingDays: steps,
  clockWorkingDays: steps,
} satisfies Readonly<Record<keyof ReminderPolicy, z.ZodType>>;

/** A key for every part that a policy may have: the compiler misses none. */
const parts = {
  version: z.string({ error: '版本名称' }),
  signWorkingDays: days,
  reassignWorkingDays: days,
  measuresWorkingDays: days,
  approvalWorkingDays: days,
  replyWorkingDays: days,
  reviewWorkingDays: days,
  resubmitWorkingDays: days,
  verificationWorkingDays: days.exactOptional(),
  warningWorkingDays: days,
  lateEntryWorkingDays: days,
  extension: z
    .strictObject({ mostTimes: z.number({ error: '次数' }), decisionWorkingDays: days }, { error: '含 mostTimes、decisionWorkingDays 的对象' })
    .exactOptional(),
  incorporation: z.strictObject({ workingDays: days }, { error: '含 workingDays 的对象' }).exactOptional(),
  answers: z.strictObject({ workingDays: days, packets: z.number({ error: '次数' }) }, { error: '含 workingDays、packets 的对象' }).exactOptional(),
  escalation: z.strictObject(escalation, { error: `含 ${Object.keys(escalation).join('、')} 的对象` }).exactOptional(),
  meetings: z.strictObject(meetings, { error: `含 ${Object.keys(meetings).join('、')} 的对象` }).exactOptional(),
  reminders: z.strictObject(reminders, { error: `含 ${Object.keys(reminders).join('、')} 的对象` }).exactOptional(),
  restDays: z.strictObject({ due: restDayRule.exactOptional(), milestone: restDayRule.exactOptional() }, { error: '含 due、milestone 的对象' }).exactOptional(),
} satisfies Readonly<Record<keyof Policy, z.ZodType>>;

const policySchema: z.ZodType<Policy> = z.strictObject(parts, { error: `含 ${Object.keys(parts).join('、')} 的对象` });

function faultsOf(issue: z.core.$ZodIssue): readonly ShapeFault[] {
  const { path, message: expected, input: value } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ field: path.join('.'), value, expected }];
  const given = value as Readonly<Record<string, unknown>>;
  return issue.keys.map((key) => ({ field: [...path, key].join('.'), value: given[key], expected: `可用的项目之一：${expected}` }));
}
