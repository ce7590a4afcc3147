import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { folderChannel } from '../../activities/channels/folder-channel.ts';
import { deliverNotices } from '../../activities/deliver-notices.ts';
import type { StandingNotice } from '../../domain/standing-notices.ts';
import { dailyWork, undeliveredPage } from '../../ledger/daily-runs.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { inboxOf } from '../../ledger/queries/inbox-of.ts';
import { listNotices } from '../../ledger/queries/list-notices.ts';
import { sourceList } from '../../ledger/queries/source-list.ts';
import { rebuildProjections } from '../../ledger/rebuild.ts';
import { importSources } from '../../ledger/sources.ts';
import { composeStandingNotices } from '../../ledger/standing-notices.ts';
import { shanghai } from '../support/commands.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { act, aLedgerWithProgramme, aRegistration, entry } from '../support/ledger.ts';
import { contact, supervisor } from '../support/offices.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';
import { wholeLedger } from '../support/whole-ledger.ts';

const source = '中央有关部门通知';
const clauses = ['1', '2'].map((clause) => ({ source, clause, text: `第${clause}项` }));

let ledger: Ledger;
beforeEach(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});

const notices = async () => (await listNotices(ledger, {})).notices;
const morning = (day: string) => ({ day, now: shanghai(day, '08:30') });
const toDeliver = async (day: string) => (await undeliveredPage(ledger, { now: morning(day).now, after: null, limit: 50 })).noticeIds;

const aNotice = (parts: Partial<StandingNotice> = {}): StandingNotice => ({
  kind: 'incorporationLate',
  to: { office: 'SPP', department: 'SPP-BGT', role: 'supervisor' },
  key: '2019-02-20',
  content: { subject: '事由', lines: ['一', '二'] },
  ...parts,
});

describe('a standing notice', () => {
  test('is composed once for one addressee, kind and key, whatever it then says', async () => {
    const other = aNotice({ key: '2019-02-21', numbers: ['2019/改-12'] });

    expect(await composeStandingNotices(ledger.db, [aNotice(), other], entry.now)).toBe(2);
    expect(await composeStandingNotices(ledger.db, [aNotice({ content: { subject: '另一事由', lines: [] } }), other], entry.now)).toBe(0);
    expect(await composeStandingNotices(ledger.db, [], entry.now)).toBe(0);
    expect((await notices()).map(({ subject, numbers }) => [subject, numbers])).toEqual(
      expect.arrayContaining([
        ['事由', []],
        ['事由', ['2019/改-12']],
      ]),
    );
  });

  test('leaves by the channels of all notices, and says itself what it says', async () => {
    await composeStandingNotices(ledger.db, [aNotice()], entry.now);
    const folder = aTemporaryFolder();

    await deliverNotices({ ledger, channels: [folderChannel(folder)] }, await toDeliver('2019-02-12'));

    const [file = ''] = readdirSync(folder);
    const mail = decodedMail(readFileSync(join(folder, file), 'utf8'));
    expect(mail.replaceAll(/\r?\n /g, '')).toContain('【来文逾期未纳入提示】事由（演示数据）');
    expect(mail).toMatch(/办公厅：\s+一\s+二\s+督查部门\s+2019年2月12日/);
    expect(await notices()).toMatchObject([{ status: 'delivered', kind: 'incorporationLate', numbers: [] }]);
  });

  test('does not follow from the journal, and stays when projections are made anew', async () => {
    await composeStandingNotices(ledger.db, [aNotice()], entry.now);
    const live = await wholeLedger(ledger);

    await rebuildProjections(ledger);

    expect(await wholeLedger(ledger)).toEqual(live);
  });
});

describe('a document that nobody takes up', () => {
  beforeEach(async () => {
    await importSources(ledger, { clauses, received: '2019-02-12' }, entry);
  });

  test('is told once, on the first working day after its time, and leaves with that run', async () => {
    for (const day of ['2019-02-19', '2019-02-20', '2019-02-20', '2019-02-21']) await dailyWork(ledger, morning(day));

    expect(await notices()).toMatchObject([
      { kind: 'incorporationLate', subject: '中央有关部门通知 有 2 条尚未分解、纳入', composedAt: shanghai('2019-02-20', '08:30'), status: 'pending' },
    ]);
    expect(await toDeliver('2019-02-20')).toHaveLength(1);
  });

  test('is not told on a rest day, but on the next working day', async () => {
    await dailyWork(ledger, morning('2019-02-23'));
    expect(await notices()).toEqual([]);

    await dailyWork(ledger, morning('2019-02-25'));
    expect(await notices()).toHaveLength(1);
  });

  test('is not told of once every clause has a task', async () => {
    await act(ledger, '改-30', aRegistration('改-30', { clauses: clauses.map(({ clause }) => ({ source, clause })) }));
    await dailyWork(ledger, morning('2019-02-20'));

    expect(await notices()).toEqual([]);
  });

  test('waits in the inbox of the supervision unit with its own clock, and in no other', async () => {
    const inbox = (owner: Parameters<typeof inboxOf>[1], day: string) => inboxOf(ledger, owner, morning(day).now);
    const waiting = { source, openClauses: 2, receivedOn: '2019-02-12', by: '2019-02-19' };

    expect((await inbox({ person: supervisor.person }, '2019-02-19')).documents).toEqual([{ ...waiting, overdue: false }]);
    expect((await inbox({ office: 'SPP' }, '2019-02-20')).documents).toEqual([{ ...waiting, overdue: true }]);
    expect((await inbox({ office: '33' }, '2019-02-20')).documents).toEqual([]);
    expect((await inbox({ person: contact.person }, '2019-02-20')).documents).toEqual([]);
  });

  test('the most pressing document comes first', async () => {
    await importSources(ledger, { clauses: [{ source: '早到的通知', clause: '1', text: '一项' }], received: '2019-02-11' }, entry);

    expect((await inboxOf(ledger, { office: 'SPP' }, entry.now)).documents.map((document) => document.source)).toEqual(['早到的通知', source]);
  });

  test('is in the list of sources, late or not', async () => {
    await importSources(ledger, { clauses: [{ source: '旧文件', clause: '1', text: '一项' }], office: '33' }, entry);

    const { sources } = await sourceList(ledger, morning('2019-02-20').now);

    expect(sources).toEqual([
      {
        source,
        receivedOn: '2019-02-12',
        offices: ['SPP'],
        programmes: [],
        clauses: 2,
        covered: 0,
        waived: 0,
        open: clauses.map(({ clause, text }) => ({ clause, text })),
        incorporateBy: '2019-02-19',
        late: true,
        incorporations: [],
      },
      expect.objectContaining({ source: '旧文件', receivedOn: null, offices: ['33'], incorporateBy: null, late: false }),
    ]);
  });
});
