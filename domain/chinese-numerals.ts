const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** 一, 十, 十一, 二十, 二十五: as headings are numbered; from 1 to 99. */
export function chineseNumeral(count: number): string {
  const tens = Math.floor(count / 10);
  return `${tens > 1 ? digits[tens] : ''}${tens > 0 ? '十' : ''}${digits[count % 10]}`;
}
