import type { ExtensionForecast, SupposedExtension } from '../domain/extension-forecast.ts';
import { refusal } from '../domain/refusals.ts';
import { fullNumberOf } from '../domain/task.ts';
import type { Instant } from '../domain/values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { whatIfExtension } from '../ledger/queries/what-if-extension.ts';
import { refusedBy } from './answers.ts';
import type { TaskKey } from './command-order.ts';

export interface WhatIfExtension extends TaskKey, ExtensionForecast {
  readonly asOf: Instant;
}

/** Refused as the act itself would be. */
export async function whatIfExtended(
  ledger: Ledger,
  asked: { readonly task: TaskKey; readonly supposed: SupposedExtension },
  now: Instant,
): Promise<WhatIfExtension> {
  const { task, supposed } = asked;
  const found = await whatIfExtension(ledger, { ...task, ...supposed }, now);
  if (!found) throw refusedBy(refusal('TASK_NOT_FOUND', { number: fullNumberOf(task) }));
  if ('refusal' in found) throw refusedBy(found.refusal);
  return { ...task, asOf: now, ...found };
}
