import { createHash } from 'node:crypto';
import type { EventActor } from '../domain/events.ts';

/** SM3 (GB/T 32905), lower-case hex; text is taken as UTF-8. */
export const sm3Hex = (content: string | Uint8Array): string => createHash('sm3').update(content).digest('hex');

/** JSON with sorted keys and without `undefined`: the same content has the same text, before and after a stay in PostgreSQL (RFC 8785). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) return `{${partsOf(value as Readonly<Record<string, unknown>>).join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

/** What makes two commands the same: who acts and what is asked. Who typed it, and in which bulk act, does not. */
export const digestOf = ({ actor, command }: { readonly actor: EventActor; readonly command: object }): string => sm3Hex(canonicalJson({ actor, command }));

const partsOf = (record: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(record)
    .filter((key) => record[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
