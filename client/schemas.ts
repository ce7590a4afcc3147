import { z } from 'zod';
import type { OverlayDay, OverlayDayKind } from '../domain/calendar-overlay.ts';
import { overlayDayNames } from '../domain/calendar-overlay.ts';
import { isDate } from '../domain/dates.ts';
import type { Measure } from '../domain/values.ts';

/** Files that people write. A message is `CODE sentence`: the code for scripts, the sentence for clerks. */

const text = z.string({ error: 'VALUE_MISSING 应为文字' }).max(20_000, 'VALUE_TOO_LONG 超过 20000 字');
const date = z.string({ error: 'VALUE_MISSING 应为日期 YYYY-MM-DD' }).refine(isDate, 'DATE_INVALID 不是存在的日期，应为 YYYY-MM-DD');

const listed = (value: string): string[] =>
  value
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Directory rows as text; what they mean together, the ledger judges, and names every fault at once. */
export const officeSchema = z
  .object({ code: text, name: text, level: text, parent_code: text })
  .transform(({ parent_code: parent, ...office }) => ({ ...office, parent }));

export const departmentSchema = z
  .object({ office_code: text, department_code: text, name: text, line: text, kind: text })
  .transform(({ office_code: office, department_code: code, line, ...department }) => ({ ...department, code, office, lines: listed(line) }));

export const personSchema = z
  .object({ id: text, name: text, office_code: text, department_code: text, post: text, roles: text, email: text, phone: text })
  .transform(({ office_code: office, department_code: department, roles, ...person }) => ({ ...person, office, department, roles: listed(roles) }));

export const portfolioSchema = z
  .object({ leader_id: text, department_code: text })
  .transform(({ leader_id: leader, department_code: department }) => ({ leader, department }));

export const aliasSchema = z.object({ alias: text, name: text });

export const sourceSchema = z
  .object({ 来源: text, 条款号: text, 条款内容: text })
  .transform((row) => ({ source: row.来源, clause: row.条款号, text: row.条款内容 }));

export const measureColumns = ['举措', '责任人', '开始', '完成', '成果', '验收标准'] as const;

export const measureSchema = z
  .strictObject(
    { 举措: text, 责任人: text, 开始: date, 完成: date, 成果: text, 验收标准: text },
    { error: `MEASURE_MALFORMED 每条举措应为含 ${measureColumns.join('、')} 的对象` },
  )
  .transform((row): Measure => ({
    text: row.举措,
    responsible: row.责任人,
    start: row.开始,
    finish: row.完成,
    deliverable: row.成果,
    acceptance: row.验收标准,
  }));

export const overlayColumns = ['日期', '类型', '说明'] as const;

const kindsOfDay = Object.fromEntries(Object.entries(overlayDayNames).map(([kind, name]) => [name, kind])) as Readonly<Record<string, OverlayDayKind>>;

export const overlayDaySchema = z
  .strictObject(
    {
      日期: date,
      类型: text.refine((name) => Object.hasOwn(kindsOfDay, name), `VALUE_UNKNOWN 应为${Object.values(overlayDayNames).join('或')}`),
      说明: text,
    },
    { error: `DAY_MALFORMED 每条应为含 ${overlayColumns.join('、')} 的对象` },
  )
  .transform((row): OverlayDay => ({ date: row.日期, kind: kindsOfDay[row.类型] as OverlayDayKind, note: row.说明.trim() }));
