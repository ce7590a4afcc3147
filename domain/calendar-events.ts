import type { DeadlineKind } from './deadlines.ts';
import type { Fact } from './events.ts';
import type { DateText } from './values.ts';

/** By another version of the working calendar from now on, with the dates that are others by it. */
export interface TaskReprojected extends Fact<'taskReprojected'> {
  readonly from: string;
  readonly to: string;
  /** Null where no date moves: a task takes the version in force with the next thing that happens to it. */
  readonly reason: string | null;
  readonly dates: readonly MovedDate[];
}

export interface MovedDate {
  readonly kind: DeadlineKind;
  readonly from: DateText;
  readonly to: DateText;
}
