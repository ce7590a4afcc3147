import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import type { Stage } from './stage.ts';

const program = fileURLToPath(new URL('dying-worker.mjs', import.meta.url));
const product = fileURLToPath(new URL('../../dist', import.meta.url));

const alive = new Set<WorkerProcess>();
afterAll(async () => {
  for (const worker of alive) await worker.kill();
});

export interface WorkerProcessOptions {
  /** Another build of the product than the present one. */
  readonly productFolder?: string;
  /** Worker Versioning: the fleet that it belongs to. Absent: unversioned. */
  readonly deployment?: string;
  /** Commands of the clock kill too. */
  readonly diesAtClock?: boolean;
}

/** A worker as a process of its own, which dies by SIGKILL right after the ledger has committed a command whose id begins with `die`. */
export class WorkerProcess {
  readonly #stage: Stage;
  readonly #options: WorkerProcessOptions;
  readonly #diedFolder: string;
  #child: ChildProcess | undefined;
  #gone: Promise<void> = Promise.resolve();

  constructor(stage: Stage, options: WorkerProcessOptions = {}) {
    this.#stage = stage;
    this.#options = options;
    this.#diedFolder = mkdtempSync(join(stage.home, 'died-'));
    alive.add(this);
  }

  /** Returns once it polls. */
  async start(): Promise<this> {
    const { home, database, temporalAddress, taskQueue } = this.#stage;
    const environment = {
      ...process.env,
      PRODUCT_FOLDER: this.#options.productFolder ?? product,
      DATABASE_URL: database.appUrl,
      TEMPORAL_ADDRESS: temporalAddress,
      DUBAN_TASK_QUEUE: taskQueue,
      DUBAN_HOME: home,
      DUBAN_DEPLOYMENT: this.#options.deployment,
      DIED_FOLDER: this.#diedFolder,
      DIE_AT_CLOCK: this.#options.diesAtClock === true ? 'yes' : 'no',
    };
    const child = spawn(process.execPath, [program], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
    this.#child = child;
    this.#gone = new Promise((resolve) => child.once('exit', () => resolve()));
    await Promise.race([
      new Promise((resolve) => child.stdout.once('data', resolve)),
      this.#gone.then(() => {
        throw new Error('the worker process ended before it polled; its words stand above');
      }),
    ]);
    return this;
  }

  /** When the process has died, by its own hand or ours. */
  died(): Promise<void> {
    return this.#gone;
  }

  /** As an operator ends it: it finishes what it has begun. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#gone;
  }

  async kill(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#gone;
  }

  async restart(): Promise<void> {
    await this.kill();
    await this.start();
  }
}
