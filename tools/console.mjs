/** What the tools say goes to stderr: stdout belongs to the programs that run after them. */
export const say = (/** @type {string} */ line) => process.stderr.write(`set-up: ${line}\n`);

/** A failure that a person can do something about; everything else is a bug and keeps its stack. */
export class SetupError extends Error {}

/**
 * Runs the main function of a tool and turns what it throws into a sentence and exit code 1.
 *
 * @param {() => Promise<void>} main
 */
export async function runTool(main) {
  try {
    await main();
  } catch (error) {
    process.stderr.write(error instanceof SetupError ? `set-up failed: ${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  }
}

export const secondsSince = (/** @type {number} */ startedMs) => `${((performance.now() - startedMs) / 1000).toFixed(1)} s`;
