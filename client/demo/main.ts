import { performance } from 'node:perf_hooks';
import { liveSixWeeks } from './life.ts';
import { closingScreen } from './screen.ts';
import { setStage, takeDown } from './stage.ts';

const began = performance.now();
const tell = (line: string): void => void process.stdout.write(`[${String(Math.round((performance.now() - began) / 1000)).padStart(3)} s] ${line}\n`);

/** A programme of real size on a real Temporal server: `npm run demo`, or `npm run demo -- --keep` to look around afterwards. */
async function main(keep: boolean): Promise<void> {
  const stage = await setStage('2019-02-12T09:00:00+08:00', tell);
  try {
    const lived = await liveSixWeeks(stage, tell);
    process.stdout.write(`${(await closingScreen(stage, lived)).join('\n')}\n`);
  } finally {
    await stage.leave();
    if (!keep) await takeDown(stage.home, tell);
  }
  if (keep)
    process.stdout.write(
      `\nThe stack goes on running. DUBAN_HOME=${stage.home} bin/duban ledger --programme 2019 shows it, DUBAN_HOME=${stage.home} bin/duban down stops it.\n`,
    );
  else process.stdout.write('The stack is stopped; run "npm run demo -- --keep" to open the link above.\n');
}

await main(process.argv.includes('--keep'));
