import type { Department, Office, Offices } from '../domain/organisation.ts';
import type { Instant, OfficeCode } from '../domain/values.ts';
import type { DirectoryPart } from './directory-rows.ts';
import { directoryParts, keyColumns } from './directory-rows.ts';
import { journalInOrder } from './journal-in-order.ts';
import type { JournalRow } from './journal.ts';
import type { Queries } from './ledger.ts';
import type { OfficeChoice } from './offices.ts';
import type { Schema } from './schema.ts';

/** The directory as it was at any moment, from the imports that the journal holds. */
export interface DirectoryHistory {
  readonly parts: Readonly<Record<DirectoryPart, ReadonlyMap<string, readonly Version[]>>>;
  /** When each import became valid. */
  readonly imports: readonly Instant[];
  /** Every department that was ever in an office. */
  readonly departmentsOf: ReadonlyMap<OfficeCode, ReadonlySet<string>>;
  /** False where an import of an early version journalled numbers only: then the present directory is all there is to know. */
  readonly isComplete: boolean;
  readonly cache: Map<string, Offices>;
}

type Row = Readonly<Record<string, unknown>>;

interface Version {
  /** Place of the import in `imports`. */
  readonly since: number;
  /** Null: removed. */
  readonly row: Row | null;
}

export async function readDirectoryHistory(queries: Queries): Promise<DirectoryHistory> {
  const rows: JournalRow[] = [];
  for await (const page of journalInOrder(queries, { streamsLike: 'directory' })) rows.push(...page.filter(({ type }) => type === 'directoryImported'));
  if (rows.every(({ data }) => saysContent(data))) return historyOf(rows, true);
  return historyOf([await presentDirectory(queries)], false);
}

interface PartChange {
  readonly added: readonly Row[];
  readonly changed: readonly Row[];
  readonly removed: readonly string[];
}

type DirectoryData = Partial<Readonly<Record<DirectoryPart, PartChange>>>;

const saysContent = (data: DirectoryData): boolean => Array.isArray(data.offices?.added);

function historyOf(rows: readonly Pick<JournalRow, 'at' | 'data'>[], isComplete: boolean): DirectoryHistory {
  const parts = Object.fromEntries(directoryParts.map((part) => [part, new Map<string, Version[]>()])) as Record<DirectoryPart, Map<string, Version[]>>;
  const imports: Instant[] = [];
  const departmentsOf = new Map<OfficeCode, Set<string>>();
  for (const { at, data } of rows) {
    const since = imports.push(laterOf(at, imports.at(-1))) - 1;
    for (const part of directoryParts) {
      for (const [key, row] of changesOf(part, data)) {
        parts[part].set(key, [...(parts[part].get(key) ?? []), { since, row }]);
        if (part === 'departments' && row) addTo(departmentsOf, String(row['office']), key);
      }
    }
  }
  return { parts, imports, departmentsOf, isComplete, cache: new Map() };
}

function* changesOf(part: DirectoryPart, data: DirectoryData): Generator<[string, Row | null]> {
  const { added = [], changed = [], removed = [] } = data[part] ?? {};
  for (const row of [...added, ...changed]) yield [String(row[keyColumns[part]]), row];
  for (const key of removed) yield [key, null];
}

const laterOf = (at: Instant, last: Instant | undefined): Instant => (last !== undefined && last > at ? last : at);

function addTo(sets: Map<string, Set<string>>, ...[key, value]: readonly [string, string]): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

const beginningOfTime: Instant = '0000-01-01T00:00:00.000Z';

async function presentDirectory(queries: Queries): Promise<Pick<JournalRow, 'at' | 'data'>> {
  const data: Record<string, PartChange> = {};
  for (const part of directoryParts)
    data[part] = {
      added: await queries
        .selectFrom(part as keyof Schema)
        .selectAll()
        .execute(),
      changed: [],
      removed: [],
    };
  return { at: beginningOfTime, data };
}

/** As the last import left them. */
export const lastRows = (history: DirectoryHistory, part: DirectoryPart): Generator<Row> => rowsSince(history, part, history.imports.length - 1);

/** As they were at that moment. */
export const rowsAt = (history: DirectoryHistory, part: DirectoryPart, at: Instant): Generator<Row> => rowsSince(history, part, placeOf(history.imports, at));

function* rowsSince({ parts }: DirectoryHistory, part: DirectoryPart, place: number): Generator<Row> {
  for (const versions of parts[part].values()) {
    const row = versions.findLast(({ since }) => since <= place)?.row;
    if (row) yield row;
  }
}

const mostCached = 5_000;

/** The chosen offices and all above them, as a command at that moment saw them (the same choice as `officesJson`). */
export function officesAt(history: DirectoryHistory, at: Instant, { offices, departments }: OfficeChoice): Offices {
  const place = placeOf(history.imports, at);
  const key = JSON.stringify([place, offices, departments]);
  const known = history.cache.get(key);
  if (known) return known;
  const found = chosenOffices({ history, place }, { offices, departments });
  if (history.cache.size >= mostCached) history.cache.clear();
  history.cache.set(key, found);
  return found;
}

/** The last import by then; -1 where there was none. */
function placeOf(imports: readonly Instant[], at: Instant): number {
  let place = imports.length - 1;
  while (place >= 0 && (imports[place] ?? '') > at) place--;
  return place;
}

interface Moment {
  readonly history: DirectoryHistory;
  readonly place: number;
}

function chosenOffices(moment: Moment, { offices, departments }: OfficeChoice): Offices {
  const waiting = [...offices, ...departments.map((code) => rowAt(moment, 'departments', code)?.['office'])];
  const chosen = new Map<string, Office>();
  for (let code = waiting.pop(); code !== undefined || waiting.length > 0; code = waiting.pop()) {
    if (typeof code !== 'string' || chosen.has(code)) continue;
    const row = rowAt(moment, 'offices', code);
    if (!row) continue;
    chosen.set(code, { ...(row as unknown as Office), departments: departmentsAt(moment, code) });
    waiting.push(row['parent']);
  }
  return [...chosen.values()].toSorted(byCode);
}

const departmentsAt = (moment: Moment, office: string): readonly Department[] =>
  [...(moment.history.departmentsOf.get(office) ?? [])]
    .flatMap((code) => {
      const row = rowAt(moment, 'departments', code);
      if (row?.['office'] !== office) return [];
      const { name, lines, kind } = row as unknown as Department;
      return [{ code, name, lines, kind, leader: (rowAt(moment, 'portfolios', code)?.['leader'] as string | undefined) ?? null }];
    })
    .toSorted(byCode);

const rowAt = ({ history, place }: Moment, part: DirectoryPart, key: string): Row | null =>
  history.parts[part].get(key)?.findLast(({ since }) => since <= place)?.row ?? null;

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => (a.code < b.code ? -1 : 1);
