import { sql } from 'kysely';
import type { TaskEvent } from '../domain/events.ts';
import { speakingOffice } from '../domain/letterhead.ts';
import type { NoticeKind } from '../domain/notice-names.ts';
import type { Offices } from '../domain/organisation.ts';
import type { Task } from '../domain/task.ts';
import { urgingTypes } from '../domain/urging-so-far.ts';
import type { JournalRow } from './journal.ts';
import { taskEventOf } from './journal.ts';
import type { Ledger } from './ledger.ts';
import { readOffices } from './offices.ts';
import { holdersIn, namesOf } from './queries/names-of.ts';

/** An event that a notice tells of, and where it stands. */
export interface ToldEvent {
  readonly stream: string;
  readonly seq: number;
  readonly event: TaskEvent;
  readonly task: Task;
  readonly kind: NoticeKind;
}

/** What the papers say beside their events: who is named, which office speaks, what went before. A statement for each, however many papers. */
export interface Background {
  readonly names: Readonly<Record<string, string>>;
  readonly offices: Offices;
  readonly pastOf: (told: Pick<ToldEvent, 'stream' | 'seq' | 'kind'>) => readonly TaskEvent[] | undefined;
}

export async function backgroundOf(ledger: Ledger, told: readonly ToldEvent[]): Promise<Background> {
  const names = await namesOf(ledger, [...new Set(told.flatMap(({ event }) => namedIn(event)))]);
  const offices = [...new Set(told.map(({ event, task }) => speakingOffice(event, task)))];
  const past = await readPast(
    ledger,
    told.filter(({ kind }) => tellsOfThePast.includes(kind)),
  );
  return {
    names,
    offices: offices.length === 0 ? [] : await readOffices(ledger.db, { offices, departments: [] }),
    pastOf: ({ stream, seq, kind }) =>
      tellsOfThePast.includes(kind) ? past.filter((row) => row.stream === stream && row.seq < seq).map(taskEventOf) : undefined,
  };
}

const tellsOfThePast: readonly NoticeKind[] = ['leaderReport', 'agendaProposal', 'escalation'];

function namedIn(event: TaskEvent): readonly string[] {
  if (event.type === 'taskHandedOver') return holdersIn(event);
  if (event.type === 'taskEscalated') return event.signedBy ? [event.signedBy] : [];
  if (event.type === 'suggestionAnswered') return event.referredTo ? [event.referredTo.person ?? event.referredTo.department] : [];
  return event.type === 'paperReleased' ? [event.by] : [];
}

type PastRow = Pick<JournalRow, 'stream' | 'seq' | 'at' | 'type' | 'actor' | 'data'>;

async function readPast({ db }: Ledger, told: readonly ToldEvent[]): Promise<readonly PastRow[]> {
  if (told.length === 0) return [];
  const { rows } = await sql<PastRow>`
    SELECT stream, seq, at, type, actor, data FROM journal
    WHERE stream = ANY(${[...new Set(told.map(({ stream }) => stream))]}) AND type = ANY(${urgingTypes}) ORDER BY stream, seq`.execute(db);
  return rows;
}
