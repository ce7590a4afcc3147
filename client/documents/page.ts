/** A4 upright with the margins of 公文 (GB/T 9704-2012): a text area of 156 by 225 mm. */
export const pageMm = { width: 210, height: 297, top: 37, right: 26, bottom: 35, left: 28, pageNumberFromEdge: 25 } as const;

export const textWidthMm = pageMm.width - pageMm.left - pageMm.right;

/** Sizes that offices call by number: 二号, 三号, 小四, 五号. */
export const sizePt = { title: 22, body: 16, table: 11, small: 10.5, figure: 26, mainFigure: 36 } as const;

interface Typeface {
  readonly name: string;
  /** Taken where the first is not installed, in this order. */
  readonly others: readonly string[];
}

/** The faces that 公文 are set in. Where they are missing, their nearest kin of Windows, macOS and Linux. */
export const faces = {
  title: { name: '方正小标宋简体', others: ['方正小标宋_GBK', 'FZXiaoBiaoSong-B05S', '华文中宋', 'STZhongsong', 'Noto Serif CJK SC', '宋体', 'SimSun'] },
  body: { name: '仿宋_GB2312', others: ['仿宋', 'FangSong', '华文仿宋', 'STFangsong', 'Noto Serif CJK SC', '宋体', 'SimSun'] },
  heading: { name: '黑体', others: ['SimHei', '华文黑体', 'STHeiti', 'Noto Sans CJK SC', 'Microsoft YaHei'] },
  subheading: { name: '楷体_GB2312', others: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', 'Noto Serif CJK SC', '宋体', 'SimSun'] },
  number: { name: '宋体', others: ['SimSun', 'Noto Serif CJK SC'] },
} as const satisfies Readonly<Record<string, Typeface>>;

export type Face = keyof typeof faces;
