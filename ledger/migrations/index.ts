import type { Migration, MigrationProvider } from 'kysely';
import { up as journal } from './0001-journal.ts';
import { up as organisation } from './0002-organisation.ts';
import { up as tasks } from './0003-tasks.ts';
import { up as notices } from './0004-notices.ts';
import { up as seals } from './0005-seals.ts';
import { up as deliveries } from './0006-deliveries.ts';
import { up as absences } from './0007-absences.ts';
import { up as decomposition } from './0008-decomposition.ts';
import { up as overlays } from './0010-overlays.ts';
import { up as overdue } from './0011-overdue.ts';
import { up as agenda } from './0012-agenda.ts';
import { up as reminders } from './0013-reminders.ts';
import { up as meetings } from './0014-meetings.ts';
import { up as packets } from './0016-packets.ts';
import { up as papers } from './0017-papers.ts';
import { up as suggestions } from './0018-suggestions.ts';
import { up as saidAtMeetings } from './0019-said-at-meetings.ts';

/** In the order of their names; what has once been released is never changed, only followed by another. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-journal': { up: journal },
  '0002-organisation': { up: organisation },
  '0003-tasks': { up: tasks },
  '0004-notices': { up: notices },
  '0005-seals': { up: seals },
  '0006-deliveries': { up: deliveries },
  '0007-absences': { up: absences },
  '0008-decomposition': { up: decomposition },
  '0010-overlays': { up: overlays },
  '0011-overdue': { up: overdue },
  '0012-agenda': { up: agenda },
  '0013-reminders': { up: reminders },
  '0014-meetings': { up: meetings },
  '0016-packets': { up: packets },
  '0017-papers': { up: papers },
  '0018-suggestions': { up: suggestions },
  '0019-said-at-meetings': { up: saidAtMeetings },
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations }) };
