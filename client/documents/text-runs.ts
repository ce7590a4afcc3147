import type { Text, TextRun } from '../../domain/document.ts';
import type { Light } from '../../domain/lights.ts';

/** A text as the renderers write it: in runs, and free of what neither Word nor a browser can show. */
export const runsOf = (text: Text): readonly TextRun[] =>
  (typeof text === 'string' ? [{ text }] : text).map((run) => ({ ...run, text: (run.light ? '● ' : '') + printable(run.text) }));

/** Lines end alike; control characters, which XML does not allow, are left out (what was reported stands unchanged in the ledger). */
export const printable = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, '\n')
    // eslint-disable-next-line no-control-regex -- these are exactly what must not stand in XML
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');

/** Dark enough for text on white. */
export const lightColours = { grey: '7F7F7F', green: '2E7D32', yellow: 'B26A00', red: 'C00000' } as const satisfies Readonly<Record<Light, string>>;

/** Of 公文: the red of a masthead. */
export const officialRed = 'C00000';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Printable text between tags or in an attribute. */
export const escaped = (text: string): string => printable(text).replaceAll(/[&<>"]/g, (character) => entities[character] ?? '');
