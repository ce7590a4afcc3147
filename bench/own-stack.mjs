// A stack of a measurement's own: PostgreSQL, a file-backed Temporal dev server and a worker, from the built product, each of which can be killed
// with -9 and started again on its data and its port. No `up` guards them: when they come back is the measurement's to say.
import { chmodSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const distFolder = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * What measurements take from the built product: each module has the types of its source.
 *
 * @typedef {{
 *   'client/clock/advance.js': typeof import('../client/clock/advance.ts'),
 *   'client/deliver-batch.js': typeof import('../client/deliver-batch.ts'),
 *   'client/demo/acts.js': typeof import('../client/demo/acts.ts'),
 *   'client/demo/cast.js': typeof import('../client/demo/cast.ts'),
 *   'client/demo/stage.js': typeof import('../client/demo/stage.ts'),
 *   'client/errors.js': typeof import('../client/errors.ts'),
 *   'client/export-ledger.js': typeof import('../client/export-ledger.ts'),
 *   'client/import/import-directory.js': typeof import('../client/import/import-directory.ts'),
 *   'client/in-parallel.js': typeof import('../client/in-parallel.ts'),
 *   'client/seal-ledger.js': typeof import('../client/seal-ledger.ts'),
 *   'client/send-command.js': typeof import('../client/send-command.ts'),
 *   'client/stack/duban-home.js': typeof import('../client/stack/duban-home.ts'),
 *   'client/stack/embedded-postgres.js': typeof import('../client/stack/embedded-postgres.ts'),
 *   'client/stack/known-process.js': typeof import('../client/stack/known-process.ts'),
 *   'client/stack/process-register.js': typeof import('../client/stack/process-register.ts'),
 *   'client/stack/search-attributes.js': typeof import('../client/stack/search-attributes.ts'),
 *   'client/stack/temporal-server.js': typeof import('../client/stack/temporal-server.ts'),
 *   'client/stack/worker-process.js': typeof import('../client/stack/worker-process.ts'),
 *   'client/supervision-client.js': typeof import('../client/supervision-client.ts'),
 *   'client/task-start.js': typeof import('../client/task-start.ts'),
 *   'client/temporal.js': typeof import('../client/temporal.ts'),
 *   'client/verify-file.js': typeof import('../client/verify-file.ts'),
 *   'domain/dates.js': typeof import('../domain/dates.ts'),
 *   'domain/deadlines.js': typeof import('../domain/deadlines.ts'),
 *   'domain/working-calendar.js': typeof import('../domain/working-calendar.ts'),
 *   'ledger/carry-out-on-meetings.js': typeof import('../ledger/carry-out-on-meetings.ts'),
 *   'ledger/carry-out.js': typeof import('../ledger/carry-out.ts'),
 *   'ledger/clock.js': typeof import('../ledger/clock.ts'),
 *   'ledger/digests.js': typeof import('../ledger/digests.ts'),
 *   'ledger/journal.js': typeof import('../ledger/journal.ts'),
 *   'ledger/ledger.js': typeof import('../ledger/ledger.ts'),
 *   'ledger/migrate.js': typeof import('../ledger/migrate.ts'),
 *   'ledger/packets.js': typeof import('../ledger/packets.ts'),
 *   'ledger/programmes.js': typeof import('../ledger/programmes.ts'),
 *   'ledger/queries/directory-view.js': typeof import('../ledger/queries/directory-view.ts'),
 *   'ledger/queries/open-tasks.js': typeof import('../ledger/queries/open-tasks.ts'),
 *   'ledger/queries/packets.js': typeof import('../ledger/queries/packets.ts'),
 *   'ledger/queries/task-head.js': typeof import('../ledger/queries/task-head.ts'),
 *   'ledger/queries/tasks-of-programme.js': typeof import('../ledger/queries/tasks-of-programme.ts'),
 *   'ledger/rebuild.js': typeof import('../ledger/rebuild.ts'),
 *   'ledger/rules.js': typeof import('../ledger/rules.ts'),
 *   'ledger/verify.js': typeof import('../ledger/verify.ts'),
 * }} Modules
 */

/** A module of the built product. @type {<Path extends keyof Modules>(path: Path) => Promise<Modules[Path]>} */
export function product(path) {
  if (!existsSync(distFolder)) throw new Error('there is no dist/: run "npm run setup" first');
  return import(join(distFolder, path));
}

const { startPostgres } = await product('client/stack/embedded-postgres.js');
const { startTemporalServer } = await product('client/stack/temporal-server.js');
const { startWorker, taskQueueOf } = await product('client/stack/worker-process.js');
const { registerSearchAttributes } = await product('client/stack/search-attributes.js');
const { homePaths, prepareHome } = await product('client/stack/duban-home.js');
const { isGoneWithin, send } = await product('client/stack/known-process.js');
const { stopServer } = await product('client/stack/process-register.js');
const { migrateLedger } = await product('ledger/migrate.js');
const { openLedger } = await product('ledger/ledger.js');
const { beginClock } = await product('ledger/clock.js');
const { lazyTemporal } = await product('client/temporal.js');

/** @typedef {'postgres' | 'temporal' | 'worker'} Role */

/** @type {readonly Role[]} */
export const roles = ['worker', 'temporal', 'postgres'];

/** With an empty ledger, in real time; from `startAt` on a rehearsal. @param {{ startAt?: string }} options */
export async function ownStack({ startAt } = {}) {
  const rehearsal = startAt !== undefined;
  const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bench-')));
  chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
  const paths = homePaths(home, { DUBAN_HOME: home });
  prepareHome(paths);
  const logFile = (/** @type {Role} */ role) => join(paths.logs, `${role}.log`);
  const quiet = { announce: () => undefined, launched: () => undefined, signal: new AbortController().signal };
  const startOf = {
    postgres: (/** @type {number | undefined} */ port) => startPostgres({ home, logFile: logFile('postgres'), port, ...quiet }),
    temporal: (/** @type {{ port?: number, uiPort?: number }} */ ports) =>
      startTemporalServer({ home, logFile: logFile('temporal'), rehearsal, ...ports, ...quiet }),
  };
  let postgres = await startOf.postgres(undefined);
  let temporal = await startOf.temporal({});
  const { ownerUrl, databaseUrl, superuserUrl } = postgres;
  const { address, namespace } = temporal;
  await migrateLedger(ownerUrl);
  await beginClock(ownerUrl, startAt === undefined ? { rehearsal } : { rehearsal, startAt });
  const { Connection } = await import('@temporalio/client');
  const connection = await Connection.connect({ address });
  await registerSearchAttributes(connection, namespace);
  await connection.close();
  const launchWorker = () => startWorker({ paths, databaseUrl, address, namespace, ...quiet });
  let worker = await launchWorker();

  const ledger = openLedger({ databaseUrl, maxConnections: 20, applicationName: 'duban-bench' });
  const temporalClient = lazyTemporal(() => Promise.resolve({ namespace, taskQueue: taskQueueOf(), connectionOptions: { address } }));
  const knownOf = { postgres: () => postgres.known, temporal: () => temporal.known, worker: () => worker.known };

  return {
    home,
    superuserUrl,
    desk: { ledger, temporal: temporalClient, ranBy: 'bench' },
    pidOf: (/** @type {Role} */ role) => knownOf[role]().pid,
    /** With -9, like a machine that loses its power. */
    async kill(/** @type {Role} */ role) {
      const known = knownOf[role]();
      send(known, 'SIGKILL');
      if (!(await isGoneWithin(known, 10_000))) throw new Error(`${role} lives on after kill -9`);
    },
    /** Returns when it answers; a worker that finds no server tries until it is there, as `up` would. */
    async start(/** @type {Role} */ role) {
      if (role === 'postgres') postgres = await startOf.postgres(postgres.port);
      if (role === 'temporal') temporal = await startOf.temporal({ port: temporal.port, uiPort: temporal.uiPort });
      if (role === 'worker') worker = await launchWorker();
    },
    async end() {
      await temporalClient.close();
      await ledger.close();
      for (const role of roles) await stopServer(role, knownOf[role](), () => role === 'worker');
      rmSync(home, { recursive: true, force: true });
    },
  };
}
