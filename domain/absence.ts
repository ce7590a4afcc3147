import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { Actor, DateText, PersonId } from './values.ts';

/** 离岗 and 代行: while somebody is away, what would reach him reaches his deputy, who may act in his place (authority.ts). */

export interface Absence {
  readonly person: PersonId;
  /** First and last day. */
  readonly from: DateText;
  readonly to: DateText;
  readonly deputy: PersonId;
}

/** As it is on record, with the number by which it is corrected or ended. */
export interface RecordedAbsence extends Absence {
  readonly id: number;
}

export interface AbsenceFacts {
  readonly today: DateText;
  /** As the directory knows them; null where it does not. */
  readonly person: Actor | null;
  readonly deputy: Actor | null;
  /** Everything on record but the absence that is corrected. */
  readonly others: readonly RecordedAbsence[];
}

/** Nobody is away twice, nobody deputises for himself, and on no day does anybody wait for a deputy who is away. */
export function absenceFault(absence: Absence, { today, person, deputy, others }: AbsenceFacts): Refusal | null {
  if (!person) return refusal('PERSON_NOT_FOUND', { person: absence.person });
  if (!deputy) return refusal('PERSON_NOT_FOUND', { person: absence.deputy });
  const { from, to } = absence;
  if (to < from) return refusal('ABSENCE_REVERSED', { from, to });
  if (to < today) return refusal('ABSENCE_OVER', { to });
  if (deputy.person === person.person) return refusal('DEPUTY_IS_ABSENTEE', { person: person.person });
  if (!canStandIn(deputy, person)) return refusal('DEPUTY_NOT_FITTING', { deputy: deputy.person, person: person.person });
  return clash(
    absence,
    others.filter((other) => overlaps(other, absence)),
  );
}

/** The one that lasts on that day. */
export const absenceOn = (absences: readonly RecordedAbsence[], day: DateText): RecordedAbsence | undefined =>
  absences.find(({ from, to }) => from <= day && day <= to);

/**
 * Of the same office, and of the same department or with one of the same roles: a leader for a leader, a head's colleague for the head. But whoever
 * supervises is not made to do, in another department, what he will have to judge (R12).
 */
function canStandIn(deputy: Actor, person: Actor): boolean {
  const sharesRole = person.roles.some((role) => role !== 'admin' && deputy.roles.includes(role));
  const wouldDoBoth = supervises(deputy) && !supervises(person);
  return deputy.office === person.office && (deputy.department === person.department || (sharesRole && !wouldDoBoth));
}

const supervises = ({ roles }: Actor): boolean => roles.includes('supervisor') || roles.includes('reviewer');

const overlaps = (a: Absence, b: Absence): boolean => a.from <= b.to && b.from <= a.to;

function clash({ person, deputy }: Absence, meanwhile: readonly RecordedAbsence[]): Refusal | null {
  const same = meanwhile.find((other) => other.person === person);
  if (same) return refusal('ABSENCE_OVERLAPS', { person, ...periodOf(same) });
  const ofDeputy = meanwhile.find((other) => other.person === deputy);
  if (ofDeputy) return refusal('DEPUTY_IS_ABSENT', { deputy, ...periodOf(ofDeputy) });
  const asDeputy = meanwhile.find((other) => other.deputy === person);
  if (asDeputy) return refusal('PERSON_IS_DEPUTY', { person, absentee: asDeputy.person, ...periodOf(asDeputy) });
  return null;
}

const periodOf = ({ id, from, to }: RecordedAbsence) => ({ absence: id, from, to });
