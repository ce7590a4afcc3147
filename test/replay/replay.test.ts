import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DefaultLogger, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });

const histories = join(import.meta.dirname, 'histories');
const root = join(import.meta.dirname, '..', '..');
const recorded = readdirSync(histories, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));

// Inside the project, so that the copy finds node_modules, and outside git.
mkdirSync(join(root, '.tools'), { recursive: true });
const copies = mkdtempSync(join(root, '.tools', 'reordered-'));
afterAll(() => rmSync(copies, { recursive: true, force: true }));

type Bundle = Awaited<ReturnType<typeof bundleWorkflowCode>>;

const bundleOf = (folder: string): Promise<Bundle> => bundleWorkflowCode({ workflowsPath: join(folder, 'workflows', 'index.ts'), logger: silent });
const silent = { log: () => {}, trace: () => {}, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function replayErrors(workflowBundle: Bundle): Promise<readonly string[]> {
  const errors: string[] = [];
  for (const file of recorded) {
    const history: unknown = JSON.parse(readFileSync(join(histories, file), 'utf8'));
    try {
      await Worker.runReplayHistory({ workflowBundle }, history, '2019/改-12');
    } catch (error) {
      errors.push(`${file}: ${String(error)}`);
    }
  }
  return errors;
}

describe('recorded histories', () => {
  test('there are some of every way in which a run ends', () => {
    expect(recorded.map((file) => file.replace(/^.*\//, '').replace(/-\d+\.json$|\.json$/, ''))).toEqual(
      expect.arrayContaining(['struck-off', 'continued-as-new', 'refused-at-once', 'late', 'merged', 'unmerged', 'batch']),
    );
  });

  describe('with the workflows as they are', () => {
    let errors: readonly string[] = [];
    beforeAll(async () => {
      errors = await replayErrors(await bundleOf(root));
    });

    test('all replay: what runs today goes on after an upgrade (R23)', () => {
      expect(errors).toEqual([]);
    });
  });

  test('a workflow whose steps are deliberately reordered does not replay: this check can fail', async () => {
    const copy = join(copies, 'reordered');
    for (const folder of ['workflows', 'domain']) cpSync(join(root, folder), join(copy, folder), { recursive: true });
    reorder(
      join(copy, 'workflows', 'desk.ts'),
      'showTask(this.life, dateOf(toInstant(this.nowMs())));\n    this.timer.arm(this.life.nextDeadline);',
      'this.timer.arm(this.life.nextDeadline);\n    showTask(this.life, dateOf(toInstant(this.nowMs())));',
    );

    const errors = await replayErrors(await bundleOf(copy));

    expect(errors.join('\n')).toContain('TMPRL1100');
  });
});

function reorder(file: string, from: string, to: string): void {
  const source = readFileSync(file, 'utf8');
  expect(source).toContain(from);
  writeFileSync(file, source.replace(from, to));
}
