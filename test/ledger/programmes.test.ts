import { beforeAll, describe, expect, test } from 'vitest';
import type { Ledger } from '../../ledger/ledger.ts';
import { createProgramme } from '../../ledger/programmes.ts';
import { listProgrammes, programmeByName } from '../../ledger/queries/programmes.ts';
import { importSources } from '../../ledger/sources.ts';
import { aLedgerWithProgramme, entry, programme2019 } from '../support/ledger.ts';

let ledger: Ledger;
beforeAll(async () => {
  ({ ledger } = await aLedgerWithProgramme());
});
const typesIn = async (stream: string) =>
  (await ledger.db.selectFrom('journal').select('type').where('stream', '=', stream).orderBy('seq').execute()).map(({ type }) => type);

describe('a programme', () => {
  test('said twice is created once', async () => {
    expect(await createProgramme(ledger, programme2019, entry)).toEqual({ created: false });
    expect(await typesIn('programme:2019')).toEqual(['programmeCreated']);
    expect(await programmeByName(ledger, '2019')).toEqual(programme2019);
    expect(await programmeByName(ledger, '2020')).toBeNull();
  });

  test.each([{ office: '33' }, { issuedOn: '2019-02-13' }, { title: '另一标题' }, { meeting: '党组会 2019-1' }])(
    'under the same name with %o is refused',
    async (parts) => {
      await expect(createProgramme(ledger, { ...programme2019, ...parts }, entry)).rejects.toMatchObject({
        code: 'PROGRAMME_DIFFERS',
        details: { known: programme2019, given: parts },
      });
    },
  );

  test('of an office that the directory does not have is refused', async () => {
    await expect(createProgramme(ledger, { ...programme2019, name: '2020', office: '99' }, entry)).rejects.toMatchObject({ code: 'OFFICE_NOT_FOUND' });
    expect(await typesIn('programme:2020')).toEqual([]);
  });

  test('is listed by name', async () => {
    await createProgramme(ledger, { ...programme2019, name: '33-2019', office: '33' }, entry);

    expect((await listProgrammes(ledger)).map(({ name }) => name)).toEqual(['2019', '33-2019']);
  });
});

describe('sources', () => {
  const clauses = [
    { source: '全国检察长会议', clause: '第1条', text: '把政治建设摆在首位' },
    { source: '全国检察长会议', clause: '第2条', text: '深挖“保护伞”线索' },
  ];
  const third = { source: '全国检察长会议', clause: '第3条', text: '用好司法救助' };

  test('are taken once; what is new is added', async () => {
    expect(await importSources(ledger, { clauses, received: '2019-02-01' }, entry)).toEqual({ added: 2, unchanged: 0 });
    expect(await importSources(ledger, { clauses }, entry)).toEqual({ added: 0, unchanged: 2 });
    expect(await importSources(ledger, { clauses: [third, ...clauses] }, entry)).toEqual({ added: 1, unchanged: 2 });
    expect(await ledger.db.selectFrom('clauses').select(['clause', 'position']).orderBy('position').execute()).toEqual([
      { clause: '第1条', position: 1 },
      { clause: '第2条', position: 2 },
      { clause: '第3条', position: 3 },
    ]);
    expect(await typesIn('sources')).toEqual(['sourcesImported', 'sourcesImported']);
  });

  test('whose text differs from the one on record are refused with the row, and nothing is taken', async () => {
    const changed = [
      { source: '新文件', clause: '第1条', text: '新条款' },
      { ...clauses[0], source: '全国检察长会议', clause: '第1条', text: '改过的话' },
    ];

    await expect(importSources(ledger, { clauses: changed }, entry)).rejects.toMatchObject({
      code: 'SOURCES_INVALID',
      details: { errors: [{ row: 3, column: '条款内容', code: 'CLAUSE_DIFFERS' }] },
    });
    expect(await ledger.db.selectFrom('sources').select('name').execute()).toEqual([{ name: '全国检察长会议' }]);
  });

  test('with an empty cell or a clause that stands there twice are refused', async () => {
    const faulty = [{ ...third, text: ' ' }, third, third];

    await expect(importSources(ledger, { clauses: faulty }, entry)).rejects.toMatchObject({
      details: {
        errors: [
          { row: 2, column: '条款内容', code: 'VALUE_MISSING' },
          { row: 4, column: '条款号', code: 'REPEATED' },
        ],
      },
    });
  });
});
