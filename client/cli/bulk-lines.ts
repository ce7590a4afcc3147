import type { RefusedNumber } from '../bulk-act.ts';

/** What is said of an act on many tasks besides what it did. */

export const toldText = ({ dryRun, notices }: { readonly dryRun: boolean; readonly notices: number | null }): string =>
  dryRun ? '（试运行，没有写入）' : notices === null ? '；通知正在送达' : `；发出通知 ${notices} 份`;

const numbersShown = 10;

/** The same reason once, with its tasks. */
export function refusalLines(refused: readonly RefusedNumber[]): string[] {
  const reasons = new Map<string, string[]>();
  for (const { number, code, message } of refused) reasons.set(`${message} [${code}]`, [...(reasons.get(`${message} [${code}]`) ?? []), number]);
  return [...reasons].map(
    ([reason, numbers]) => `  ${numbers.slice(0, numbersShown).join('、')}${numbers.length > numbersShown ? ` 等 ${numbers.length} 项` : ''}：${reason}`,
  );
}
