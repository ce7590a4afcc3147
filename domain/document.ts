import type { Light } from './lights.ts';
import type { Instant } from './values.ts';

/** A paper of the supervising office, as plain data: what stands in it and in which order. How it looks is the renderers' business (client/documents/). */
export interface PaperDocument {
  /** What the file calls itself. */
  readonly title: string;
  /** 演示数据 where it applies: at the head of every page. Else empty. */
  readonly mark: string;
  /** The moment that the paper speaks of, and the one that its file is dated with, so that the same paper is the same file. */
  readonly asOf: Instant;
  readonly blocks: readonly Block[];
}

export type Block = Cover | Masthead | Heading | Paragraph | Figures | Table | PageBreak;

/** A page of its own. */
export interface Cover {
  readonly kind: 'cover';
  /** Above the title: who meets, which year. */
  readonly above: string;
  readonly title: string;
  readonly subtitle: string;
  /** Label and what it says: date, place, edition. */
  readonly facts: readonly (readonly [label: string, text: string])[];
  /** At the foot: who has put it together, and when. */
  readonly foot: readonly string[];
}

/** 版头 of a paper that appears in issues: 督查通报, 督查专报. */
export interface Masthead {
  readonly kind: 'masthead';
  readonly name: string;
  /** 内部资料. */
  readonly note: string;
  /** 2019 年第 3 期. */
  readonly issue: string;
  readonly issuer: string;
  readonly date: string;
}

export interface Heading {
  readonly kind: 'heading';
  /** 0: the title of the paper; then 一、 （一） 1. as the text itself says. */
  readonly level: 0 | 1 | 2 | 3;
  readonly text: string;
}

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly text: Text;
  /** Left, with the first line indented by two characters, if it is left out. */
  readonly align?: 'left' | 'center' | 'right';
  /** Small print: how a number was counted. */
  readonly isNote?: true;
}

/** Numbers to be seen first, side by side. */
export interface Figures {
  readonly kind: 'figures';
  readonly items: readonly { readonly value: string; readonly label: string; readonly isMain?: true }[];
}

export interface Table {
  readonly kind: 'table';
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export interface TableColumn {
  /** Repeated at the head of each page. */
  readonly heading: string;
  /** Its share of the width, against the others' shares. */
  readonly share: number;
  readonly align?: 'left' | 'center';
}

export interface TableRow {
  readonly cells: readonly TableCell[];
  /** It heads the rows below it, and is not parted from the next. */
  readonly isHead?: true;
}

export interface TableCell {
  readonly text: Text;
  /** How many columns it takes; one, if it is left out. */
  readonly span?: number;
}

export interface PageBreak {
  readonly kind: 'pageBreak';
}

export type Text = string | readonly TextRun[];

export interface TextRun {
  readonly text: string;
  readonly isStrong?: true;
  /** Written with its lamp, and in its colour; print in black and white loses nothing. */
  readonly light?: Light;
}
