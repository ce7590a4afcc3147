import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

/** What docker-compose.yml promises, read from the file; and Docker's own opinion of it, where Docker with compose is installed. */

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');

interface Service {
  readonly image: string;
  readonly restart: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

const { services, volumes } = parse(text, { merge: true }) as { readonly services: Readonly<Record<string, Service>>; readonly volumes: object };
const each = Object.entries(services);
const passwords = ['POSTGRES_PASSWORD', 'DUBAN_OWNER_PASSWORD', 'DUBAN_APP_PASSWORD', 'TEMPORAL_DB_PASSWORD'];

describe('docker-compose.yml', () => {
  test('every image is of one exact version', () => {
    for (const [, { image }] of each) expect(image).toMatch(/:(\d+\.\d+(\.\d+)?(-[a-z]+)?|\$\{DUBAN(_PREVIOUS)?_VERSION:-\d+\.\d+\.\d+\})$/);
    const stages = readFileSync(join(root, 'Dockerfile'), 'utf8').match(/^FROM \S+/gm) ?? [];
    expect(new Set(stages)).toEqual(new Set([expect.stringMatching(/:\d+\.\d+\.\d+-bookworm-slim$/)]));
  });

  test('no password has a default: without one nothing starts', () => {
    for (const name of passwords) {
      expect(text).toContain(`\${${name}:?`);
      expect(text).not.toContain(`\${${name}:-`);
      expect(text).not.toContain(`\${${name}}`);
    }
    for (const [, { environment = {} }] of each)
      for (const [name, value] of Object.entries(environment)) if (/PASSWORD|PWD/.test(name)) expect(value).toMatch(/^\$\{[A-Z_]+:\?/);
    for (const line of readFileSync(join(root, '.env.example'), 'utf8').split('\n')) if (line.includes('PASSWORD')) expect(line).toMatch(/=$/);
  });

  test('whoever waits for another waits for its health or its success, and that one can tell', () => {
    for (const [, { depends_on: awaited = {} }] of each)
      for (const [name, { condition }] of Object.entries(awaited)) {
        expect(Object.keys(services)).toContain(name);
        if (condition === 'service_healthy') expect(services[name]?.healthcheck?.test).toBeDefined();
        if (condition !== 'service_healthy') expect([condition, services[name]?.restart]).toEqual(['service_completed_successfully', 'on-failure:5']);
      }
  });

  test('nothing is open to other machines', () => {
    for (const [, { ports = [] }] of each) for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test('the worker runs as duban_app, prepare alone as duban_owner, and neither address holds a password', () => {
    expect(services['worker']?.environment).toMatchObject({ DATABASE_URL: 'postgres://duban_app@postgres:5432/duban', DUBAN_DEPLOYMENT: 'duban' });
    expect(services['prepare']?.environment).toMatchObject({ DUBAN_OWNER_DATABASE_URL: 'postgres://duban_owner@postgres:5432/duban' });
    expect(each.filter(([, { environment = {} }]) => 'DUBAN_OWNER_DATABASE_URL' in environment).map(([name]) => name)).toEqual(['prepare']);
    expect(readFileSync(join(root, 'Dockerfile'), 'utf8')).toMatch(/^USER node$/m);
  });

  test('what is mounted exists, what is named is a volume', () => {
    for (const [, { volumes: mounted = [] }] of each)
      for (const [source = ''] of mounted.map((volume) => volume.split(':')))
        expect(source.startsWith('./') ? existsSync(join(root, source)) : source in volumes, source).toBe(true);
  });
});

const compose = (environment: Readonly<Record<string, string>>) =>
  spawnSync('docker', ['compose', '--env-file', '/dev/null', '-f', join(root, 'docker-compose.yml'), '--profile', '*', 'config', '--quiet'], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...environment },
    encoding: 'utf8',
  });

if (spawnSync('docker', ['compose', 'version']).status === 0)
  describe('docker compose', () => {
    test('accepts the file once every password is set', () => {
      expect(compose(Object.fromEntries(passwords.map((name) => [name, 'x'])))).toMatchObject({ status: 0, stderr: '' });
    });

    test('refuses it while one is missing, and names it', () => {
      const { status, stderr } = compose({});
      expect(status).not.toBe(0);
      expect(stderr).toMatch(/_PASSWORD/);
    });
  });
