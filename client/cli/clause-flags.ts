import { clauseKey } from '../../domain/clause-book.ts';
import { spoken } from '../../domain/decomposition.ts';
import { refusal } from '../../domain/refusals.ts';
import type { ClauseReference } from '../../domain/values.ts';
import { invalidInput, refusedBy } from '../answers.ts';
import type { SupervisionClient } from '../supervision-client.ts';

interface ClauseFlags {
  readonly source: string | undefined;
  readonly clause: readonly string[] | undefined;
}

/** Of one document, as a row of a programme names them. */
export function clausesOf({ source, clause }: ClauseFlags): readonly ClauseReference[] {
  if (source === undefined || clause === undefined)
    throw invalidInput('FLAG_MISSING', '--source 来源 与 --clause 条款号 须同时写明。', { flag: source === undefined ? '--source' : '--clause' });
  return clause.map((number) => ({ source, clause: number }));
}

/** Names of clauses are looked up like those of departments: what no document has is said before anything is sent. */
export async function refuseUnknownClauses(client: SupervisionClient, clauses: readonly ClauseReference[] = []): Promise<void> {
  if (clauses.length === 0) return;
  const known = new Set((await client.clauses()).map(clauseKey));
  const unknown = clauses.find((clause) => !known.has(clauseKey(clause)));
  if (unknown) throw refusedBy(refusal('CLAUSE_NOT_FOUND', { clause: spoken(unknown) }));
}
