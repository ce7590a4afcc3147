import { randomBytes } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { describeDeployment, renewOpenTasks, setCurrentVersion } from '../../client/worker-versions.ts';
import type { TaskCommand } from '../../domain/commands.ts';
import { fold } from '../../domain/evolve.ts';
import type { TaskState } from '../../domain/task.ts';
import type { TaskNumber } from '../../domain/values.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { TaskView } from '../../workflows/contract.ts';
import { aChangedProduct, presentBuildId } from '../support/changed-product.ts';
import type { Change } from '../support/changed-product.ts';
import { aCommand } from '../support/commands.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';
import { WorkerProcess } from '../support/worker-process.ts';

/** The new version of the product takes one step more in every command; runs that began before it do not (docs/adr/0003). */
const oneMoreStep: Change = {
  file: 'workflows/desk.js',
  replacements: [
    ['import { allHandlersFinished,', 'import { patched, sleep, allHandlersFinished,'],
    ['runBeganMs = Date.now();', "runBeganMs = Date.now();\n    pauses = patched('2027-01-pause-before-acting');"],
    ['const summary = actNames', 'if (this.pauses) await sleep(1);\n        const summary = actNames'],
  ],
};

const toProgress: readonly TaskCommand[] = [aCommand('issue'), aCommand('receive'), aCommand('submitMeasures'), aCommand('approveMeasures')];

/** Drafts have no run yet, what has ended has none any more. */
type OpenState = Exclude<TaskState, 'registered' | 'struckOff' | 'terminated' | 'merged'>;

/** A task in every state in which a run is open, and what is done to it next. */
const lives: Readonly<Record<OpenState, { readonly number: TaskNumber; readonly road: readonly TaskCommand[]; readonly next: TaskCommand }>> = {
  issued: { number: '改-1', road: [aCommand('issue')], next: aCommand('receive') },
  received: { number: '改-2', road: [aCommand('issue'), aCommand('receive')], next: aCommand('submitMeasures') },
  inProgress: { number: '改-3', road: toProgress, next: aCommand('report') },
  closureReview: { number: '改-4', road: [...toProgress, aCommand('applyForClosure')], next: aCommand('returnClosure') },
  verifying: { number: '改-5', road: [...toProgress, aCommand('applyForClosure'), aCommand('orderVerification')], next: aCommand('recordVerification') },
  suspended: { number: '改-6', road: [...toProgress, aCommand('suspend')], next: aCommand('resume') },
};
const everyLife = Object.entries(lives);

const forEveryLife = (act: (life: (typeof lives)[OpenState], state: string) => Promise<void>): Promise<unknown> =>
  Promise.all(everyLife.map(([state, life]) => act(life, state)));

const aTaskInEveryState = (stage: Stage): Promise<unknown> =>
  forEveryLife(async ({ number, road }, state) => {
    await stage.registered(number);
    expect(await stage.sendAll(number, road)).toMatchObject({ state });
  });

/** What the run knows is what the journal says, and no workflow task of it has ever failed. */
async function expectWhole(stage: Stage, number: TaskNumber): Promise<void> {
  const journal = await stage.journal(number);
  const view = await stage.handle(number).query<TaskView>('task');
  expect(view.seq).toBe(journal.length);
  expect(view.task).toEqual(fold(journal.map(({ event }) => event)));
  expect(await eventsOf(stage, number)).not.toContainEqual(expect.objectContaining({ workflowTaskFailedEventAttributes: expect.anything() }));
}

const eventsOf = async (stage: Stage, number: TaskNumber) => (await stage.handle(number).fetchHistory()).events ?? [];

/** The new version leaves a marker in the runs that it has begun. */
const beganOnNewVersion = async (stage: Stage, number: TaskNumber): Promise<boolean> =>
  (await eventsOf(stage, number)).some(({ markerRecordedEventAttributes: marker }) => marker?.markerName === 'core_patch');

