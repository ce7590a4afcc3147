import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { commandTypes } from '../domain/command-shapes.ts';
import { taskStates } from '../domain/task.ts';
import vitestConfig from '../vitest.config.ts';
import { workflowTypes } from '../workflows/contract.ts';
import * as registry from '../workflows/index.ts';

/** What lint cannot say. */

const root = new URL('..', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, root), 'utf8');

// Files that git knows or would take, so that a new one is seen before its first commit.
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(new URL(file, root)));
const code = files.filter((file) => /\.(ts|mjs)$/.test(file));

describe('files', () => {
  test('no file outside test/ is longer than 300 lines', () => {
    const long = code.filter((file) => !file.startsWith('test/') && read(file).split('\n').length > 301);

    expect(long).toEqual([]);
  });

  test('every code file is named in kebab-case, after a noun or an act', () => {
    const odd = code.filter(
      (file) => !/^[a-z0-9]+(-[a-z0-9]+)*(\.test|\.config)?\.(ts|mjs)$/.test(basename(file)) || /^(utils|helpers|misc|common)\./.test(basename(file)),
    );

    expect(odd).toEqual([]);
  });

  test('only configuration files have a default export', () => {
    const withDefault = code.filter((file) => /^export default\b/m.test(read(file)));

    expect(withDefault).toEqual(['vitest.config.ts']);
  });

  test('no file names the registry of the machine it was written on', () => {
    const lock = JSON.parse(read('package-lock.json')) as { packages: Record<string, { resolved?: string }> };
    const resolved = Object.entries(lock.packages).filter(([, { resolved: address }]) => address !== undefined);

    expect(resolved).toEqual([]);
  });
});

describe('tests', () => {
  test('every test file runs in exactly one vitest project', () => {
    const folders = (vitestConfig.test?.projects ?? []).flatMap((project) =>
      typeof project === 'object' && 'test' in project ? (project.test?.include ?? []) : [],
    );
    const patterns = folders.map(
      (glob) =>
        new RegExp(
          `^${glob
            .replaceAll('.', '\\.')
            .replace(/\{(.+)\}/, (_, names: string) => `(${names.replaceAll(',', '|')})`)
            .replace('**/*', '.+')}$`,
        ),
    );
    const misplaced = files.filter((file) => file.endsWith('.test.ts') && patterns.filter((pattern) => pattern.test(file)).length !== 1);

    expect(misplaced).toEqual([]);
  });

  test('no test is skipped, focused or left to do', () => {
    const modifier = new RegExp(String.raw`\b(test|it|describe)\.(skip|only|todo|fails|skipIf|runIf)\b`);
    const marked = files.filter((file) => file.endsWith('.test.ts') && modifier.test(read(file)));

    expect(marked).toEqual([]);
  });
});

describe('workflows', () => {
  test('the registry exports the deployed workflows under their wire names, and nothing else', () => {
    const exported = Object.fromEntries(Object.entries(registry).map(([name, workflow]) => [name, typeof workflow]));

    expect(exported).toEqual(Object.fromEntries(Object.values(workflowTypes).map((name) => [name, 'function'])));
    expect(Object.keys(workflowTypes)).toEqual(Object.values(workflowTypes));
  });
});

describe('vocabulary', () => {
  test('the glossary explains every state and every command under its code word', () => {
    const glossary = read('docs/glossary.md');
    const unexplained = [...taskStates, ...commandTypes].filter((word) => !glossary.includes(`\`${word}\``));

    expect(unexplained).toEqual([]);
  });

  test('督查 is never written as 督察, the inspection of persons', () => {
    // data/ quotes sources, which are never altered; this file and the two that explain the difference have to name both.
    const explaining = ['test/architecture.test.ts', 'docs/glossary.md', 'CONTRIBUTING.md'];
    const mixed = files.filter(
      (file) => /\.(ts|mjs|md|sql)$/.test(file) && !file.startsWith('data/') && !explaining.includes(file) && read(file).includes('督察'),
    );

    expect(mixed).toEqual([]);
  });
});
