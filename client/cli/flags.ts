import { randomUUID } from 'node:crypto';
import type { Command } from 'commander';
import { isDate, isMonth } from '../../domain/dates.ts';
import { milestoneOf } from '../../domain/programme-milestones.ts';
import type { Receipt } from '../../domain/receipt.ts';
import { refusal } from '../../domain/refusals.ts';
import type { Horizon, Milestone } from '../../domain/values.ts';
import { horizonNames } from '../../domain/values.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import { DubanError, exitCodes } from '../errors.ts';
import { readTextFile } from '../text-files.ts';
import type { CliIo } from './output.ts';

/** What flags mean, and what is said about those that mean nothing. */

export interface ActFlags {
  readonly json?: boolean;
  readonly programme?: string;
  readonly as?: string;
  readonly requestId?: string;
}

export const addProgrammeFlag = (command: Command): Command =>
  command.option('--programme <name>', 'the programme; may be left out in NUMBER = programme/number, or where there is only one');

export const addActFlags = (command: Command): Command => addActorFlags(addProgrammeFlag(command));

/** Of acts that are on no task in particular. */
export const addActorFlags = (command: Command): Command =>
  command
    .option('--as <person>', 'id of the person who acts; default $DUBAN_AS')
    .option('--request-id <id>', 'the same id acts once, however often it is said; default a new one');

/** Checked before anything else: who acts is never guessed. */
export function actorOf({ as }: ActFlags, { environment }: CliIo): string {
  const actor = (as ?? environment['DUBAN_AS'] ?? '').trim();
  // The journal's names for time and for imports: nobody at a keyboard is either, and imports need no role.
  if (actor === 'clock' || actor === 'system') throw refusedBy(refusal('PERSON_NOT_FOUND', { person: actor }));
  if (actor !== '') return actor;
  throw new DubanError({
    code: 'ACTOR_REQUIRED',
    message: '没有说明由谁办理：请用 --as 人员编号，或设置环境变量 DUBAN_AS。',
    exitCode: exitCodes.invalidInput,
  });
}

const requestIdLimit = 120;

export function requestIdOf({ requestId }: ActFlags): string {
  if (requestId === undefined) return randomUUID();
  if (requestId.trim() !== '' && requestId.length <= requestIdLimit && !/[\p{Cc}\p{Cs}]/u.test(requestId)) return requestId;
  throw invalidInput('REQUEST_ID_INVALID', `请求号“${requestId}”不能接受：应为 1 至 ${requestIdLimit} 个字符。`, { value: requestId });
}

/** Text as it stands, or the content of a file: `@FILE`. A text that begins with @ is written with two. */
export async function textOf(value: string): Promise<string>;
export async function textOf(value: string | undefined): Promise<string | undefined>;
export async function textOf(value: string | undefined): Promise<string | undefined> {
  if (value === undefined || !value.startsWith('@')) return value;
  if (value.startsWith('@@')) return value.slice(1);
  return (await readTextFile(value.slice(1))).replace(/\r?\n$/, '');
}

export const textsOf = (values: readonly string[] = []): Promise<string[]> => Promise.all(values.map((value) => textOf(value)));

export function dateOf(value: string, flag: string): string {
  if (isDate(value)) return value;
  throw invalidInput('DATE_INVALID', `${flag} 的值“${value}”不是存在的日期：应为 YYYY-MM-DD。`, { flag, value });
}

export function monthOf(value: string, flag: string): string {
  if (isMonth(value)) return value;
  throw invalidInput('MONTH_INVALID', `${flag} 的值“${value}”不是汇报周期：应为 YYYY-MM。`, { flag, value });
}

/** One of a list, by its code or by its Chinese name. */
export function choiceOf<Code extends string>(value: string, flag: string, names: Readonly<Record<Code, string>>): Code {
  const found = (Object.entries(names) as [Code, string][]).find(([code, name]) => value === code || value === name);
  if (found) return found[0];
  const allowed = (Object.entries(names) as [Code, string][]).map(([code, name]) => (code === name ? code : `${code}（${name}）`));
  throw invalidInput('VALUE_UNKNOWN', `${flag} 的值“${value}”不在可选范围内：${allowed.join('、')}。`, { flag, value, allowed: Object.keys(names) });
}

export const horizonOf = (value: string, flag: string): Horizon => choiceOf(value, flag, horizonNames);

export function positiveInteger(value: string, flag: string, most = Number.MAX_SAFE_INTEGER): number {
  const number = /^\d{1,15}$/.test(value) ? Number(value) : 0;
  if (number >= 1 && number <= most) return number;
  throw invalidInput('NUMBER_INVALID', `${flag} 的值“${value}”不能接受：应为 1 ${most < Number.MAX_SAFE_INTEGER ? `至 ${most} ` : '以上'}的整数。`, {
    flag,
    value,
  });
}

/** Forwards or back. */
export function wholeNumber(value: string, name: string, most: number): number {
  const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
  if (Math.abs(number) <= most) return number;
  throw invalidInput('NUMBER_INVALID', `${name} 的值“${value}”不能接受：应为 -${most} 至 ${most} 的整数。`, { flag: name, value });
}

export function milestoneFlag(value: string): Milestone {
  const { value: milestone, faults } = milestoneOf({ column: '--milestone', value });
  const [fault] = faults;
  if (fault) throw invalidInput(fault.code, `--milestone：${fault.message}。`, { flag: '--milestone', value });
  return milestone;
}

export interface ReceiptFlags {
  readonly received?: string;
  readonly document?: string;
  readonly reason?: string;
}

export const addReceiptFlags = (command: Command): Command =>
  command
    .option('--received <date>', 'entered for somebody else: the day on which the paper came counts')
    .option('--document <reference>', 'reference of that paper; needed with --received')
    .option('--reason <text>', 'why it is entered more than 3 working days late');

export async function receiptOf({ received, document, reason }: ReceiptFlags): Promise<Receipt | null> {
  if (received === undefined && document === undefined) return null;
  if (received === undefined || document === undefined || document.trim() === '')
    throw invalidInput('RECEIPT_INCOMPLETE', '代录须同时写明 --received 收到日期和 --document 文件字号。', {
      received: received ?? null,
      document: document ?? null,
    });
  return { date: dateOf(received, '--received'), document: await textOf(document), reason: (await textOf(reason)) ?? null };
}
