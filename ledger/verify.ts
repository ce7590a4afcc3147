import { sql } from 'kysely';
import { evolve } from '../domain/evolve.ts';
import type { Task } from '../domain/task.ts';
import { canonicalJson } from './digest.ts';
import type { Head, JournalRow } from './journal.ts';
import { emptyHead, hashOf, taskEventOf } from './journal.ts';
import type { Ledger, Queries } from './ledger.ts';

export interface Verification {
  readonly ok: boolean;
  readonly tasks: number;
  /** Rows of all streams. */
  readonly events: number;
  /** The first that is found, in the order of the streams. */
  readonly broken: Break | null;
}

export interface Break {
  /** Null where the stream is neither a task's nor a programme's. */
  readonly programme: string | null;
  readonly number: string | null;
  readonly seq: number;
  readonly reason: BreakReason;
  readonly stream: string;
  /** Chinese. */
  readonly message: string;
}

const breakMessages = {
  SEQ_GAP: '序号不连续，有记录被删除或插入',
  CHAIN_BROKEN: '前后记录的摘要不衔接',
  CONTENT_CHANGED: '记录的内容与其摘要不符，已被改动',
  HEAD_DIFFERS: '台账首部与最后一条记录不一致',
  HEAD_MISSING: '有记录而没有台账首部',
  JOURNAL_MISSING: '台账首部有记录数，日志中却没有记录',
  PROJECTION_DIFFERS: '台账中的任务与按日志重建的任务不一致',
  SEALED_HEAD_LOST: '已封存的记录不在了或已不同，日志被截断或改动',
  SEAL_BROKEN: '封存记录与前一封存或其内容不衔接',
  SEAL_LOST: '库外留有的封存在台账中已不存在，台账被截断',
  SEAL_DIFFERS: '库外留有的封存与台账中的不同',
  EVIDENCE_MISSING: '佐证文件不在了',
  EVIDENCE_CHANGED: '佐证文件的内容与其摘要不符，已被改动',
  EVIDENCE_FOLDER_MISSING: '没有佐证材料目录',
  LINE_UNREADABLE: '导出文件中的这一行不能读取',
  LINES_MISSING: '导出文件的行数与结尾所记不符，有整行被删除或插入',
  FILE_CHANGED: '导出文件的内容与结尾所记的摘要不符，已被改动',
} as const;

export type BreakReason = keyof typeof breakMessages;

/** Recomputes everything from the first row on, on one consistent view of the ledger and with a few thousand rows in memory at a time. */
export const verifyLedger = (ledger: Ledger, { rowsAtATime = 2_000 }: { readonly rowsAtATime?: number } = {}): Promise<Verification> =>
  ledger.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (queries) => {
      const tally = { tasks: 0, events: 0 };
      for await (const stream of streamsOf(queries, rowsAtATime)) {
        tally.events += stream.events;
        tally.tasks += stream.isTask ? 1 : 0;
        if (stream.broken) return { ok: false, ...tally, broken: stream.broken };
      }
      const lost = await headWithoutRows(queries);
      return { ok: lost === null, ...tally, broken: lost };
    });

interface StreamResult {
  readonly isTask: boolean;
  readonly events: number;
  readonly broken: Break | null;
}

async function* streamsOf(queries: Queries, rowsAtATime: number): AsyncGenerator<StreamResult> {
  let open: OpenStream | null = null;
  let last = { stream: '', seq: 0 };
  for (;;) {
    const rows = await readBatch(queries, last, rowsAtATime);
    const heads = await readHeads(queries, [...new Set([...(open ? [open.stream] : []), ...rows.map(({ stream }) => stream)])]);
    for (const row of rows) {
      if (open && open.stream !== row.stream) yield closed(open, heads.get(open.stream));
      if (open?.stream !== row.stream) open = opened(row.stream);
      open = withRow(open, row);
      if (open.broken) return yield closed(open, undefined);
    }
    const end = rows.at(-1);
    if (end) last = end;
    if (rows.length === rowsAtATime) continue;
    if (open) yield closed(open, heads.get(open.stream));
    return;
  }
}

