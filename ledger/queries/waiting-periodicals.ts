import { officeByCode } from '../../domain/organisation.ts';
import { actAwaited, isEntitled, nameOf } from '../../domain/periodicals.ts';
import type { Actor, OfficeCode } from '../../domain/values.ts';
import { readPeriodicalStandings } from '../carry-out-on-periodicals.ts';
import type { Ledger } from '../ledger.ts';
import { readOffices } from '../offices.ts';

/** 督查通报, 督查专报 that have not left. */
export interface WaitingPeriodical {
  /** 督查通报 2019 年第 3 期. */
  readonly name: string;
  readonly subject: string;
  readonly awaits: 'signPeriodical' | 'sendPeriodical';
}

interface Desk {
  readonly office: OfficeCode;
  /** Whoever looks, and the absent for whom he stands in; none: anybody there. */
  readonly actors: readonly Actor[];
}

/** Those that wait for whoever looks, the oldest first. */
export async function periodicalsFor(ledger: Ledger, { office: code, actors }: Desk): Promise<readonly WaitingPeriodical[]> {
  const office = officeByCode(await readOffices(ledger.db, { offices: [code], departments: [] }), code);
  if (!office) return [];
  return (await readPeriodicalStandings(ledger.db, code)).flatMap((paper) => {
    const awaits = actAwaited(paper);
    const isHere = awaits !== null && (actors.length === 0 || actors.some((actor) => isEntitled(awaits, actor, office)));
    return isHere ? [{ name: nameOf(paper), subject: paper.subject, awaits }] : [];
  });
}
