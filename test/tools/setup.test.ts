import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** The set-up of a small checkout of its own: the real tools, packages, compiler and bundler; a few lines of source. */

const repository = fileURLToPath(new URL('../..', import.meta.url));
let checkout: string;

beforeAll(async () => {
  checkout = realpathSync(mkdtempSync(join(tmpdir(), 'duban-setup-')));
  for (const part of ['tools', 'package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'])
    cpSync(join(repository, part), join(checkout, part), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(checkout, 'node_modules'));
  aSource('domain/greeting.ts', `export const greeting = 'good morning';\n`);
  aSource('workflows/index.ts', `import { greeting } from '../domain/greeting.ts';\nexport const greet = async (): Promise<string> => greeting;\n`);
  aSource('ledger/migrations/001.sql', 'select 1;\n');
  aSource('bin/temporal', '#!/bin/sh\necho "temporal version 1.9.1 (Server 1.32.0, UI 2.54.1)"\n');
  chmodSync(join(checkout, 'bin', 'temporal'), 0o755);
  await twoSetUpsAtOnce();
});

afterAll(() => rmSync(checkout, { recursive: true, force: true }));

function aSource(path: string, content: string): void {
  mkdirSync(join(checkout, path, '..'), { recursive: true });
  writeFileSync(join(checkout, path), content);
}

let firstOutputs: string[];

async function twoSetUpsAtOnce(): Promise<void> {
  const both = await Promise.all([setUp(), setUp()]);
  expect(both.map(({ exitCode, output }) => [exitCode, output])).toEqual(both.map(({ output }) => [0, output]));
  firstOutputs = both.map(({ output }) => output);
}

async function setUp(): Promise<{ exitCode: number | null; output: string; elapsedMs: number }> {
  const startedMs = performance.now();
  const { TEMPORAL_CLI: _, ...env } = process.env;
  const child = spawn(process.execPath, [join(checkout, 'tools', 'setup.mjs')], {
    env: { ...env, PATH: `${join(checkout, 'bin')}${delimiter}${env['PATH']}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, output, elapsedMs: performance.now() - startedMs };
}

const timesBuilt = (outputs: readonly string[]): number => outputs.join('').split('built dist/').length - 1;

test('two set-ups at once both succeed and build once', () => {
  expect(timesBuilt(firstOutputs)).toBe(1);
  expect(readdirSync(join(checkout, '.tools'))).toEqual(['temporal-cli.json']);
});

test('the build holds the compiled sources, the files beside them and the workflow bundle', () => {
  expect(readFileSync(join(checkout, 'dist', 'workflows', 'index.js'), 'utf8')).toContain("'../domain/greeting.js'");
  expect(existsSync(join(checkout, 'dist', 'ledger', 'migrations', '001.sql'))).toBe(true);
  expect(readFileSync(join(checkout, 'dist', 'workflow-bundle.js'), 'utf8')).toContain('good morning');
});

test('when all is there, the set-up is over in less than 2 s and says so in one line', async () => {
  const { exitCode, output, elapsedMs } = await setUp();

  expect(exitCode).toBe(0);
  expect(output).toMatch(/^set-up: ready .*\n$/);
  expect(elapsedMs).toBeLessThan(2_000);
});

test('a source that is only touched is not compiled again', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  utimesSync(join(checkout, 'domain', 'greeting.ts'), tomorrow, tomorrow);

  expect(timesBuilt([(await setUp()).output])).toBe(0);
});

test('a source that does not compile leaves the old build, and the next set-up builds again', async () => {
  const { greeting } = await changeGreeting('export const greeting: number = "wrong";\n', 1);
  expect(greeting).toContain('good morning');

  const mended = await changeGreeting(`export const greeting = 'good evening';\n`, 0);
  expect(mended.greeting).toContain('good evening');
});

async function changeGreeting(content: string, expectedExitCode: number): Promise<{ greeting: string }> {
  writeFileSync(join(checkout, 'domain', 'greeting.ts'), content);
  const { exitCode, output } = await setUp();
  expect(exitCode, output).toBe(expectedExitCode);
  return { greeting: readFileSync(join(checkout, 'dist', 'domain', 'greeting.js'), 'utf8') };
}

test('a build that was killed before its last step is done again', async () => {
  mkdirSync(join(checkout, 'dist.building'));
  writeFileSync(join(checkout, 'dist.building', 'half.js'), 'export const ha');
  writeFileSync(join(checkout, 'dist', '.source-hash'), 'of other sources');

  const { exitCode, output } = await setUp();

  expect([exitCode, timesBuilt([output])]).toEqual([0, 1]);
  expect(existsSync(join(checkout, 'dist', 'half.js'))).toBe(false);
  expect(existsSync(join(checkout, 'dist.building'))).toBe(false);
});
