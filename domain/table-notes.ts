import { halfWidth } from './clean-text.ts';

/** What stands between and below the rows of a table and is none of them. */

/**
 * Why the row is no row of the table; null if it is one. A row is left out only where it says itself that it is a total, a note or a heading.
 * @param across Columns in which a cell begins that is merged with those to its right.
 */
export function noteIn(cells: readonly { readonly position: number; readonly value: string }[], across: ReadonlySet<number>): string | null {
  const [first, ...others] = cells.filter(({ value }) => value !== '').toSorted((a, b) => a.position - b.position);
  if (!first) return null;
  const words = halfWidth(first.value).replaceAll(/\s/g, '');
  if (/^(?:合计|总计|小计|共计|累计|汇总)(?:$|[:(\d])/.test(words)) return `合计行“${short(first.value)}”`;
  if (/^(?:[*※]|(?:注|备注|说明|填表|填报|制表|审核|审批|签发|签字|联系|报送|附|编制|日期|单位)[^:]{0,8}:)/.test(words)) return `说明行“${short(first.value)}”`;
  if (others.length === 0 && across.has(first.position)) return `标题行“${short(first.value)}”`;
  return null;
}

const shownLength = 30;

export const short = (text: string): string => (text.length > shownLength ? `${text.slice(0, shownLength)}…` : text);
