import { dateOf } from './dates.ts';
import { deadlineNames } from './deadlines.ts';
import type { TaskEvent, TaskEventType } from './events.ts';
import type { TaskEscalated } from './ladder-events.ts';

/** 督办经过: what was urged, answered, escalated and acknowledged, as whoever is told of it later reads it. */

type Told = Extract<TaskEvent, { type: 'taskUrged' | 'urgeAnswered' | 'taskEscalated' | 'escalationAcknowledged' }>;

const textOf: { readonly [Type in Told['type']]: (event: Extract<Told, { type: Type }>) => string } = {
  taskUrged: ({ reason }) => `催办：${reason}`,
  urgeAnswered: ({ text }) => `答复：${text}`,
  taskEscalated: escalationText,
  escalationAcknowledged: ({ until, text }) => `回复升级，请求暂停至 ${until}${text === null ? '' : `：${text}`}`,
};

/** For what: one silence may have several causes, and each climbs from the bottom. */
function escalationText({ level, repeat, cause, reason, withheld }: TaskEscalated): string {
  const step = repeat === undefined ? `升至第 ${level} 级` : `第 ${repeat} 次重告第 ${level} 级`;
  const why = cause ? `因${deadlineNames[cause.kind]}逾期，${step}` : `${step}：${reason}`;
  return withheld ? `${why}（文稿缓发）` : why;
}

export const urgingTypes = Object.keys(textOf) as readonly Told['type'][];

/** A paper is read at a glance: the latest come last, and of older ones it says how many. */
const linesShown = 10;

export function urgingSoFar(events: readonly TaskEvent[]): readonly string[] {
  const told = events.filter(isTold);
  const older = told.length - linesShown;
  if (told.length === 0) return ['此前没有催办。'];
  return [...(older > 0 ? [`（此前另有 ${older} 次催办、答复或升级）`] : []), ...told.slice(-linesShown).map(lineOf)];
}

const isTold = (event: TaskEvent): event is Told => (urgingTypes as readonly TaskEventType[]).includes(event.type);

const lineOf = (event: Told): string => `${dateOf(event.at)} ${(textOf[event.type] as (event: Told) => string)(event)}`;
