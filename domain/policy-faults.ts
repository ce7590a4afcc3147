import type { ShapeFault } from './command-shapes.ts';
import { escalationFaults } from './escalation-policy.ts';
import { meetingPolicyFaults } from './meeting-policy.ts';
import type { Policy } from './policy.ts';
import { reminderFaults } from './reminder-policy.ts';

/** What a policy cannot be. A version is never changed once it stands, so everything that is wrong is said at once; each group of rules says it for itself. */
export const policyFaults = (policy: Policy): readonly ShapeFault[] => [...versionFaults(policy), ...periodFaults(policy), ...groupFaults(policy)];

const longestVersion = 40;

function versionFaults({ version }: Policy): readonly ShapeFault[] {
  const fits = version !== '' && version.length <= longestVersion && !/[/\s\p{Cc}\p{Cs}]/u.test(version);
  return fits ? [] : [{ field: 'version', value: version, expected: `1 至 ${longestVersion} 个字符，不含空白、“/”和控制字符` }];
}

export type Period = Extract<keyof Policy, `${string}WorkingDays`>;

/** As people read them. */
export const periodNames: Readonly<Record<Period, string>> = {
  signWorkingDays: '签收',
  reassignWorkingDays: '退签后重新交办',
  measuresWorkingDays: '报送落实举措',
  approvalWorkingDays: '审定落实举措',
  replyWorkingDays: '答复催办',
  reviewWorkingDays: '审核办结申请',
  resubmitWorkingDays: '退回后重新报送',
  verificationWorkingDays: '核查',
  warningWorkingDays: '黄灯提前',
  lateEntryWorkingDays: '补录免说明',
};

export const periods = Object.keys(periodNames) as readonly Period[];

/** About a year: whoever means more means another thing. */
const longestPeriod = 250;

/** Nobody is asked to answer within no day at all; to be warned, or to be late, by none is a rule like another. */
const leastOf = (period: Period): number => (period === 'warningWorkingDays' || period === 'lateEntryWorkingDays' ? 0 : 1);

const periodFaults = (policy: Policy): readonly ShapeFault[] =>
  periods.flatMap((field) => (policy[field] === undefined ? [] : notWhole({ field, value: policy[field] }, { ...period, least: leastOf(field) })));

/** None at all is a rule too. */
const extensions: Range = { least: 0, most: 10, unit: '（次）' };
const packets: Range = { least: 1, most: 12, unit: '（次）' };
const period: Range = { least: 1, most: longestPeriod, unit: '（工作日）' };

function groupFaults({ extension, incorporation, answers, escalation, meetings, reminders }: Policy): readonly ShapeFault[] {
  return [
    ...(extension ? notWhole({ field: 'extension.mostTimes', value: extension.mostTimes }, extensions) : []),
    ...(extension ? notWhole({ field: 'extension.decisionWorkingDays', value: extension.decisionWorkingDays }, period) : []),
    ...(incorporation ? notWhole({ field: 'incorporation.workingDays', value: incorporation.workingDays }, period) : []),
    ...(answers ? notWhole({ field: 'answers.workingDays', value: answers.workingDays }, period) : []),
    ...(answers ? notWhole({ field: 'answers.packets', value: answers.packets }, packets) : []),
    ...(escalation ? escalationFaults(escalation) : []),
    ...(meetings ? meetingPolicyFaults(meetings) : []),
    ...(reminders ? reminderFaults(reminders) : []),
  ];
}

interface Range {
  readonly least: number;
  readonly most: number;
  readonly unit: string;
}

function notWhole({ field, value }: { readonly field: string; readonly value: number }, { least, most, unit }: Range): readonly ShapeFault[] {
  return Number.isSafeInteger(value) && value >= least && value <= most ? [] : [{ field, value, expected: `${least} 至 ${most} 的整数${unit}` }];
}
