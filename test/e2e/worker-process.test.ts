import { expect, test, vi } from 'vitest';
import type { TaskCommand } from '../../domain/commands.ts';
import { aCommand } from '../support/commands.ts';
import { aDeployedWorker, aFreePort } from '../support/deployed-worker.ts';
import type { DeployedWorker } from '../support/deployed-worker.ts';
import { aDirectory } from '../support/ledger.ts';
import type { Stage } from '../support/stage.ts';
import { aStage } from '../support/stage.ts';

/** The worker as it is deployed: a process with an environment, a log, and two addresses at which it can be looked at. */

const deployed = (stage: Stage, environment: Readonly<Record<string, string>> = {}): DeployedWorker =>
  aDeployedWorker({
    DATABASE_URL: stage.database.appUrl,
    TEMPORAL_ADDRESS: stage.temporalAddress,
    DUBAN_TASK_QUEUE: stage.taskQueue,
    DUBAN_HOME: stage.home,
    DUBAN_LOG_LEVEL: 'debug',
    ...environment,
  });

const codeOf = async (url: string): Promise<number | null> =>
  fetch(url).then(
    ({ status }) => status,
    () => null,
  );

/** So that every notice fails, and its failure is in the log. */
const aDeadMailServer = async () => ({
  DUBAN_CHANNELS: 'folder,smtp',
  DUBAN_SMTP_HOST: '127.0.0.1',
  DUBAN_SMTP_PORT: String(await aFreePort()),
  DUBAN_SMTP_TLS: 'none',
  DUBAN_SMTP_USER: 'duban',
  DUBAN_SMTP_PASSWORD: 'hunter2',
  DUBAN_SMTP_FROM: 'duban@example.invalid',
});

const life: readonly TaskCommand[] = [
  aCommand('issue'),
  aCommand('receive'),
  aCommand('submitMeasures'),
  aCommand('approveMeasures'),
  aCommand('report'),
  aCommand('urge'),
  aCommand('answerUrge'),
  aCommand('contribute'),
  aCommand('suspend'),
  aCommand('resume'),
  aCommand('applyForClosure'),
  aCommand('returnClosure'),
  aCommand('applyForClosure'),
  aCommand('orderVerification'),
  aCommand('recordVerification'),
  aCommand('strikeOff'),
];

/** Whatever a person wrote or is called: every text in Chinese, at any depth. */
const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /\p{Script=Han}{2}/u.test(value) ? [value] : [];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(textsIn) : [];
};

/** A process starts slowly where others work too. */
const unhurried = { timeout: 180_000 };

test('a whole life: it is ready while it works, counts what it does, and leaves no name, text or password in its log', unhurried, async () => {
  const stage = await aStage({ worker: 'none' });
  const [health, metrics] = [await aFreePort(), await aFreePort()];
  const worker = deployed(stage, { DUBAN_HEALTH_LISTEN: String(health), DUBAN_METRICS_LISTEN: `127.0.0.1:${metrics}`, ...(await aDeadMailServer()) });

  await vi.waitFor(async () => expect(await codeOf(`http://127.0.0.1:${health}/readyz`)).toBe(200), { timeout: 60_000 });
  expect(await codeOf(`http://127.0.0.1:${health}/healthz`)).toBe(200);

  await stage.registered('改-12');
  await stage.sendAll('改-12', life.slice(0, 4));
  await expect(stage.send('改-12', aCommand('report', { progress: '正常推进' }))).rejects.toMatchObject({ code: 'PROGRESS_EMPTY' });
  await stage.sendAll('改-12', life.slice(4));
  await stage.handle('改-12').result();

  const counted = await (await fetch(`http://127.0.0.1:${metrics}/metrics`)).text();
  expect(counted).toMatch(/^temporal_workflow_completed\S* 1$/m);
  expect(counted).toMatch(/^temporal_worker_task_slots_available\{/m);
  expect(await worker.stop()).toBe(0);
  expect(await codeOf(`http://127.0.0.1:${health}/healthz`)).toBeNull();

  const log = worker.log();
  const seqs = [...log.matchAll(/"msg":"command carried out"/g)];
  expect(seqs).toHaveLength(life.length);
  expect(log).toContain('"refusal":"PROGRESS_EMPTY"');
  for (const text of new Set([...textsIn(life), ...textsIn(aDirectory()), '正常推进'])) expect(log).not.toContain(text);
  expect(log).toContain('NOTICES_UNDELIVERED');
  expect(log).not.toMatch(/@example\.invalid|hunter2/);
  expect(log).not.toContain(decodeURIComponent(new URL(stage.database.appUrl).password));
});

test('a ledger that is a rehearsal is refused by a fleet: its clock is moved by hand', async () => {
  const stage = await aStage({ worker: 'none' });

  const worker = deployed(stage, { DUBAN_DEPLOYMENT: 'duban' });

  expect(await worker.ended).toBe(1);
  expect(worker.log()).toContain('this ledger is a rehearsal');
});
