import { clockTextOf } from '../../domain/dates.ts';
import { lightNames } from '../../domain/lights.ts';
import { stateNames } from '../../domain/task.ts';
import type { Instant } from '../../domain/values.ts';
import type { Programme } from '../../ledger/programmes.ts';
import type { LedgerDay } from '../../ledger/queries/ledger-as-of.ts';
import type { LedgerNames } from '../../ledger/queries/ledger-names.ts';
import type { LedgerFilter, LedgerTotals } from '../../ledger/queries/ledger-row.ts';

export interface SheetSubject {
  /** Null: of all programmes. */
  readonly programme: Programme | null;
  readonly filter: LedgerFilter;
  /** Null: as it is now. */
  readonly day: LedgerDay | null;
  readonly now: Instant;
  readonly totals: LedgerTotals;
  readonly names: LedgerNames;
  readonly mark: string;
}

export interface SheetText {
  readonly title: string;
  readonly subtitle: string;
}

/** What stands above the headings: what this is, of when, and how it stands. */
export function sheetText({ programme, mark, ...subject }: SheetSubject): SheetText {
  const { day, now, totals } = subject;
  const name = programme === null ? '督办台账' : named(programme.title);
  const moment = day === null || day.asOf === now ? clockTextOf(now) : `${day.date} 24:00`;
  return {
    title: mark === '' || name.includes(mark) ? name : `${name}（${mark}）`,
    subtitle: [`截至 ${moment}（北京时间）`, totalsText(totals), filterText(subject)].filter((part) => part !== '').join('　'),
  };
}

const named = (title: string): string => (title.includes('台账') ? title : `${title}督办台账`);

export const totalsText = ({ tasks, struckOffWithResult, due, byLight }: LedgerTotals): string =>
  `共 ${tasks} 项；已销号且有成果 ${struckOffWithResult} / 应完成 ${due}；红灯 ${byLight.red}，黄灯 ${byLight.yellow}`;

function filterText({ filter, names }: Omit<SheetSubject, 'mark' | 'programme'>): string {
  const { state, light, lead, page } = filter;
  const parts = [
    state && `状态 ${stateNames[state]}`,
    light && `灯 ${lightNames[light]}`,
    lead && `牵头单位 ${names.bookOf(filter.programme ?? '').writtenName(lead)}`,
    page && `第 ${page} 页`,
  ].filter((part) => part);
  return parts.length === 0 ? '' : `只列：${parts.join('，')}`;
}
