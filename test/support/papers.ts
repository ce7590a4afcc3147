import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { PaperKind } from '../../domain/standing-notices.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { decodedMail } from './decoded-mail.ts';
import { aTemporaryFolder } from './temporary-folder.ts';

/** What those read who are told something of this kind. */
export async function papersOf(ledger: Ledger, kind: PaperKind): Promise<readonly string[]> {
  const { notices } = await listNotices(ledger, {});
  const folder = aTemporaryFolder();
  await deliverNotices(
    { ledger, channels: [folderChannel(folder)] },
    notices.filter((notice) => notice.kind === kind).map(({ id }) => id),
  );
  return readdirSync(folder).map((file) => decodedMail(readFileSync(join(folder, file), 'utf8')));
}
