/**
 * Text that a spreadsheet takes for a formula when it opens a .csv file: `=`, `+`, `-`, `@`, in full width too, after spaces too. There such a text is
 * written with an apostrophe in front, as people type it, and read without. A text that has apostrophes of its own there gets one more, so that any
 * text comes back as it was.
 */
const formulaLike = /^'*\s*[=+\-@＝＋－＠]/u;

export const looksLikeFormula = (text: string): boolean => formulaLike.test(text);

export const guarded = (text: string): string => (looksLikeFormula(text) ? `'${text}` : text);

export const unguarded = (text: string): string => (text.startsWith("'") && looksLikeFormula(text) ? text.slice(1) : text);
