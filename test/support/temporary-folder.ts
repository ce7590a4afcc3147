import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder that goes when the test is over. Called in a test or in beforeEach. */
export function aTemporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'duban-test-')));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
