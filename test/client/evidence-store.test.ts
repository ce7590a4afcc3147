import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { storeEvidence } from '../../client/evidence-store.ts';
import { sm3Hex } from '../../ledger/digest.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

const built = pathToFileURL(join(import.meta.dirname, '..', '..', 'dist', 'client', 'evidence-store.js')).href;

describe('evidence', () => {
  test('is kept whole under the SM3 of what it contains, the same file once', async () => {
    const folder = aTemporaryFolder();
    const content = randomBytes(300_000);
    for (const name of ['名册.pdf', '同一份.pdf']) writeFileSync(join(folder, name), content);

    const stored = await storeEvidence(join(folder, 'kept'), [join(folder, '名册.pdf'), join(folder, '同一份.pdf')]);

    expect(stored.map(({ name, sm3, sizeBytes }) => [name, sm3, sizeBytes])).toEqual([
      ['名册.pdf', sm3Hex(content), 300_000],
      ['同一份.pdf', sm3Hex(content), 300_000],
    ]);
    expect(readdirSync(join(folder, 'kept'))).toEqual([sm3Hex(content)]);
    expect(readFileSync(join(folder, 'kept', sm3Hex(content)))).toEqual(content);
  });

  test('that the disk does not take is refused before anything is sent, and leaves no half file', () => {
    const folder = aTemporaryFolder();
    const kept = join(folder, 'kept');
    mkdirSync(kept);
    writeFileSync(join(folder, '大文件.zip'), randomBytes(300_000));
    const store = `import('${built}').then(({ storeEvidence }) => storeEvidence(process.argv[1], [process.argv[2]])).catch(({ code, exitCode }) => console.log(code, exitCode))`;

    // The system's limit on a file's size stands for the end of the disk: a write takes a part, the next one fails.
    const { stdout } = spawnSync('bash', ['-c', 'ulimit -f 64; exec "$0" "$@"', process.execPath, '-e', store, kept, join(folder, '大文件.zip')], {
      encoding: 'utf8',
    });

    expect(stdout.trim()).toBe('EVIDENCE_NOT_STORED 5');
    expect(readdirSync(kept)).toEqual([]);
  });
});
