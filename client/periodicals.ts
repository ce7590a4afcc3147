import { randomUUID } from 'node:crypto';
import type { Quarter } from '../domain/accomplishment.ts';
import { quarterCalled } from '../domain/accomplishment.ts';
import { dateOf } from '../domain/dates.ts';
import { officeByCode } from '../domain/organisation.ts';
import type { PeriodicalCommand, PeriodicalReference } from '../domain/periodical-commands.ts';
import type { PeriodicalContent } from '../domain/periodical-content.ts';
import { periodicalContent, quarterOrder } from '../domain/periodical-content.ts';
import type { Periodical } from '../domain/periodicals.ts';
import type { Instant, OfficeCode } from '../domain/values.ts';
import { carryOutOnPeriodicals, readPeriodicals } from '../ledger/carry-out-on-periodicals.ts';
import { nowOf, readClock } from '../ledger/clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { readOffices } from '../ledger/offices.ts';
import { namesOf } from '../ledger/queries/names-of.ts';
import { periodicalSources } from '../ledger/queries/periodical-sources.ts';
import { invalidInput, refusedBy } from './answers.ts';
import type { CommandDesk } from './command-order.ts';
import { officeMeant } from './department-lookup.ts';
import { saidPlainly } from './failures.ts';
import type { By } from './task-acts.ts';

export interface PeriodicalAnswer {
  readonly office: OfficeCode;
  /** Places in the journal of the office's papers. */
  readonly seqs: readonly number[];
  /** It stood already, or the same request id had been carried out before. */
  readonly repeated: boolean;
  /** As it stands now. */
  readonly paper: Periodical;
  /** The name of whoever has signed. */
  readonly signedBy: string | null;
}

/** Office null: the national one. */
export function periodicalActs(desk: CommandDesk) {
  const { ledger } = desk;
  return {
    /** What a quarter comes to; until today where it is not over. */
    quarterSummary: (quarter: Quarter, office: OfficeCode | null) =>
      saidPlainly(async () => summaryOf(ledger, quarter, { office: await officeMeant(ledger, office), now: nowOf(await readClock(ledger)) })),
    onPeriodical: (office: OfficeCode | null, by: By, command: PeriodicalCommand) => send(desk, { office, by, command }),
  };
}

/** `2019-Q1`, one that has begun. */
export function quarterOf(name: string): Quarter {
  const quarter = quarterCalled(name);
  if (quarter) return quarter;
  throw invalidInput('QUARTER_INVALID', `--quarter 的值“${name}”不是季度：应为 YYYY-Q1 至 YYYY-Q4。`, { flag: '--quarter', value: name });
}

interface Setting {
  readonly office: OfficeCode;
  readonly now: Instant;
}

async function summaryOf(ledger: Ledger, quarter: Quarter, { office: code, now }: Setting): Promise<PeriodicalContent> {
  const today = dateOf(now);
  if (quarter.first > today) throw invalidInput('QUARTER_AHEAD', `${quarter.text}还没有开始（台账的今天是 ${today}）。`, { quarter: quarter.name, today });
  const office = officeByCode(await readOffices(ledger.db, { offices: [code], departments: [] }), code);
  if (!office) throw new Error(`the office ${code} was looked up before`);
  const order = quarterOrder(quarter, office, today);
  return periodicalContent(await periodicalSources(ledger, order), order);
}

interface PeriodicalOrder {
  readonly office: OfficeCode | null;
  readonly by: By;
  readonly command: PeriodicalCommand;
}

async function send(
  { ledger, ranBy }: CommandDesk,
  { office, by: { actor, requestId: id = randomUUID() }, command }: PeriodicalOrder,
): Promise<PeriodicalAnswer> {
  const { code, outcome } = await saidPlainly(async () => {
    const meant = await officeMeant(ledger, office);
    return { code: meant, outcome: await carryOutOnPeriodicals(ledger, { office: meant, id, actor, ranBy, command, now: nowOf(await readClock(ledger)) }) };
  }, id);
  if (outcome.refusal) throw refusedBy(outcome.refusal);
  const paper = await saidPlainly(() => paperOf(ledger, code, command));
  const names = paper.signedBy === null ? {} : await saidPlainly(() => namesOf(ledger, [paper.signedBy ?? '']));
  const { seqs, repeated } = outcome;
  return { office: code, seqs, repeated, paper, signedBy: paper.signedBy === null ? null : (names[paper.signedBy] ?? paper.signedBy) };
}

async function paperOf({ db }: Ledger, office: OfficeCode, { kind, subject }: PeriodicalReference): Promise<Periodical> {
  const paper = (await readPeriodicals(db, office)).find((one) => one.kind === kind && one.subject === subject);
  if (!paper) throw new Error(`the paper ${kind} ${subject} was recorded before`);
  return paper;
}
