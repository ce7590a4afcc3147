// A workbook of many drafts through `duban programme import`, out again through `duban ledger` and in once more, as an office would: the process of the CLI is watched, not only its own clock.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeXlsx } from 'hucre/xlsx';
import { product } from './own-stack.mjs';

const { startPostgres } = await product('client/stack/embedded-postgres.js');
const { stopServer } = await product('client/stack/process-register.js');
const { migrateLedger } = await product('ledger/migrate.js');

const { values } = parseArgs({ options: { rows: { type: 'string', default: '20000' }, columns: { type: 'string', default: '30' } } });
const rows = Number(values.rows);
const limits = { seconds: 60, megabytes: 300 };
const exportSeconds = 30;

const data = (/** @type {string} */ name) => fileURLToPath(new URL(`../data/${name}`, import.meta.url));
const cliFile = fileURLToPath(new URL('../dist/client/cli/main.js', import.meta.url));

const home = realpathSync(mkdtempSync(join(tmpdir(), 'duban-bench-')));
chmodSync(home, 0o711); // started by root, PostgreSQL runs as another user, who must get in
const { known, ownerUrl, databaseUrl } = await startPostgres({ home, logFile: join(home, 'postgres.log'), announce: () => undefined });
try {
  await migrateLedger(ownerUrl);
  await duban('directory', 'import', data('directory'));
  await duban('source', 'import', data('sources-2019.csv'));
  const file = join(home, 'programme.xlsx');
  writeFileSync(file, await workbook());
  console.log(`${rows} rows × ${values.columns} columns, ${(statSync(file).size / 2 ** 20).toFixed(1)} MB`);
  const importing = ['programme', 'import', file, '--programme', 'large', '--issued', '2019-02-12'];
  for (const [what, words] of /** @type {const} */ ([
    ['dry run', [...importing, '--dry-run']],
    ['import', importing],
    ['the same again', importing],
  ])) {
    const { seconds, megabytes, document } = await duban(...words);
    console.log(`${what}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${document.drafts.length} drafts, ${document.rejected.length} rejected`);
    if (document.drafts.length !== rows || seconds > limits.seconds || megabytes > limits.megabytes) process.exitCode = 1;
  }
  for (const [format, ...more] of [['xlsx'], ['csv'], ['xlsx', '--as-of', new Date().toISOString().slice(0, 10)]]) {
    const sheet = join(home, `ledger.${format}`);
    const { seconds, megabytes, document } = await duban('ledger', '--programme', 'large', `--${format}`, sheet, ...more);
    console.log(
      `ledger --${format} ${more.join(' ')}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${document.rowsWritten} rows, ${(statSync(sheet).size / 2 ** 20).toFixed(1)} MB`,
    );
    if (document.rowsWritten !== rows || seconds > exportSeconds || megabytes > limits.megabytes) process.exitCode = 1;
  }
  for (const format of ['xlsx', 'csv']) {
    const { seconds, megabytes, document } = await duban('programme', 'import', join(home, `ledger.${format}`), '--programme', 'large');
    console.log(
      `the ledger's .${format} again: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${document.drafts.length} drafts, ${document.rejected.length} rejected`,
    );
    if (document.drafts.length !== rows || seconds > limits.seconds || megabytes > limits.megabytes) process.exitCode = 1;
  }
  writeFileSync(file, await workbook('总结'));
  const { seconds, megabytes, document } = await duban(...importing);
  console.log(`every row corrected: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB, ${document.drafts.length} drafts`);
} finally {
  await stopServer('postgres', known);
  rmSync(home, { recursive: true, force: true });
}

/** Tasks of the departments of the national office, each without a person. @param {string} [result] */
async function workbook(result = '') {
  const { parse } = await import('csv-parse/sync');
  const { readFileSync } = await import('node:fs');
  /** @type {readonly Record<string, string>[]} */
  const samples = parse(readFileSync(data('programme-2019.csv')), { columns: true });
  const columns = Object.keys(samples[0] ?? {});
  const header = [...columns, ...Array.from({ length: Number(values.columns) - columns.length }, (_, index) => `其他${index + 1}`)];
  const table = Array.from({ length: rows }, (_, index) => {
    const row = samples[index % samples.length] ?? {};
    /** @type {Record<string, string>} */
    const changed = {
      ...row,
      编号: `改-${index + 1}`,
      任务内容: `${row['任务内容']}（第${index + 1}项）`,
      工作要求: `${row['工作要求']}（第${index + 1}项）`,
      责任人: '',
      预期成果: result,
    };
    return header.map((column) => (column === '完成时限' ? new Date(changed['完成时限'] ?? '') : (changed[column] ?? `${column}的说明，第${index + 1}项`)));
  });
  return writeXlsx({
    sheets: [{ name: '台账', rows: [header, ...table], columns: header.map((column) => (column === '完成时限' ? { numFmt: 'yyyy-mm-dd' } : {})) }],
  });
}

/**
 * The CLI in a process of its own, which says at its end how much memory it had.
 * @param {readonly string[]} words
 * @returns {Promise<{ seconds: number, megabytes: number, document: any }>}
 */
async function duban(...words) {
  const startedMs = performance.now();
  const sayMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('maxRSS='+process.resourceUsage().maxRSS))`;
  const child = spawn(process.execPath, ['--import', sayMemory, cliFile, ...words, '--json'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, DUBAN_HOME: home },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => (out += piece));
  child.stderr.on('data', (piece) => (err += piece));
  await new Promise((resolve) => child.on('close', resolve));
  const [, kilobytes] = /maxRSS=(\d+)/.exec(err) ?? [];
  if (kilobytes === undefined || out === '') throw new Error(`duban ${words.join(' ')}: ${err || out}`);
  return { seconds: (performance.now() - startedMs) / 1000, megabytes: Number(kilobytes) / 1024, document: JSON.parse(out) };
}
