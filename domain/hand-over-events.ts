import type { Fact } from './events.ts';
import type { Holders, UnitChange } from './holders.ts';
import type { DepartmentCode } from './values.ts';

export interface TaskHandedOver extends Fact<'taskHandedOver'> {
  readonly reason: string;
  /** The unit that handed over, and to which; null where only persons change. */
  readonly unit: UnitChange | null;
  readonly from: Holders;
  readonly to: Holders;
  /** The requests that stay open, and who owes each answer from now on; what was asked of a unit that leads now, nobody owes. */
  readonly requests: readonly { readonly id: string; readonly participant: DepartmentCode }[];
}