interface OpenStream {
  readonly stream: string;
  readonly head: Head;
  readonly task: Task | null;
  readonly broken: Break | null;
}

const opened = (stream: string): OpenStream => ({ stream, head: emptyHead, task: null, broken: null });

function withRow({ stream, head, task }: OpenStream, row: JournalRow): OpenStream {
  const reason = reasonAgainst(row, head);
  const next = { seq: row.seq, hash: row.hash };
  if (reason) return { stream, head: next, task, broken: breakOf(stream, row.seq, reason) };
  return { stream, head: next, task: isTaskStream(stream) ? evolve(task, taskEventOf(row)) : null, broken: null };
}

export function reasonAgainst(row: JournalRow, head: Head): BreakReason | null {
  if (row.seq !== head.seq + 1) return 'SEQ_GAP';
  if (hashOf(row, row.previous_hash) !== row.hash) return 'CONTENT_CHANGED';
  if (row.previous_hash !== head.hash) return 'CHAIN_BROKEN';
  return null;
}

function closed({ stream, head, task, broken }: OpenStream, known: KnownHead | undefined): StreamResult {
  const result = { isTask: isTaskStream(stream), events: head.seq };
  if (broken) return { ...result, broken };
  if (!known) return { ...result, broken: breakOf(stream, head.seq, 'HEAD_MISSING') };
  if (known.seq !== head.seq || known.hash !== head.hash) return { ...result, broken: breakOf(stream, head.seq, 'HEAD_DIFFERS') };
  const isSame = !isTaskStream(stream) || canonicalJson(known.task) === canonicalJson(task);
  return { ...result, broken: isSame ? null : breakOf(stream, head.seq, 'PROJECTION_DIFFERS') };
}

const isTaskStream = (stream: string): boolean => stream.startsWith('task:');

export function breakOf(stream: string, seq: number, reason: BreakReason): Break {
  const [kind, name = ''] = splitAt(stream, ':');
  const [programme, number] = kind === 'task' ? splitAt(name, '/') : kind === 'programme' ? [name, null] : [null, null];
  return { programme: programme ?? null, number: number ?? null, seq, reason, stream, message: breakMessages[reason] };
}

const splitAt = (text: string, mark: string): readonly string[] => {
  const place = text.indexOf(mark);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
};

const readBatch = (queries: Queries, { stream, seq }: { readonly stream: string; readonly seq: number }, rowsAtATime: number): Promise<readonly JournalRow[]> =>
  queries
    .selectFrom('journal')
    .selectAll()
    .where(sql<boolean>`(stream, seq) > (${stream}, ${seq})`)
    .orderBy('stream')
    .orderBy('seq')
    .limit(rowsAtATime)
    .execute();

interface KnownHead extends Head {
  readonly task: Task | null;
}

async function readHeads(queries: Queries, streams: readonly string[]): Promise<ReadonlyMap<string, KnownHead>> {
  if (streams.length === 0) return new Map();
  const tasks = await queries.selectFrom('tasks').select(['stream', 'head_seq', 'head_hash', 'task']).where('stream', 'in', streams).execute();
  const others = await queries.selectFrom('streams').select(['stream', 'head_seq', 'head_hash']).where('stream', 'in', streams).execute();
  const heads = [...tasks, ...others.map((head) => ({ ...head, task: null }))];
  return new Map(heads.map(({ stream, head_seq, head_hash, task }) => [stream, { seq: head_seq, hash: head_hash, task }]));
}

async function headWithoutRows(queries: Queries): Promise<Break | null> {
  const { rows } = await sql<{ stream: string; head_seq: number }>`
    SELECT stream, head_seq FROM (SELECT stream, head_seq FROM tasks UNION ALL SELECT stream, head_seq FROM streams) heads
    WHERE head_seq > 0 AND NOT EXISTS (SELECT FROM journal WHERE journal.stream = heads.stream) ORDER BY stream LIMIT 1`.execute(queries);
  return rows[0] ? breakOf(rows[0].stream, rows[0].head_seq, 'JOURNAL_MISSING') : null;
}
