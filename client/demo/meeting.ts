import { join } from 'node:path';
import { dateOf } from '../../domain/dates.ts';
import type { Task } from '../../domain/task.ts';
import { connectSupervision } from '../supervision-client.ts';
import type { Cast } from './cast.ts';
import type { Stage } from './stage.ts';

/** The monthly meeting of the leadership: who says nothing by its cut-off is named in its papers. */

interface Told {
  readonly cast: Cast;
  readonly tell: (line: string) => void;
}

const office = 'SPP';
const cycle = '2019-04';
const silentDepartments = 3;

/** The rest of the year, as the calendar proposes it. */
export async function planMeetings({ desk }: Stage, { cast, tell }: Told): Promise<void> {
  const planned = await connectSupervision(desk).confirmPlan(2019, office, { actor: cast.supervisorOf(office), requestId: 'demo/plan-meetings' });
  tell(`　　　　　　排定全年其余 ${planned.length} 次党组会，每次会前 3 个工作日为报送截止日`);
}

/** The last departments of the list. */
export function silentAmong(tasks: readonly Task[]): readonly Task[] {
  const leads = [...new Set(tasks.filter(({ supervisingOffice }) => supervisingOffice === office).map(({ assignment }) => assignment.lead))];
  return tasks.filter(({ assignment }) => leads.slice(-silentDepartments).includes(assignment.lead));
}

export async function layOutPapers({ desk, home }: Stage, { cast, tell }: Told): Promise<void> {
  const by = { actor: cast.supervisorOf(office), requestId: 'demo/packet' };
  const { packet } = await connectSupervision(desk).meetingPacket({ office, cycle, correction: null, folder: join(home, 'papers') }, by);
  const { edition, composedAt, reports, missing } = packet;
  const named = missing.map(({ name }) => name).join('、');
  tell(
    `${dateOf(composedAt)}　${cycle} 党组会汇报材料第 ${edition} 版（.docx、.html、.json）：应报告 ${reports.due} 项，按时 ${reports.onTime} 项，缺报 ${reports.missing} 项（${named}）`,
  );
}
