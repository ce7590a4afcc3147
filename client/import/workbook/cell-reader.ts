import { dateOfSerial } from '../../../domain/dates.ts';
import type { PlainCell, SheetCell } from '../../../domain/sheet.ts';
import type { Attributes } from './parse-part.ts';
import { isTrue } from './parts.ts';
import { richText, unescaped } from './shared-strings.ts';

/** What the cells of a workbook refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dateStyles: ReadonlySet<number>;
  readonly countsFrom1904: boolean;
}

/** One cell after the other, tag by tag; used again for each, since there are a million of them. */
export class CellReader {
  readonly #context: CellContext;
  readonly #inline = richText();
  #type = 'n';
  #style = 0;
  /** Null where there is no `<v>`: an empty one is the empty text that a formula came to. */
  #value: string | null = null;
  #formula: string | null = null;
  #isIn: 'value' | 'formula' | null = null;

  constructor(context: CellContext) {
    this.#context = context;
  }

  begin({ t = 'n', s = '0' }: Attributes): void {
    this.#type = t;
    this.#style = Number(s);
    this.#value = null;
    this.#formula = null;
    this.#isIn = null;
  }

  open(name: string): void {
    if (name === 'v') {
      this.#isIn = 'value';
      this.#value = '';
    } else if (name === 'f') {
      this.#isIn = 'formula';
      this.#formula = '';
    } else this.#inline.open(name);
  }

  text(piece: string): void {
    if (this.#isIn === 'value') this.#value += piece;
    else if (this.#isIn === 'formula') this.#formula += piece;
    else this.#inline.text(piece);
  }

  close(name: string): void {
    this.#isIn = null;
    this.#inline.close(name);
  }

  /** Another file is named in brackets: `[1]Sheet1!A1`, `'[plan.xlsx]Sheet 1'!A1`. */
  get isLinked(): boolean {
    return this.#formula !== null && /\[[^[\]]+\][^[\]!]*!/.test(this.#formula);
  }

  end(): SheetCell | undefined {
    const plain = this.#plain();
    if (this.#formula === null) return plain === '' ? undefined : plain;
    return { kind: 'formula', cached: plain ?? null };
  }

  #plain(): PlainCell | undefined {
    const inline = this.#inline.take();
    if (this.#type === 'inlineStr') return inline;
    const value = this.#value;
    if (value === null || (value === '' && this.#type !== 'str')) return undefined;
    switch (this.#type) {
      case 's':
        return this.#context.strings[Number(value)] ?? { kind: 'error', code: `#STRING ${value}` };
      case 'str':
        return unescaped(value);
      case 'b':
        return { kind: 'boolean', isTrue: isTrue(value) };
      case 'n':
        return this.#number(value);
      case 'd':
        return { kind: 'date', date: value.slice(0, 10), hasTime: /T.*[1-9]/.test(value) };
      default:
        return { kind: 'error', code: value };
    }
  }

  #number(value: string): PlainCell {
    const number = Number(value);
    if (!Number.isFinite(number)) return { kind: 'error', code: value };
    const date = this.#context.dateStyles.has(this.#style) ? dateOfSerial(number, this.#context) : null;
    return date === null ? { kind: 'number', number } : { kind: 'date', date, hasTime: !Number.isInteger(number) };
  }
}
