import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '@temporalio/client';
import type { SearchAttributeType } from '@temporalio/common';
import { searchAttributeKeys } from '../../workflows/contract.ts';
import { DubanError, exitCodes } from '../errors.ts';

/** IndexedValueType of the server's API, which the client package does not export. */
const indexedValueTypes: Readonly<Record<SearchAttributeType, number>> = { TEXT: 1, KEYWORD: 2, INT: 3, DOUBLE: 4, BOOL: 5, DATETIME: 6, KEYWORD_LIST: 7 };

const limitMs = 30_000;

/**
 * Registers what duban searches by and returns when the server really searches by it: a task started before that would fail. May be repeated, and
 * by two at once: the server sometimes loses one of two registrations at the same moment, so it is looked up and sent again.
 */
export async function registerSearchAttributes(connection: Connection, namespace: string): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  for (;;) {
    const missing = await missingSearchAttributes(connection, namespace);
    if (missing.length === 0 && (await canSearchByAll(connection, namespace))) return;
    if (Date.now() > giveUpAt) throw notVisible(namespace, missing);
    await register(connection, namespace, missing);
    await pause(100);
  }
}

/** Their names; throws if one is there with another type, which cannot be mended by registering. */
export async function missingSearchAttributes(connection: Connection, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const present: Readonly<Record<string, number | undefined>> = customAttributes;
  const wrong = keys().filter(({ name, type }) => present[name] !== undefined && present[name] !== indexedValueTypes[type]);
  if (wrong.length > 0)
    throw wrongType(
      namespace,
      wrong.map(({ name }) => name),
    );
  return keys()
    .filter(({ name }) => present[name] === undefined)
    .map(({ name }) => name);
}

async function register(connection: Connection, namespace: string, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const wanted = keys().filter(({ name }) => names.includes(name));
  const searchAttributes = Object.fromEntries(wanted.map(({ name, type }) => [name, indexedValueTypes[type]]));
  await connection.operatorService.addSearchAttributes({ namespace, searchAttributes }).catch((error: unknown) => {
    // gRPC 6: somebody else was quicker.
    if (!(error instanceof Error && 'code' in error && error.code === 6)) throw error;
  });
}

/** Listed is not yet searchable: the frontend caches the list. */
async function canSearchByAll(connection: Connection, namespace: string): Promise<boolean> {
  const query = keys()
    .map(({ name }) => `${name} IS NULL`)
    .join(' AND ');
  return connection.workflowService.countWorkflowExecutions({ namespace, query }).then(
    () => true,
    () => false,
  );
}

const keys = (): readonly { readonly name: string; readonly type: SearchAttributeType }[] => Object.values(searchAttributeKeys);

const wrongType = (namespace: string, names: readonly string[]): DubanError =>
  new DubanError({
    code: 'SEARCH_ATTRIBUTE_TYPE',
    message: `命名空间 ${namespace} 中已有同名但类型不同的检索属性：${names.join('、')}。请先删除或改用其他命名空间。`,
    details: { namespace, names },
    exitCode: exitCodes.unreachable,
  });

const notVisible = (namespace: string, names: readonly string[]): DubanError =>
  new DubanError({
    code: 'SEARCH_ATTRIBUTES_NOT_VISIBLE',
    message: `检索属性登记后 ${limitMs / 1000} 秒内仍不可用（命名空间 ${namespace}${names.length > 0 ? `，缺 ${names.join('、')}` : ''}）：请重试。`,
    details: { namespace, missing: names },
    exitCode: exitCodes.unreachable,
  });
