import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { storeEvidence } from '../../client/evidence-store.ts';
import { fetchEvidence } from '../../client/fetch-evidence.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let home: string;
let store: string;
let out: string;
beforeEach(() => {
  home = aTemporaryFolder();
  store = join(home, 'evidence');
  out = join(home, 'out');
});

const handedIn = async (name: string, content: string) => {
  const folder = join(home, createHash('sm3').update(content).digest('hex').slice(0, 8));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), content);
  const [evidence] = await storeEvidence(store, [join(folder, name)]);
  if (!evidence) throw new Error('nothing was stored');
  return evidence;
};

describe('evidence is given back', () => {
  test('under its own name, as it was handed in', async () => {
    const evidence = await handedIn('办案指引.txt', '第一条');

    expect(await fetchEvidence(store, out, [evidence])).toEqual([{ ...evidence, file: join(out, '办案指引.txt'), fault: null }]);
    expect(readFileSync(join(out, '办案指引.txt'), 'utf8')).toBe('第一条');
  });

  test('again without harm', async () => {
    const evidence = await handedIn('办案指引.txt', '第一条');
    await fetchEvidence(store, out, [evidence]);

    expect(await fetchEvidence(store, out, [evidence])).toMatchObject([{ fault: null }]);
    expect(readdirSync(out)).toEqual(['办案指引.txt']);
  });

  test('two files of one name side by side, told apart by their SM3', async () => {
    const files = [await handedIn('指引.txt', '初稿'), await handedIn('指引.txt', '定稿')];

    const fetched = await fetchEvidence(store, out, files);

    expect(fetched.map(({ file }) => file)).toEqual(files.map(({ sm3 }) => join(out, `指引-${sm3.slice(0, 8)}.txt`)));
  });

  test.each([
    ['../../偷换.txt', '__.._偷换.txt'],
    ['.bashrc', '_bashrc'],
    ['a\u0007b', 'a_b'],
  ])('never outside the folder or hidden: %j', async (name, kept) => {
    const evidence = { ...(await handedIn('指引.txt', '初稿')), name };

    expect(await fetchEvidence(store, out, [evidence])).toMatchObject([{ file: join(out, kept) }]);
  });
});

test('a name that no file system takes gives way to the SM3', async () => {
  const evidence = { ...(await handedIn('指引.txt', '初稿')), name: '长'.repeat(100) };

  expect(await fetchEvidence(store, out, [evidence])).toMatchObject([{ file: join(out, evidence.sm3) }]);
});

describe('what is not given back', () => {
  test('a file that the store has lost, or that is another than was handed in: it is named, the others come', async () => {
    const lost = { name: '失.txt', sm3: 'a'.repeat(64), sizeBytes: 1 };
    const changed = await handedIn('改.txt', '原文');
    const whole = await handedIn('在.txt', '仍在');
    writeFileSync(join(store, changed.sm3), '改过');

    expect(await fetchEvidence(store, out, [lost, changed, whole])).toMatchObject([
      { file: null, fault: 'EVIDENCE_LOST' },
      { file: null, fault: 'EVIDENCE_CHANGED' },
      { fault: null },
    ]);
    expect(readdirSync(out)).toEqual(['在.txt']);
  });

  test('over another file of that name', async () => {
    const evidence = await handedIn('指引.txt', '初稿');
    mkdirSync(out);
    writeFileSync(join(out, '指引.txt'), '别人的文件');

    await expect(fetchEvidence(store, out, [evidence])).rejects.toMatchObject({ code: 'FILE_EXISTS', exitCode: 2 });
    expect(readFileSync(join(out, '指引.txt'), 'utf8')).toBe('别人的文件');
    expect(readdirSync(out)).toEqual(['指引.txt']);
  });

  test('into something that is no folder', async () => {
    writeFileSync(join(home, 'file'), '');

    await expect(fetchEvidence(store, join(home, 'file'), [])).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE', exitCode: 2 });
  });
});
