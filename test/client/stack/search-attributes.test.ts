import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stopServer } from '../../../client/stack/process-register.ts';
import { missingSearchAttributes, registerSearchAttributes } from '../../../client/stack/search-attributes.ts';
import { startTemporalServer } from '../../../client/stack/temporal-server.ts';
import type { RunningTemporal } from '../../../client/stack/temporal-server.ts';

const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-temporal-test-')));
let server: RunningTemporal;
let connection: Connection;

beforeAll(async () => {
  server = await startTemporalServer({ home, logFile: join(home, 'temporal.log'), rehearsal: true, inMemory: true });
  connection = await Connection.connect({ address: server.address });
});

afterAll(async () => {
  await connection.close();
  await stopServer('temporal', server.known);
  rmSync(home, { recursive: true, force: true });
});

test('two that register at the same moment both find everything searchable afterwards', async () => {
  expect(await missingSearchAttributes(connection, server.namespace)).toHaveLength(10);

  await Promise.all([registerSearchAttributes(connection, server.namespace), registerSearchAttributes(connection, server.namespace)]);

  expect(await missingSearchAttributes(connection, server.namespace)).toEqual([]);
  const client = new Client({ connection, namespace: server.namespace });
  const { count } = await client.workflow.count('DubanProgramme = "2019" AND DubanDue < "2019-06-30T16:00:00Z" AND DubanEscalation > 0');
  expect(count).toBe(0);
});

test('to register again changes nothing', async () => {
  await registerSearchAttributes(connection, server.namespace);

  expect(await missingSearchAttributes(connection, server.namespace)).toEqual([]);
});
