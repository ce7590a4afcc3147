import { quarterCalled } from './accomplishment.ts';
import type { Addressee } from './addressees.ts';
import { dateOf, yearOf } from './dates.ts';
import { bare } from './empty-phrases.ts';
import type { Office } from './organisation.ts';
import { supervisionUnitOf } from './organisation.ts';
import { mayLeave } from './papers.ts';
import type { DraftPeriodical, PeriodicalCommand, PeriodicalCommandType, PeriodicalReference, SendPeriodical, SignPeriodical } from './periodical-commands.ts';
import { periodicalActNames, periodicalNames } from './periodical-commands.ts';
import type { ContentOrder, PeriodicalContent } from './periodical-content.ts';
import { quarterOrder } from './periodical-content.ts';
import type { PeriodicalDrafted, PeriodicalEvent } from './periodical-events.ts';
import type { Refusal } from './refusals.ts';
import { refusal } from './refusals.ts';
import type { StandingNotice } from './standing-notices.ts';
import type { Actor, DateText, Instant, PersonId } from './values.ts';

/** 督查通报, 督查专报: numbered when first drafted, signed by a leader, sent once. A 通报 never leaves unsigned. */

/** To the departments a leader speaks; to the leaders the supervision unit speaks for itself. */
const needsSignature: Readonly<Record<PeriodicalReference['kind'], boolean>> = { bulletin: true, brief: false };

/** A paper with its latest edition. */
export interface Periodical extends Omit<PeriodicalDrafted, 'type' | 'at' | 'by' | 'onBehalfOf'> {
  readonly draftedAt: Instant;
  readonly signedBy: PersonId | null;
  readonly sentAt: Instant | null;
}

export function evolvePeriodicals(before: readonly Periodical[], event: PeriodicalEvent): readonly Periodical[] {
  const isIt = (one: PeriodicalReference): boolean => one.kind === event.kind && one.subject === event.subject;
  switch (event.type) {
    case 'periodicalDrafted': {
      const { type: _type, at, by: _by, onBehalfOf: _onBehalfOf, ...drafted } = event;
      return [...before.filter((one) => !isIt(one)), { ...drafted, draftedAt: at, signedBy: null, sentAt: null }];
    }
    case 'periodicalSigned':
      return before.map((one) => (isIt(one) ? { ...one, signedBy: event.onBehalfOf ?? event.by } : one));
    case 'periodicalSent':
      return before.map((one) => (isIt(one) ? { ...one, sentAt: event.at } : one));
  }
}

export interface PeriodicalFacts {
  readonly now: Instant;
  readonly actor: Actor;
  /** 代行: the absent for whom the actor stands in today. */
  readonly standsInFor?: readonly Actor[];
  readonly office: Office;
  /** All of the office. */
  readonly standing: readonly Periodical[];
  /** What a draft would say, by the ledger of this moment. */
  readonly content: { readonly content: PeriodicalContent; readonly sm3: string } | null;
}

export type PeriodicalDecision = { readonly events: readonly PeriodicalEvent[] } | { readonly refusal: Refusal };

type Stamp = Pick<PeriodicalEvent, 'at' | 'by' | 'onBehalfOf'>;

export function decideOnPeriodicals(command: PeriodicalCommand, facts: PeriodicalFacts): PeriodicalDecision {
  const { now, actor, standsInFor = [] } = facts;
  const entitled = [actor, ...standsInFor].find((person) => isEntitled(command.type, person, facts.office));
  if (!entitled) return refuse('NOT_ENTITLED', { person: actor.person, act: periodicalActNames[command.type], who: whoMay[command.type] });
  const stamp = { at: now, by: actor.person, ...(entitled !== actor && { onBehalfOf: entitled.person }) };
  const latest = facts.standing.find(({ kind, subject }) => kind === command.kind && subject === command.subject);
  if (command.type === 'draftPeriodical') return draft(command, facts, { latest, stamp });
  if (!latest) return refuse('PERIODICAL_NOT_FOUND', { name: periodicalNames[command.kind], subject: command.subject });
  return command.type === 'signPeriodical' ? sign(command, latest, stamp) : send(command, latest, stamp);
}

const whoMay: Readonly<Record<PeriodicalCommandType, string>> = {
  draftPeriodical: '本单位督查部门',
  signPeriodical: '分管督查部门的院领导或党组书记',
  sendPeriodical: '本单位督查部门',
};

export function isEntitled(act: PeriodicalCommandType, actor: Actor, office: Office): boolean {
  if (actor.office !== office.code) return false;
  if (act !== 'signPeriodical') return actor.roles.includes('supervisor');
  const holdsSupervision = actor.roles.includes('supervising_leader') && actor.person === supervisionUnitOf(office)?.leader;
  return holdsSupervision || actor.roles.includes('party_group_secretary');
}

interface Place {
  readonly latest: Periodical | undefined;
  readonly stamp: Stamp;
}

