/** 无 is an answer; saying nothing is not. */
export const none = '无';

/** Sentences that fill a form and say nothing. */
const emptyPhrases = [
  '正常推进',
  '正在推进',
  '有序推进',
  '稳步推进',
  '持续推进',
  '继续推进',
  '按计划推进',
  '按计划进行',
  '进展顺利',
  '正常',
  '推进中',
  none,
  '',
];

/** Without spaces and punctuation. */
export const bare = (text: string): string => text.replaceAll(/[\s\p{P}]/gu, '');

export const isEmptyPhrase = (text: string): boolean => emptyPhrases.includes(bare(text));
