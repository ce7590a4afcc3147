import type { Cell, CellFault, Reading } from './cell-faults.ts';
import { cellFault, readAs, readWith } from './cell-faults.ts';
import { halfWidth } from './clean-text.ts';
import { addDays, isDate, yearOf } from './dates.ts';
import type { DateText } from './values.ts';

/** A day as offices write it: `2019-12-31`, 2019/12/31, 20191231, 2019年6月底前, 二〇一九年底前, 12月底. What was made of anything but the first is said. */
export function readDate(cell: Cell, decidedOn: DateText): Reading<DateText | null> {
  const { column, value } = cell;
  if (value === '') return readAs(null);
  if (isDate(value)) return readAs(value);
  const { text, hasTime } = withoutTime(halfWidth(value));
  const found = dayIn(text);
  const date = found && dateOf(found, decidedOn);
  if (!found || date === null) return readAs(null, cellFault('DATE_INVALID', cell));
  const gaps = { date };
  const said: readonly CellFault[] = [
    ...(hasTime ? [cellFault('TIME_DROPPED', { column, value })] : []),
    ...(found.year === null ? [cellFault('DATE_YEAR_ASSUMED', cell, gaps)] : []),
    ...(found.isWhole ? [] : [cellFault('DATE_DAY_ASSUMED', cell, gaps)]),
  ];
  return said.length === 0 ? readWith(date, cellFault('DATE_READ_AS', cell, gaps)) : readWith(date, ...said);
}

function withoutTime(text: string): { readonly text: string; readonly hasTime: boolean } {
  const day = text.replace(/(?<=\d|日)[T\s]*\d{1,2}[:时点]\d{0,2}(?:[:分]\d{0,2}秒?)?(?:\.\d+)?Z?\s*$/, '');
  return { text: day.replaceAll(/\s/g, ''), hasTime: day !== text };
}

interface FoundDay {
  readonly year: number | null;
  readonly month: number;
  /** Null: the last of the month. */
  readonly day: number | null;
  /** False where the words leave the day open, as 2019年6月 does and 2019年6月底前 does not. */
  readonly isWhole: boolean;
}

function dayIn(text: string): FoundDay | null {
  const words = inDigits(text).replace(/(?:(?:之|以)?前)?(?:完成|办结)?$/, '');
  const [, years, months, days] = /^(\d{4})(\d{2})(\d{2})$/.exec(words) ?? [];
  if (years !== undefined) return { year: Number(years), month: Number(months), day: Number(days), isWhole: true };
  const [beginning] = /^(?:\d{4}[-/.年]|[今本]年)/.exec(words) ?? [''];
  const rest = words.slice(beginning.length);
  const found = monthAndDay(rest);
  if (!found) return null;
  const year = /^\d/.test(beginning) ? Number(beginning.slice(0, 4)) : null;
  // Without a year `6/30` may be anything.
  const isClear = year === null ? /月|^年|季|半年/.test(rest) : beginning.endsWith('年') || /^\d/.test(rest);
  return isClear ? { year, ...found } : null;
}

type MonthAndDay = Omit<FoundDay, 'year'>;

const forms: readonly (readonly [RegExp, (match: readonly string[]) => MonthAndDay])[] = [
  [/^(\d{1,2})[-/.月](\d{1,2})[日号]?$/, ([, month, day]) => ({ month: Number(month), day: Number(day), isWhole: true })],
  [/^(\d{1,2})月?[底末]$/, ([, month]) => ({ month: Number(month), day: null, isWhole: true })],
  [/^(\d{1,2})月?份?$/, ([, month]) => ({ month: Number(month), day: null, isWhole: false })],
  [/^(\d{1,2})月上旬$/, ([, month]) => ({ month: Number(month), day: 10, isWhole: false })],
  [/^(\d{1,2})月中旬$/, ([, month]) => ({ month: Number(month), day: 20, isWhole: false })],
  [/^(\d{1,2})月下旬$/, ([, month]) => ({ month: Number(month), day: null, isWhole: false })],
  [/^年?[底末]$/, () => ({ month: 12, day: null, isWhole: true })],
  [/^年?内?$/, () => ({ month: 12, day: null, isWhole: false })],
  [/^上半年[底末]?$/, () => ({ month: 6, day: null, isWhole: true })],
  [/^下半年[底末]?$/, () => ({ month: 12, day: null, isWhole: true })],
  [/^第?([1-4])季度[底末]?$/, ([, quarter]) => ({ month: Number(quarter) * 3, day: null, isWhole: true })],
];

function monthAndDay(text: string): MonthAndDay | null {
  for (const [form, read] of forms) {
    const match = form.exec(text);
    if (match) return read(match);
  }
  return null;
}

/** Where no year is written, the first such day from the decision on is meant. */
function dateOf({ year, month, day }: FoundDay, decidedOn: DateText): DateText | null {
  if (year !== null) return dayOf(year, month, day);
  const inThisYear = dayOf(yearOf(decidedOn), month, day);
  return inThisYear !== null && inThisYear >= decidedOn ? inThisYear : dayOf(yearOf(decidedOn) + 1, month, day);
}

function dayOf(year: number, month: number, day: number | null): DateText | null {
  const [years, months] = [String(year).padStart(4, '0'), String(month).padStart(2, '0')];
  const first = `${years}-${months}-01`;
  if (!isDate(first)) return null;
  if (day === null) return addDays(`${addDays(first, 31).slice(0, 7)}-01`, -1);
  const date = `${years}-${months}-${String(day).padStart(2, '0')}`;
  return isDate(date) ? date : null;
}

const numerals = '〇一二三四五六七八九';

/** 二〇一九年十二月三十一日 → 2019年12月31日. */
const inDigits = (text: string): string =>
  text
    .replace(/^[〇○零一二三四五六七八九]{4}(?=年)/, (year) => Array.from(year.replaceAll(/[○零]/g, '〇'), (numeral) => numerals.indexOf(numeral)).join(''))
    .replaceAll(/[一二三四五六七八九十]{1,3}(?=[月日号季])/g, (words) => String(numberOf(words)));

/** Up to 九十九; 0, which no month and no day is, for what is no number. */
function numberOf(words: string): number {
  const [, tens, ones] = /^([一二三四五六七八九]?)十?([一二三四五六七八九]?)$/.exec(words) ?? [];
  if (tens === undefined || ones === undefined) return 0;
  if (!words.includes('十')) return ones === '' ? numerals.indexOf(tens) : 0;
  return (tens === '' ? 1 : numerals.indexOf(tens)) * 10 + (ones === '' ? 0 : numerals.indexOf(ones));
}
