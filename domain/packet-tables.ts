import type { Block, Table, TableColumn, TableRow, Text } from './document.ts';
import type { Light } from './lights.ts';
import { lightNames } from './lights.ts';
import type { Packet, PacketLine } from './packet.ts';
import type { ProgrammeName, TaskNumber } from './values.ts';

/** What the sections of a packet are made of. */

export interface Section {
  readonly heading: string;
  readonly blocks: readonly Block[];
}

/** Where the office has several programmes, a number says its own: 2019/改-12. */
export const numberIn =
  ({ programmes }: Packet) =>
  ({ programme, number }: { readonly programme: ProgrammeName; readonly number: TaskNumber }): string =>
    programmes.length > 1 ? `${programme}/${number}` : number;

export const lightText = (light: Light): Text => [{ text: lightNames[light], light }];

/** Empty for what ended without ever having had one. */
export const dueText = ({ currentDue }: Pick<PacketLine, 'currentDue'>): string => currentDue ?? '';

/** 2019年5月 */
export const monthText = (cycle: string): string => `${Number(cycle.slice(0, 4))}年${Number(cycle.slice(5, 7))}月`;

export const centred = (heading: string, share: number): TableColumn => ({ heading, share, align: 'center' });
export const wide = (heading: string, share: number): TableColumn => ({ heading, share });

/** A table of one row for each; where there is none, the word for it. */
export function tableOrNone<Line>(lines: readonly Line[], columns: readonly TableColumn[], cellsOf: (line: Line) => readonly Text[]): Block {
  if (lines.length === 0) return { kind: 'paragraph', text: '无。' };
  const rows = lines.map((line): TableRow => ({ cells: cellsOf(line).map((text) => ({ text })) }));
  return { kind: 'table', columns, rows } satisfies Table;
}
