// A real worker, from the compiled product, with one thing added: its process dies by SIGKILL right after the ledger has committed a command whose id begins with `die`,
// which is between that commit and the end of the workflow task. Each id kills once: the folder $DIED_FOLDER remembers.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NativeConnection, Runtime, DefaultLogger } from '@temporalio/worker';

const product = process.env.PRODUCT_FOLDER;
const { createActivities } = await import(`${product}/activities/index.js`);
const { folderChannel } = await import(`${product}/activities/channels/folder-channel.js`);
const { openLedger } = await import(`${product}/ledger/ledger.js`);
const { createWorker } = await import(`${product}/worker/create-worker.js`);

Runtime.install({ logger: new DefaultLogger('ERROR') });
const ledger = openLedger({ databaseUrl: process.env.DATABASE_URL, applicationName: 'dying-worker' });
const activities = createActivities({ ledger, channel: folderChannel(join(process.env.DUBAN_HOME, 'outbox')) });

const worker = await createWorker({
  connection: await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS }),
  namespace: 'default',
  taskQueue: process.env.DUBAN_TASK_QUEUE,
  workflowBundle: { codePath: join(product, 'workflow-bundle.js') },
  maxCachedWorkflows: 200,
  activities: {
    ...activities,
    async carryOut(call) {
      const outcome = await activities.carryOut(call);
      if (isToDie(call.envelope.id) && outcome.seqs.length > 0 && diesForTheFirstTime(call.envelope.id)) process.kill(process.pid, 'SIGKILL');
      return outcome;
    },
  },
});
const running = worker.run();
process.stdout.write('worker ready\n');
await running;

/** @param {string} id */
function isToDie(id) {
  return id.startsWith('die') || (process.env.DIE_AT_CLOCK === 'yes' && id.startsWith('clock:'));
}

/** @param {string} id */
function diesForTheFirstTime(id) {
  try {
    writeFileSync(join(process.env.DIED_FOLDER, encodeURIComponent(id)), '', { flag: 'wx' });
    return true;
  } catch {
    return false;
  }
}
