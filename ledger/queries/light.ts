import { sql } from 'kysely';
import type { Light } from '../../domain/lights.ts';
import type { DateText } from '../../domain/values.ts';

/** `lightOf` of the domain as SQL over the columns of `tasks`, so that a large ledger can be filtered and counted by light. A test holds the two together. */
export const lightExpression = (today: DateText) => sql<Light>`CASE
  WHEN state IN ('registered', 'suspended', 'struckOff', 'terminated', 'merged') THEN 'grey'
  WHEN state IN ('closureReview', 'verifying') THEN CASE WHEN done_on > current_due THEN 'red' ELSE 'green' END
  WHEN current_due < ${today}::date OR (state = 'inProgress' AND missed_cut_off IS NOT NULL) THEN 'red'
  WHEN yellow_days @> ${today}::date OR resubmit_by IS NOT NULL THEN 'yellow'
  ELSE 'green' END`;
