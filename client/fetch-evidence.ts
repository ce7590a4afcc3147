import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import type { Evidence } from '../domain/values.ts';
import { invalidInput } from './answers.ts';
import { makeOutputFolder } from './output-folder.ts';

export interface FetchedEvidence extends Evidence {
  /** Where it has been written; null where the store has lost it or holds something else under its name. */
  readonly file: string | null;
  readonly fault: 'EVIDENCE_LOST' | 'EVIDENCE_CHANGED' | null;
}

/** Files out of the store into a folder, each checked by its SM3 on the way. What is there already under the same name is never overwritten. */
export async function fetchEvidence(store: string, folder: string, evidence: readonly Evidence[]): Promise<readonly FetchedEvidence[]> {
  await makeOutputFolder(folder);
  const names = fileNamesOf(evidence);
  const fetched: FetchedEvidence[] = [];
  for (const [place, file] of evidence.entries()) fetched.push(await fetchFile(join(store, file.sm3), join(folder, names[place] ?? file.sm3), file));
  return fetched;
}

async function fetchFile(stored: string, target: string, evidence: Evidence): Promise<FetchedEvidence> {
  if (!existsSync(stored)) return { ...evidence, file: null, fault: 'EVIDENCE_LOST' };
  const draft = join(dirname(target), `.${randomUUID()}`);
  try {
    await copyFile(stored, draft);
    if ((await sm3Of(draft)) !== evidence.sm3) return { ...evidence, file: null, fault: 'EVIDENCE_CHANGED' };
    if (existsSync(target) && (await sm3Of(target)) !== evidence.sm3)
      throw invalidInput('FILE_EXISTS', `${target} 已经存在，内容不同，没有覆盖：请换一个目录。`, { file: target });
    await rename(draft, target);
    return { ...evidence, file: target, fault: null };
  } finally {
    await rm(draft, { force: true });
  }
}

/** 255 is what file systems take; nine more tell two files of one name apart. */
const longestNameBytes = 240;

/** Without folders, control characters and leading dots, whatever an old client has journalled; two files of one name are told apart by their SM3. */
function fileNamesOf(evidence: readonly Evidence[]): readonly string[] {
  const plain = evidence.map(({ name, sm3 }) =>
    Buffer.byteLength(name) > longestNameBytes ? sm3 : name.replaceAll(/[\p{Cc}/\\]/gu, '_').replace(/^\.+/, '_'),
  );
  return plain.map((name, place) => {
    if (plain.indexOf(name) === plain.lastIndexOf(name)) return name;
    const ending = extname(name);
    return `${name.slice(0, name.length - ending.length)}-${evidence[place]?.sm3.slice(0, 8)}${ending}`;
  });
}

async function sm3Of(file: string): Promise<string> {
  const hash = createHash('sm3');
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) hash.update(chunk);
  return hash.digest('hex');
}
