import type { TaskEvent } from './events.ts';
import type { Refusal, RefusalCode, RefusalDetails } from './refusals.ts';
import { refusal } from './refusals.ts';

/** What a command comes to: facts to record, or the reason why nothing changes. */
export type Decision = { readonly events: readonly TaskEvent[] } | { readonly refusal: Refusal };

export const accept = (...events: readonly TaskEvent[]): Decision => ({ events });

export const refuse = (code: RefusalCode, details?: RefusalDetails): Decision => ({ refusal: refusal(code, details) });
