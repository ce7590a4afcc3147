import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dateOf } from '../../domain/dates.ts';
import type { Task } from '../../domain/task.ts';
import type { Evidence } from '../../domain/values.ts';
import { directoryView } from '../../ledger/queries/directory-view.ts';
import { openTasks } from '../../ledger/queries/open-tasks.ts';
import { advanceClock } from '../clock/advance.ts';
import { DubanError } from '../errors.ts';
import { storeEvidence } from '../evidence-store.ts';
import { connectSupervision } from '../supervision-client.ts';
import { applying, approving, consenting, perform, performAll, planning, receiving, reporting, returning, strikingOff, urging } from './acts.ts';
import type { Cast } from './cast.ts';
import { castFrom } from './cast.ts';
import type { KillCount } from './kill.ts';
import { reportWhileWorkerIsKilled } from './kill.ts';
import { layOutPapers, planMeetings, silentAmong } from './meeting.ts';
import { demoData } from './stage.ts';
import type { Stage } from './stage.ts';

export interface Lived {
  readonly kill: KillCount;
  /** What the applicant heard who struck off his own task. */
  readonly refusal: DubanError;
  /** The task whose history is shown: it was returned once, and struck off. */
  readonly shown: Task;
}

export type Tell = (line: string) => void;

const decidedOn = '2019-02-12';

/** From the directory to the first 销号: six weeks of a programme in a few minutes. */
export async function liveSixWeeks(stage: Stage, tell: Tell): Promise<Lived> {
  const cast = await importEverything(stage, tell);
  const tasks = await issueEverything(stage, cast, tell);
  const received = await receiveAndDecline(stage, { cast, tasks, tell });
  const working = await planAndApprove(stage, { cast, tasks: received, tell });
  await planMeetings(stage, { cast, tell });
  await passTime(stage, '2019-03-20T10:00:00+08:00', tell);
  tell('2019-03-20　推进中的任务逐项报告，三个部门没有报；报告途中用 kill -9 杀死工作进程');
  const silent = silentAmong(working);
  const kill = await reportWhileWorkerIsKilled(
    stage,
    working.filter((task) => !silent.includes(task)).map((task) => reporting(task, cast)),
  );
  const ended = await applyReturnAndStrikeOff(stage, { cast, tasks: working, tell });
  await passTime(stage, '2019-04-02T10:00:00+08:00', tell);
  await layOutPapers(stage, { cast, tell });
  return { kill, ...ended };
}

async function importEverything({ desk, ledger }: Stage, tell: Tell): Promise<Cast> {
  const client = connectSupervision(desk);
  await client.importDirectory(demoData('directory'));
  for (const file of ['sources-2019.csv', 'sources-33-2019.csv']) await client.importSources(demoData(file));
  const national = await client.importProgramme({ file: demoData('programme-2019.csv'), programme: '2019', issuedOn: decidedOn, dryRun: false });
  const provincial = await client.importProgramme({
    file: demoData('programme-33-2019.csv'),
    programme: '33-2019',
    issuedOn: decidedOn,
    office: '33',
    dryRun: false,
  });
  tell(
    `${decidedOn}　导入组织目录、任务来源；立项 ${national.accepted.length} 项（最高检）、${provincial.accepted.length} 项（浙江省院），退回 ${national.rejected.length + provincial.rejected.length} 行`,
  );
  return castFrom(await directoryView(ledger));
}

async function issueEverything({ desk, ledger }: Stage, cast: Cast, tell: Tell): Promise<readonly Task[]> {
  const client = connectSupervision(desk);
  const offices = { '2019': 'SPP', '33-2019': '33' };
  for (const [programme, office] of Object.entries(offices)) {
    const { issued, notices } = await client.issueProgramme({
      programme,
      actor: cast.supervisorOf(office),
      requestId: `demo/issue/${programme}`,
      numbers: [],
    });
    tell(`　　　　　　交办 ${programme}：${issued.length} 项，每个部门一份交办单或告知单，共 ${notices} 份`);
  }
  return tasksOf(ledger);
}

interface Scene {
  readonly cast: Cast;
  readonly tasks: readonly Task[];
  readonly tell: Tell;
}

/** Most sign at once; the rest let the period pass and are urged; one says 不属于本部门 and is right. */
async function receiveAndDecline(stage: Stage, { cast, tasks, tell }: Scene): Promise<readonly Task[]> {
  const slow = tasks.filter((_, index) => index % 5 === 4);
  const [misplaced] = tasks.filter((task) => task.assignment.lead === 'SPP-GJ' && !slow.includes(task));
  const prompt = tasks.filter((task) => !slow.includes(task) && task !== misplaced);
  await performAll(
    stage,
    prompt.map((task) => receiving(task, cast)),
  );
  tell(`　　　　　　当天签收 ${prompt.length} 项`);
  if (misplaced) await declineAndReissue(stage, { cast, tasks: [misplaced], tell });
  await passTime(stage, '2019-02-18T09:30:00+08:00', tell);
  await performAll(
    stage,
    slow.map((task) => urging(task, cast)),
  );
  await performAll(
    stage,
    slow.map((task) => receiving(task, cast)),
  );
  tell(`2019-02-18　逾期未签收的 ${slow.length} 项被催办，随后签收`);
  return prompt;
}

