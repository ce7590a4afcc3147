import { sql } from 'kysely';
import { dateOf } from '../../domain/dates.ts';
import { overdueWorkingDays } from '../../domain/lights.ts';
import type { DateText, Instant } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { rulesOf } from '../rules.ts';
import { askedFor, inOrder } from './asked-for.ts';
import { departmentName } from './department-name.ts';
import type { LedgerFilter, LedgerPage, LedgerRow, LedgerTotals } from './ledger-row.ts';
import { ledgerPage, ledgerRow, rowsPerPage, totalsOf } from './ledger-row.ts';
import { lightExpression } from './light.ts';

/** 台账: the tasks in the order of programme and number. */
export async function ledgerRows(ledger: Ledger, filter: LedgerFilter, now: Instant): Promise<LedgerPage> {
  const today = dateOf(now);
  const selected = await selectRows(ledger, filter, today);
  const totals = await ledgerTotals(ledger, filter, today);
  const rows: LedgerRow[] = [];
  for (const row of selected) {
    const conditions = { today, ...(await rulesOf(ledger, row.task)) };
    rows.push(ledgerRow({ ...row, overdueWorkingDays: overdueWorkingDays(row.task, conditions) }));
  }
  return ledgerPage(filter, { asOf: now, rows, totals });
}

function selectRows(ledger: Ledger, filter: LedgerFilter, today: DateText) {
  return inOrder(askedFor(ledger.db.selectFrom('tasks'), filter, today))
    .select((expression) => [
      'tasks.task',
      lightExpression(today).as('light'),
      departmentName('tasks.lead').as('leadName'),
      participantNames.as('participantNames'),
      expression.selectFrom('persons').select('persons.name').whereRef('persons.id', '=', 'tasks.struck_off_by').as('struckOffByName'),
    ])
    .$if(filter.page !== undefined, (some) => some.where(sql<boolean>`(tasks.programme, tasks.number) IN (${numbersOnPage(ledger, filter, today)})`))
    .execute();
}

/** First the numbers alone: names are looked up only for what is shown, not for all the rows before it. */
const numbersOnPage = ({ db }: Ledger, filter: LedgerFilter, today: DateText) =>
  inOrder(askedFor(db.selectFrom('tasks'), filter, today))
    .select(['tasks.programme', 'tasks.number'])
    .limit(rowsPerPage)
    .offset(((filter.page ?? 1) - 1) * rowsPerPage);

const participantNames = sql<readonly string[]>`(
  SELECT coalesce(json_agg(${departmentName('participant.code')} ORDER BY participant.position), '[]'::json)
  FROM jsonb_array_elements_text(tasks.task -> 'assignment' -> 'participants') WITH ORDINALITY AS participant(code, position))`;

/** Of everything that the filter lets through. */
export async function ledgerTotals({ db }: Ledger, filter: LedgerFilter, today: DateText): Promise<LedgerTotals> {
  const counted = await askedFor(db.selectFrom('tasks'), filter, today)
    .select(({ fn }) => ['tasks.state', lightExpression(today).as('light'), fn.countAll<number>().as('count')])
    .groupBy(['tasks.state', 'light'])
    .execute();
  return totalsOf(counted);
}
