// A real worker, from the compiled product, with one thing added: its process dies by SIGKILL right after the ledger has committed a command whose id begins with `die`,
// which is between that commit and the end of the workflow task. Each id kills once: the folder $DIED_FOLDER remembers.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Runtime, DefaultLogger } from '@temporalio/worker';

/** @type {(name: string) => string} */
const setting = (name) => process.env[name] ?? raise(`${name} is not set`);
const product = setting('PRODUCT_FOLDER');
const { createActivities } = await import(`${product}/activities/index.js`);
const { folderChannel } = await import(`${product}/activities/channels/folder-channel.js`);
const { openLedger } = await import(`${product}/ledger/ledger.js`);
const { createWorker } = await import(`${product}/worker/create-worker.js`);

Runtime.install({ logger: new DefaultLogger('ERROR') });
const ledger = openLedger({ databaseUrl: setting('DATABASE_URL'), applicationName: 'dying-worker' });
const activities = createActivities({ ledger, channels: [folderChannel(join(setting('DUBAN_HOME'), 'outbox'))] });

const worker = await createWorker({
  connection: await NativeConnection.connect({ address: setting('TEMPORAL_ADDRESS') }),
  namespace: 'default',
  taskQueue: setting('DUBAN_TASK_QUEUE'),
  workflowBundle: { codePath: join(product, 'workflow-bundle.js') },
  maxCachedWorkflows: 200,
  version: versionOf(process.env['DUBAN_DEPLOYMENT']),
  activities: {
    ...activities,
    /** @param {import('../../domain/envelope.ts').CarryOutCall} call */
    async carryOut(call) {
      const outcome = await activities.carryOut(call);
      if (isToDie(call.envelope.id) && outcome.seqs.length > 0 && diesForTheFirstTime(call.envelope.id)) process.kill(process.pid, 'SIGKILL');
      return outcome;
    },
    /** @param {import('../../workflows/contract.ts').CycleAtCutOff} cycle */
    async composePacket(cycle) {
      const edition = await activities.composePacket(cycle);
      const id = `clock:packet:${cycle.cycle}`;
      if (isToDie(id) && diesForTheFirstTime(id)) process.kill(process.pid, 'SIGKILL');
      return edition;
    },
  },
});
const running = worker.run();
process.stdout.write('worker ready\n');
await running;

/** @param {string | undefined} deploymentName */
function versionOf(deploymentName) {
  return deploymentName && { deploymentName, buildId: readFileSync(join(product, 'workflow-build-id'), 'utf8').trim() };
}

/** @param {string} id */
function isToDie(id) {
  return id.startsWith('die') || (process.env['DIE_AT_CLOCK'] === 'yes' && id.startsWith('clock:'));
}

/** @param {string} id */
function diesForTheFirstTime(id) {
  try {
    writeFileSync(join(setting('DIED_FOLDER'), encodeURIComponent(id)), '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}

/** @param {string} why @returns {never} */
function raise(why) {
  throw new Error(why);
}
