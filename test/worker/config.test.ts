import { describe, expect, test } from 'vitest';
import { parseWorkerConfig } from '../../worker/config.ts';

const complete = { DATABASE_URL: 'postgres://duban_app:secret@db:5432/duban' };

describe('the environment of the worker', () => {
  test('nothing but the database has to be said: no versions, no open port', () => {
    expect(parseWorkerConfig(complete)).toMatchObject({ taskQueue: 'duban', logLevel: 'info', deployment: null, healthListen: null, metricsListen: null });
  });

  test('an empty variable is an absent one, as compose files write it', () => {
    const empty = {
      DUBAN_DEPLOYMENT: '',
      DUBAN_HEALTH_LISTEN: '',
      DUBAN_METRICS_LISTEN: '',
      DUBAN_LOG_LEVEL: '',
      DUBAN_MAX_CACHED_WORKFLOWS: '',
      DUBAN_TASK_QUEUE: '',
    };
    expect(parseWorkerConfig({ ...complete, ...empty })).toEqual(parseWorkerConfig(complete));
  });

  test.each([
    ['8080', { host: '127.0.0.1', port: 8080 }],
    ['0.0.0.0:8080', { host: '0.0.0.0', port: 8080 }],
    ['[::1]:8080', { host: '::1', port: 8080 }],
  ])('%s says where to listen; a port alone is on the loopback interface', (text, listen) => {
    expect(parseWorkerConfig({ ...complete, DUBAN_HEALTH_LISTEN: text, DUBAN_METRICS_LISTEN: text })).toMatchObject({
      healthListen: listen,
      metricsListen: listen,
    });
  });

  test('everything wrong is said at once, and no password of it', () => {
    const wrong = {
      DATABASE_URL: 'mysql://root:hunter2@db',
      DUBAN_LOG_LEVEL: 'loud',
      DUBAN_DEPLOYMENT: 'a.b',
      DUBAN_HEALTH_LISTEN: '70000',
      DUBAN_METRICS_LISTEN: 'here',
    };

    let said = '';
    try {
      parseWorkerConfig(wrong);
    } catch (error) {
      said = String(error);
    }

    for (const name of Object.keys(wrong)) expect(said).toContain(name);
    expect(said).not.toContain('hunter2');
  });
});
