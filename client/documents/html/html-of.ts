import type { Block, Cover, Figures, Heading, Masthead, PaperDocument, Paragraph, Table, TableRow, Text } from '../../../domain/document.ts';
import { escaped, runsOf } from '../text-runs.ts';
import { styleSheet } from './style-sheet.ts';

/** A paper as one .html file that needs nothing else, to be read on a screen and printed as it is. */
export const htmlOf = (document: PaperDocument): string =>
  [
    '<!doctype html>',
    '<html lang="zh-CN">',
    `<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(document.title)}</title>`,
    `<style>${styleSheet(document.mark)}</style></head>`,
    '<body><main>',
    ...(document.mark === '' ? [] : [`<p class="mark">${escaped(document.mark)}</p>`]),
    ...document.blocks.map(blockOf),
    '</main></body></html>',
    '',
  ].join('\n');

function blockOf(block: Block): string {
  switch (block.kind) {
    case 'cover':
      return coverOf(block);
    case 'masthead':
      return mastheadOf(block);
    case 'heading':
      return headingOf(block);
    case 'paragraph':
      return paragraphOf(block);
    case 'figures':
      return figuresOf(block);
    case 'table':
      return tableOf(block);
    case 'pageBreak':
      return '<div class="page-break"></div>';
  }
}

const coverOf = ({ above, title, subtitle, facts, foot }: Cover): string =>
  [
    `<section class="cover"><p class="above">${escaped(above)}</p><p class="cover-title">${escaped(title)}</p><p class="subtitle">${escaped(subtitle)}</p>`,
    `<dl>${facts.map(([label, text]) => `<dt>${escaped(label)}</dt><dd>${inline(text)}</dd>`).join('')}</dl>`,
    `<footer>${foot.map((line) => `<p>${escaped(line)}</p>`).join('')}</footer></section>`,
  ].join('');

const mastheadOf = ({ name, note, issue, issuer, date }: Masthead): string =>
  `<header class="masthead"><p class="masthead-note">${escaped(note)}</p><p class="masthead-name">${escaped(name)}</p><p class="issue">${escaped(issue)}</p><p class="issuer"><span>${escaped(issuer)}</span><span>${escaped(date)}</span></p></header>`;

const headingOf = ({ level, text }: Heading): string =>
  level === 0 ? `<h1 class="title">${escaped(text)}</h1>` : `<h${level + 1}>${escaped(text)}</h${level + 1}>`;

function paragraphOf({ text, align, isNote }: Paragraph): string {
  const look = isNote ? 'note' : (align ?? 'body');
  return `<p class="${look}">${inline(text)}</p>`;
}

const figuresOf = ({ items }: Figures): string =>
  `<div class="figures">${items.map(({ value, label, isMain }) => `<div${isMain ? ' class="main"' : ''}><p class="figure">${escaped(value)}</p><p class="label">${escaped(label)}</p></div>`).join('')}</div>`;

function tableOf({ columns, rows }: Table): string {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => `<col style="width:${((100 * share) / all).toFixed(2)}%">`).join('');
  const headings = columns.map(({ heading }) => `<th>${escaped(heading)}</th>`).join('');
  const body = rows.map((row) => rowOf(row, columns)).join('\n');
  return `<table><colgroup>${widths}</colgroup><thead><tr>${headings}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

function rowOf({ cells, isHead }: TableRow, columns: Table['columns']): string {
  let column = 0;
  const written = cells.map(({ text, span = 1 }) => {
    const isCentred = columns[column]?.align === 'center';
    column += span;
    return `<td${span > 1 ? ` colspan="${span}"` : ''}${isCentred ? ' class="centre"' : ''}>${inline(text)}</td>`;
  });
  return `<tr${isHead ? ' class="head"' : ''}>${written.join('')}</tr>`;
}

const inline = (text: Text): string =>
  runsOf(text)
    .map(({ text: whole, isStrong, light }) => {
      const written = escaped(whole).replaceAll('\n', '<br>');
      if (light) return `<span class="${light}">${written}</span>`;
      return isStrong ? `<strong>${written}</strong>` : written;
    })
    .join('');