async function declineAndReissue(stage: Stage, { cast, tasks, tell }: Scene): Promise<void> {
  for (const task of tasks) {
    await perform(stage, { task, by: cast.headOf(task.assignment.lead), command: { type: 'decline', reason: '职责已随机构改革划转办公厅' } });
    const lead = 'SPP-BGT';
    const participants = task.assignment.participants.filter((department) => department !== lead);
    await perform(stage, {
      task,
      by: cast.supervisorOf(task.supervisingOffice),
      command: { type: 'reissue', lead, participants, responsible: cast.headOf(lead), reason: '改由办公厅牵头' },
    });
    await perform(stage, { task, by: cast.contactOf(lead), command: { type: 'receive' } }, 'new lead');
    tell(`　　　　　　${task.programme}/${task.number} 被退签，改由办公厅牵头，重新交办并签收`);
  }
}

async function planAndApprove(stage: Stage, { cast, tasks, tell }: Scene): Promise<readonly Task[]> {
  const working = tasks.filter((_, index) => index % 2 === 0);
  await performAll(
    stage,
    working.map((task) => planning(task, cast)),
  );
  await performAll(
    stage,
    working.map((task) => approving(task, cast)),
  );
  tell(`　　　　　　报送并审定落实举措 ${working.length} 项，进入推进`);
  return working;
}

/** Some are done early. One comes back for what it lacks; 重点 tasks wait for the leader's signature; nobody judges his own work. */
async function applyReturnAndStrikeOff(stage: Stage, { cast, tasks, tell }: Scene): Promise<Omit<Lived, 'kill'>> {
  const done = [...tasks.filter(({ assignment }) => assignment.isKey).slice(0, 3), ...tasks.filter(({ assignment }) => !assignment.isKey).slice(0, 9)];
  const [evidence] = await storedEvidence(stage);
  const [shown] = done;
  if (!shown || !evidence) throw new Error('the demonstration data have no task to close');
  await performAll(
    stage,
    done.map((task) => applying(task, cast, evidence)),
  );
  const refusal = await refusedToApplicant(stage, cast, shown);
  await perform(stage, returning(shown, cast));
  await perform(stage, applying(shown, cast, evidence), 'again');
  await performAll(
    stage,
    done.filter(({ assignment }) => assignment.isKey).map((task) => consenting(task, cast)),
  );
  await performAll(
    stage,
    done.map((task) => strikingOff(task, cast)),
  );
  tell(`　　　　　　${done.length} 项申请办结：退回 1 项后重报，重点任务经分管院领导签发，全部销号`);
  return { refusal, shown };
}

async function refusedToApplicant(stage: Stage, cast: Cast, task: Task): Promise<DubanError> {
  try {
    await perform(stage, { task, by: cast.headOf(task.assignment.lead), command: { type: 'strikeOff' } }, 'own');
  } catch (error) {
    if (error instanceof DubanError) return error;
    throw error;
  }
  throw new Error(`the applicant of ${task.number} could strike off his own task`);
}

function storedEvidence({ home }: Stage): Promise<readonly Evidence[]> {
  const file = join(home, '佐证材料（演示数据）.txt');
  writeFileSync(file, '印发稿、会签单和名册（演示数据）\n');
  return storeEvidence(join(home, 'evidence'), [file]).finally(() => rmSync(file));
}

async function passTime({ desk, ledger }: Stage, to: string, tell: Tell): Promise<void> {
  const { now } = await advanceClock(desk, new Date(to).toISOString());
  const { passed, escalated } = await ledger.db
    .selectFrom('journal')
    .select(({ fn }) => [
      fn.countAll<number>().filterWhere('type', '=', 'deadlinePassed').as('passed'),
      fn.countAll<number>().filterWhere('type', '=', 'taskEscalated').as('escalated'),
    ])
    .executeTakeFirstOrThrow();
  const moved = `时间在真实服务器上跳到此刻，${(await openTasks(ledger)).length} 个工作流随之前进`;
  tell(`${dateOf(now)}　${moved}；至此记录过期期限 ${passed} 次，逐级升级 ${escalated} 次`);
}

async function tasksOf({ db }: Stage['ledger']): Promise<readonly Task[]> {
  const rows = await db.selectFrom('tasks').select('task').orderBy('programme').orderBy('sort_key').execute();
  return rows.map(({ task }) => task);
}