const untilBegunAnew = (stage: Stage, number: TaskNumber): Promise<void> =>
  vi.waitFor(async () => expect(await beganOnNewVersion(stage, number)).toBe(true), { timeout: 60_000, interval: 100 });

/** Builds, bundles and processes, on two cores that may have other work. */
const unhurried = { timeout: 180_000 };

test.concurrent(
  'workflows with another order of steps, patched: open tasks in every state go on in the old order, and in the new one once they are renewed',
  unhurried,
  async () => {
    const stage = await aStage({ worker: 'none' });
    const old = await new WorkerProcess(stage).start();
    await stage.registered('改-9'); // a draft, without a run
    await aTaskInEveryState(stage);
    await old.stop();

    const { folder } = await aChangedProduct(oneMoreStep);
    await new WorkerProcess(stage, { productFolder: folder }).start();

    await forEveryLife(async ({ number, next }) => {
      expect(await stage.send(number, next)).toMatchObject({ repeated: false });
      expect(await beganOnNewVersion(stage, number)).toBe(false);
      await expectWhole(stage, number);
    });
    await stage.send('改-9', aCommand('issue'));
    expect(await beganOnNewVersion(stage, '改-9')).toBe(true);

    expect(await renewOpenTasks(stage.desk, 1000)).toEqual({ asked: everyLife.length + 1, withoutRun: 0 });
    await forEveryLife(async ({ number }) => {
      await untilBegunAnew(stage, number);
      await stage.send(number, aCommand('urge'));
      await expectWhole(stage, number);
    });
    expect(await verifyLedger(stage.ledger)).toMatchObject({ ok: true });
  },
);

test.concurrent(
  'a new worker version beside the old one: new tasks begin on it, open ones end where they are or move, and the old fleet can go',
  unhurried,
  async () => {
    const stage = await aStage({ worker: 'none' });
    const { temporal } = stage.desk;
    const deployment = `duban-${randomBytes(4).toString('hex')}`;
    const old = await new WorkerProcess(stage, { deployment }).start();
    const oldBuild = presentBuildId();
    await becomesCurrent(oldBuild);
    await aTaskInEveryState(stage);
    await stage.registered('改-8');
    await stage.sendAll('改-8', [...toProgress, aCommand('applyForClosure')]);
    const { folder, buildId: newBuild } = await aChangedProduct(oneMoreStep);

    await new WorkerProcess(stage, { deployment, productFolder: folder }).start();
    await becomesCurrent(newBuild);

    await stage.registered('改-9');
    await stage.send('改-9', aCommand('issue'));
    expect(await beganOnNewVersion(stage, '改-9')).toBe(true);
    await stage.send('改-8', aCommand('strikeOff'));
    expect(await beganOnNewVersion(stage, '改-8')).toBe(false);
    await stage.send('改-3', aCommand('urge')); // woken, it learns of the new version by itself
    await untilBegunAnew(stage, '改-3');

    await renewOpenTasks(stage.desk, 1000);
    await forEveryLife(({ number }) => untilBegunAnew(stage, number));
    await vi.waitFor(
      async () => {
        const { current, versions } = await describeDeployment(temporal, deployment);
        expect(current).toBe(newBuild);
        expect(versions.find(({ buildId }) => buildId === oldBuild)).toMatchObject({ openRuns: 0 });
        expect(versions.find(({ buildId }) => buildId === newBuild)).toMatchObject({ status: 'current', openRuns: everyLife.length + 1 });
      },
      { timeout: 60_000, interval: 200 },
    );
    await old.stop();

    await forEveryLife(async ({ number, next }) => {
      expect(await stage.send(number, next)).toMatchObject({ repeated: false });
      await expectWhole(stage, number);
    });

    async function becomesCurrent(buildId: string): Promise<void> {
      await vi.waitFor(() => setCurrentVersion(temporal, { deployment, buildId }), { timeout: 60_000, interval: 200 });
    }
  },
);
