import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { docxOf } from '../../client/documents/docx/docx-of.ts';
import { htmlOf } from '../../client/documents/html/html-of.ts';
import { writeDocument } from '../../client/documents/write-document.ts';
import { aDocument } from '../support/documents.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const partsOf = (docx: Uint8Array): ReadonlyMap<string, string> =>
  new Map(Object.entries(unzipSync(docx)).map(([name, content]) => [name, strFromU8(content)]));

const partOf = (docx: Uint8Array, name: string): string => partsOf(docx).get(name) ?? '';

/** What an XML part says, with nothing but its tags gone; throws where it is not well-formed. */
function textOf(xml: string): string {
  const parser = new SaxesParser({ xmlns: false });
  const texts: string[] = [];
  parser.on('text', (text) => texts.push(text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return texts.join('');
}

/** Every text of a document, wherever it stands. */
const textsOf = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return value.split('\n');
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => (['kind', 'align', 'light', 'asOf', 'mark'].includes(key) ? [] : textsOf(part)));
};

describe('a paper as .docx', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  test('is the same file, byte for byte, at another hour and in another time zone', async () => {
    const first = await docxOf(aDocument());
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2031-05-06T07:08:09.000Z') });
    vi.stubEnv('TZ', 'America/St_Johns');

    expect((await docxOf(aDocument())).equals(first)).toBe(true);
    expect((await docxOf(aDocument({ title: '另一份' }))).equals(first)).toBe(false);
  });

  test('says everything that the paper says', async () => {
    const { blocks } = aDocument();
    const text = textOf(partOf(await docxOf(aDocument()), 'word/document.xml'));

    expect(textsOf(blocks).filter((part) => !text.includes(part))).toEqual([]);
  });

  test('is well-formed whatever people have reported', async () => {
    const anyText = fc.string({ unit: 'binary' });
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (text, title) => {
        const docx = await docxOf(
          aDocument({
            title,
            mark: text,
            blocks: [
              { kind: 'paragraph', text },
              { kind: 'heading', level: 1, text: title },
            ],
          }),
        );
        for (const xml of partsOf(docx).values()) textOf(xml);
      }),
      { numRuns: 25, examples: [['\u0000\ud800 a\r\nb ]]> &amp; <w:p>', '</dc:title>']] },
    );
  });

  test('repeats the heading of a table on every page, and keeps the head of a record with it', async () => {
    const xml = partOf(await docxOf(aDocument()), 'word/document.xml');
    const rows = xml.match(/<w:tr>.*?<\/w:tr>/gs) ?? [];
    const withText = (text: string): string => rows.find((row) => row.includes(`>${text}<`)) ?? '';

    expect(withText('状态灯')).toContain('<w:tblHeader/>');
    expect(withText('完善监督机制')).toContain('<w:keepNext/>');
    expect(withText('打算')).not.toContain('<w:tblHeader/>');
  });

  test('is A4 upright, dated with the moment that it speaks of, and has the mark at the head of each page', async () => {
    const docx = await docxOf(aDocument());

    expect(partOf(docx, 'word/document.xml')).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
    expect(partOf(docx, 'docProps/core.xml')).toContain('>2019-04-28T16:00:00.000Z</dcterms:modified>');
    for (const header of ['header1', 'header2', 'header3']) expect(textOf(partOf(docx, `word/${header}.xml`))).toBe('演示数据');
    expect(textOf(partOf(await docxOf(aDocument({ mark: '' })), 'word/header1.xml'))).toBe('');
  });
});

describe('a paper as .html', () => {
  test('says everything that the paper says, and has its mark at the head of each printed page', () => {
    const html = htmlOf(aDocument());

    expect(textsOf(aDocument().blocks).filter((part) => !html.includes(part))).toEqual([]);
    expect(html).toContain('@top-right { content: "演示数据"');
    expect(htmlOf(aDocument({ mark: '' }))).not.toContain('演示数据');
  });

  test('no text gets out of its place', () => {
    const hostile = '"</style><script>alert(1)</script><td>&';
    const html = htmlOf(aDocument({ title: hostile, mark: hostile, blocks: [{ kind: 'paragraph', text: [{ text: hostile, light: 'red' }] }] }));

    expect(html).not.toContain('<script');
    expect(html.match(/<\/style>/g)).toHaveLength(1);
    expect(html).toContain('<span class="red">● &quot;&lt;/style&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;td&gt;&amp;</span>');
  });
});

test('a paper is written as .docx, .html and .json side by side, and again the same', async () => {
  const folder = join(aTemporaryFolder(), 'new', 'folder');
  const order = { folder, name: '汇报材料-2019-05', document: aDocument(), content: { cycle: '2019-05' } };
  const read = () => readdirSync(folder).map((file) => readFileSync(join(folder, file)));

  expect(await writeDocument(order)).toEqual(['docx', 'html', 'json'].map((ending) => join(folder, `汇报材料-2019-05.${ending}`)));
  const first = read();
  await writeDocument(order);

  expect(read()).toEqual(first);
  expect(readFileSync(join(folder, '汇报材料-2019-05.json'), 'utf8')).toBe('{\n  "cycle": "2019-05"\n}\n');
});
