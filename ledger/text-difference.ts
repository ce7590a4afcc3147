import { diffWords } from 'diff';

/** A piece of a text, and whether the other version has it too. */
export interface DifferencePart {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
}

/** Word by word: Chinese is written without spaces, so where a word ends is for the segmenter to say. */
const chineseWords = new Intl.Segmenter('zh', { granularity: 'word' });

export const differenceOf = (before: string, after: string): readonly DifferencePart[] =>
  diffWords(before, after, { intlSegmenter: chineseWords }).map(({ value, added, removed }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'kept',
    text: value,
  }));

const marks = { kept: ['', ''], removed: ['【删：', '】'], added: ['【增：', '】'] } as const;

/** `制定【增：民事检察】办案指引【删：并】`, readable wherever only plain text goes. */
export const differenceText = (parts: readonly DifferencePart[]): string => parts.map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`).join('');
