import type { ExtensionForecast, SupposedExtension } from '../../domain/extension-forecast.ts';
import { foreseeExtension } from '../../domain/extension-forecast.ts';
import type { Refusal } from '../../domain/refusals.ts';
import type { Instant, ProgrammeName, TaskNumber } from '../../domain/values.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';
import { rulesOf } from '../rules.ts';
import { saidRungs } from './said-rungs.ts';

/** By the calendar and policy that the task names; null where there is no task. Nothing is written. */
export async function whatIfExtension(
  ledger: Ledger,
  { programme, number, ...supposed }: SupposedExtension & { readonly programme: ProgrammeName; readonly number: TaskNumber },
  now: Instant,
): Promise<ExtensionForecast | { readonly refusal: Refusal } | null> {
  const row = await ledger.db.selectFrom('tasks').select('task').where('programme', '=', programme).where('number', '=', number).executeTakeFirst();
  if (!row) return null;
  const { task } = row;
  const { lead, participants } = task.assignment;
  const offices = await readOffices(ledger.db, { offices: [task.supervisingOffice], departments: [lead, ...participants] });
  const [said = []] = await saidRungs(ledger, [task]);
  return foreseeExtension(task, supposed, { now, actor: 'system', offices, said, ...(await rulesOf(ledger, task)) });
}
