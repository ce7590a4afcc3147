import { SaxesParser } from 'saxes';
import { reasonOf } from '../../answers.ts';
import { DubanError } from '../../errors.ts';
import type { Archive } from './archive.ts';
import { notAWorkbook, workbookWithDtd } from './file-fault.ts';

export type Attributes = Readonly<Record<string, string>>;

/** What is done with a part of a workbook while it is read. Names are without prefix: some programs write `x:row`. */
export interface PartReader {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** Tag by tag as it is unpacked. A document type is refused: entities of a file's own are never resolved. */
export async function parsePart(archive: Archive, part: string, reader: PartReader): Promise<void> {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw workbookWithDtd(archive.file, part);
  });
  parser.on('error', (error) => {
    throw notAWorkbook(archive.file, `${part} ${error.message}`);
  });
  parser.on('opentag', ({ name, attributes }) => reader.open?.(localName(name), attributes));
  parser.on('text', (text) => reader.text?.(text));
  parser.on('cdata', (text) => reader.text?.(text));
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  const stream = await archive.open(part);
  stream.setEncoding('utf8');
  try {
    for await (const piece of stream) parser.write(String(piece));
    parser.close();
  } catch (error) {
    throw error instanceof DubanError ? error : notAWorkbook(archive.file, `${part} ${reasonOf(error)}`);
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
