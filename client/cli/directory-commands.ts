import type { Command } from 'commander';
import type { DirectoryChange } from '../../ledger/directory-diff.ts';
import type { RowFault } from '../../ledger/directory-faults.ts';
import type { DirectoryDiff } from '../../ledger/directory.ts';
import type { AbsenceAnswer } from '../directory-acts.ts';
import { dateOf, positiveInteger } from './flags.ts';
import type { CliIo } from './output.ts';
import { print } from './output.ts';
import { withSession } from './session.ts';
import { tableLines } from './table.ts';

interface JsonFlag {
  readonly json?: boolean;
}

/** Offices, departments, persons, and who is away. Administration: journalled under the system and the account, so it needs no --as. */
export function registerDirectoryCommands(directory: Command, io: CliIo): void {
  directory
    .command('import')
    .description('take over the whole directory: offices.csv departments.csv persons.csv portfolios.csv [aliases.csv]; says what that changes')
    .argument('<dir>', 'the folder with these files')
    .option('--dry-run', 'say what would change, write nothing')
    .action((folder: string, _own: unknown, self: Command) => importDirectory(folder, self.optsWithGlobals<ImportFlags>(), io));
  directory
    .command('absent')
    .description('record an absence (离岗): what would reach the person reaches the deputy (代行), who may act in his place')
    .argument('<person>', 'id, or a name that only one person has')
    .requiredOption('--from <date>', 'the first day away')
    .requiredOption('--to <date>', 'the last day away')
    .requiredOption('--deputy <person>', 'of the same office, and of the same department or with one of the same roles')
    .option('--correct <number>', 'the absence on record that this one replaces, as `directory absences` numbers it')
    .action((person: string, _own: unknown, self: Command) => absent(person, self.optsWithGlobals<AbsentFlags>(), io));
  directory
    .command('back')
    .description('end an absence early; back on its first day, it has not taken place')
    .argument('<person>', 'id, or a name that only one person has')
    .requiredOption('--on <date>', 'the first day back')
    .action((person: string, _own: unknown, self: Command) => back(person, self.optsWithGlobals<JsonFlag & { on: string }>(), io));
  directory
    .command('absences')
    .description('who is away from when to when, and who stands in')
    .argument('[person]', 'only those in which this person is away or stands in')
    .option('--on <date>', 'only those that last on this day')
    .action((person: string | undefined, _own: unknown, self: Command) => absences(person, self.optsWithGlobals<JsonFlag & { on?: string }>(), io));
}

interface ImportFlags extends JsonFlag {
  readonly dryRun?: boolean;
}

async function importDirectory(folder: string, { json = false, dryRun = false }: ImportFlags, io: CliIo): Promise<void> {
  const diff = await withSession(io, ({ client }) => client.importDirectory(folder, { dryRun }));
  print(io, { json, document: diff, lines: diffLines(diff) });
}

function diffLines({ dryRun, added, changed, removed, unchanged, changes, warnings }: DirectoryDiff): string[] {
  return [
    `组织目录：新增 ${added}，更改 ${changed}，删除 ${removed}，不变 ${unchanged}${dryRun ? '（试运行，没有写入）' : ''}`,
    ...rowLines('added', changes),
    ...changedLines(changes),
    ...rowLines('removed', changes),
    ...warnings.map(warningLine),
  ];
}

const changeNames = { added: '新增', removed: '删除' } as const;
const namesShown = 5;

/** Rows that come or go, file by file. */
function rowLines(kind: keyof typeof changeNames, changes: readonly DirectoryChange[]): string[] {
  const keysOf = new Map<string, string[]>();
  for (const { file, change, key, name } of changes) if (change === kind) keysOf.set(file, [...(keysOf.get(file) ?? []), `${key} ${name}`.trim()]);
  return [...keysOf].map(
    ([file, keys]) => `  ${changeNames[kind]} ${file}：${keys.slice(0, namesShown).join('、')}${keys.length > namesShown ? ` 等 ${keys.length} 行` : ''}`,
  );
}

const linesShown = 20;

function changedLines(changes: readonly DirectoryChange[]): string[] {
  const changed = changes.filter(({ change }) => change === 'changed');
  const left = changed.length - linesShown;
  return [...changed.slice(0, linesShown).map(changedLine), ...(left > 0 ? [`  其余 ${left} 处更改用 --json 查看`] : [])];
}

const changedLine = ({ file, key, name, fields }: DirectoryChange): string =>
  `  更改 ${file} ${key} ${name}：${fields.map(({ column, before, after }) => `${column} “${before}” → “${after}”`).join('，')}`;

const warningLine = ({ message, code }: RowFault): string => `  提示 ${message} [${code}]`;

interface AbsentFlags extends JsonFlag {
  readonly from: string;
  readonly to: string;
  readonly deputy: string;
  readonly correct?: string;
}

async function absent(person: string, { json = false, from, to, deputy, correct }: AbsentFlags, io: CliIo): Promise<void> {
  const said = {
    person,
    from: dateOf(from, '--from'),
    to: dateOf(to, '--to'),
    deputy,
    correct: correct === undefined ? undefined : positiveInteger(correct, '--correct'),
  };
  const answer = await withSession(io, ({ client }) => client.absent(said));
  print(io, { json, document: answer, lines: [absenceLine(answer)] });
}

const absenceLine = ({ absence: { id, person, from, to, deputy }, changed }: AbsenceAnswer): string =>
  `第 ${id} 号：${person} 于 ${from} 至 ${to} 离岗，由 ${deputy} 代行${changed ? '' : '（已经这样登记，没有更改）'}`;

async function back(person: string, { json = false, on }: JsonFlag & { readonly on: string }, io: CliIo): Promise<void> {
  const day = dateOf(on, '--on');
  const answer = await withSession(io, ({ client }) => client.back(person, day));
  const { id, person: code, from, to } = answer.absence;
  print(io, { json, document: answer, lines: [`第 ${id} 号：${code} 自 ${day} 返岗，${to < from ? '离岗登记已撤销' : `离岗至 ${to} 为止`}`] });
}

async function absences(person: string | undefined, { json = false, on }: JsonFlag & { readonly on?: string }, io: CliIo): Promise<void> {
  const day = on === undefined ? undefined : dateOf(on, '--on');
  const found = await withSession(io, ({ client }) => client.absences(person, day));
  const rows = found.map(({ id, personName, person: code, from, to, deputy, deputyName }) => [
    String(id),
    `${personName}（${code}）`,
    from,
    to,
    `${deputyName}（${deputy}）`,
  ]);
  const lines = rows.length === 0 ? ['没有离岗登记'] : tableLines(['号', '离岗人员', '自', '至', '代行人'], rows);
  print(io, { json, document: { absences: found }, lines });
}