/** What stands is not drafted again: whoever asks a second time gets the same number, edition and content. */
function draft(
  { kind, subject, programme, correction }: DraftPeriodical,
  { now, standing, content }: PeriodicalFacts,
  { latest, stamp }: Place,
): PeriodicalDecision {
  const fault = subjectFault({ kind, subject }, dateOf(now));
  if (fault) return { refusal: fault };
  const [known, given] = [latest?.content.programme, programme ?? null];
  if (latest && known !== given) return refuse('PERIODICAL_ON_ANOTHER', { name: nameOf(latest), known: matterOf(known), given: matterOf(given) });
  if (correction === undefined && latest) return accept();
  if (!content || content.content.departments.length === 0) return refuse('PERIODICAL_WITHOUT_TASKS', { name: periodicalNames[kind], subject });
  if (correction === undefined)
    return accept({ type: 'periodicalDrafted', ...stamp, kind, subject, ...firstOf(kind, now, standing), correction: null, ...content });
  if (!latest) return refuse('PERIODICAL_NOT_FOUND', { name: periodicalNames[kind], subject });
  if (bare(correction) === '') return refuse('REASON_MISSING');
  if (latest.sm3 === content.sm3) return refuse('EDITION_UNCHANGED', { name: nameOf(latest) });
  const { year, serial, edition } = latest;
  return accept({ type: 'periodicalDrafted', ...stamp, kind, subject, year, serial, edition: edition + 1, correction, ...content });
}

const matterOf = (programme: string | null | undefined): string => (programme ? `方案 ${programme}` : '本单位全部任务');

/** What a draft is about; null where its subject is none. */
export function orderOf({ kind, subject, programme }: DraftPeriodical, office: Office, today: DateText): ContentOrder | null {
  if (kind === 'brief') return { office, title: subject, programme: programme ?? null, period: { from: null, day: today } };
  const quarter = quarterCalled(subject);
  return quarter && quarterOrder(quarter, office, today);
}

/** A quarter is judged when it is over. */
function subjectFault({ kind, subject }: PeriodicalReference, today: DateText): Refusal | null {
  if (bare(subject) === '') return refusal('TEXT_MISSING');
  if (kind === 'brief') return null;
  const quarter = quarterCalled(subject);
  return !quarter || quarter.last >= today ? refusal('QUARTER_NOT_OVER', { quarter: subject }) : null;
}

/** 第 n 期: the next of its kind in the year in which it is drafted. No number is left out: each belongs to a subject, for good. */
function firstOf(kind: PeriodicalReference['kind'], now: Instant, standing: readonly Periodical[]) {
  const year = yearOf(dateOf(now));
  return { year, serial: standing.filter((one) => one.kind === kind && one.year === year).length + 1, edition: 1 };
}

function sign({ kind, subject }: SignPeriodical, latest: Periodical, stamp: Stamp): PeriodicalDecision {
  if (latest.signedBy) return refuse('PERIODICAL_SIGNED', { name: nameOf(latest), person: latest.signedBy });
  return accept({ type: 'periodicalSigned', ...stamp, kind, subject, edition: latest.edition });
}

function send({ kind, subject }: SendPeriodical, latest: Periodical, stamp: Stamp): PeriodicalDecision {
  if (actAwaited(latest) === 'signPeriodical') return refuse('BULLETIN_UNSIGNED', { name: nameOf(latest) });
  if (latest.sentAt) return refuse('PERIODICAL_SENT', { name: nameOf(latest), date: dateOf(latest.sentAt) });
  return accept({ type: 'periodicalSent', ...stamp, kind, subject, edition: latest.edition });
}

/** What it waits for; null once it has left. */
export function actAwaited({ kind, signedBy, sentAt }: Pick<Periodical, 'kind' | 'signedBy' | 'sentAt'>): 'signPeriodical' | 'sendPeriodical' | null {
  if (sentAt !== null) return null;
  return mayLeave(signedBy === null ? 'draft' : 'signed', needsSignature[kind]) ? 'sendPeriodical' : 'signPeriodical';
}

/** 督查通报 2019 年第 3 期. */
export const nameOf = ({ kind, year, serial, edition }: Pick<Periodical, 'kind' | 'year' | 'serial' | 'edition'>): string =>
  `${periodicalNames[kind]} ${year} 年第 ${serial} 期${edition === 1 ? '' : `（第 ${edition} 版）`}`;

/** Whom a paper reaches when it is sent: a bulletin every department that it speaks of, a brief the leadership. */
export function noticesOf(paper: Periodical, office: Office): readonly StandingNotice[] {
  const { kind, content } = paper;
  const key = `${office.code} ${kind} ${paper.year}-${paper.serial}-${paper.edition}`;
  const subject = `${nameOf(paper)}：${content.title}`;
  if (kind === 'brief') return leadershipOf(office).map((to) => ({ kind, to, key, content: { subject, lines: [content.sentence] } }));
  return content.departments.map(({ department, departmentOffice }) => {
    const own = content.overdue.filter(({ lead }) => lead === department);
    const lines = [
      content.sentence,
      ...(own.length === 0 ? [] : [`你部门已超期 ${own.length} 项，请抓紧办理：${own.map(({ number }) => number).join('、')}。`]),
    ];
    return {
      kind,
      to: { office: departmentOffice, department, role: 'lead_contact' },
      key,
      content: { subject, lines },
      numbers: own.map(({ number }) => number),
    };
  });
}

function leadershipOf(office: Office): readonly Addressee[] {
  const unit = supervisionUnitOf(office);
  const leaders = office.departments.filter(({ kind }) => kind === 'leadership').map(({ code }) => code);
  return [
    ...leaders.map((department) => ({ office: office.code, department, role: 'party_group_secretary' }) as const),
    ...(unit ? [{ office: office.code, department: unit.code, role: 'supervising_leader' } as const] : []),
  ];
}

const accept = (...events: readonly PeriodicalEvent[]): PeriodicalDecision => ({ events });

const refuse = (...[code, details]: Parameters<typeof refusal>): PeriodicalDecision => ({ refusal: refusal(code, details) });
