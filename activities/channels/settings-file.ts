import { readFileSync, statSync } from 'node:fs';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The environment, completed from the file that `DUBAN_SETTINGS_FILE` names: lines `NAME=value`, as systemd and Docker read them. The environment wins. */
export function settingsOf(environment: Environment, faults: string[]): Environment {
  const file = environment['DUBAN_SETTINGS_FILE'];
  if (!file) return environment;
  try {
    const mode = statSync(file).mode & 0o777;
    if ((mode & 0o077) !== 0) throw new Error(`others can read it (mode ${mode.toString(8)}), expected mode 600: chmod 600 ${file}`);
    const set = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '');
    return { ...valuesIn(readFileSync(file, 'utf8')), ...Object.fromEntries(set) };
  } catch (error) {
    faults.push(`DUBAN_SETTINGS_FILE (${file}): ${error instanceof Error ? error.message : String(error)}`);
    return environment;
  }
}

function valuesIn(content: string): Environment {
  const lines = content.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'));
  return Object.fromEntries(lines.map((line, index) => valueIn(line, index + 1)));
}

/** The line is not quoted: it may hold a password. */
function valueIn(line: string, position: number): [string, string] {
  const [, name, value] = /^\s*([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
  if (name === undefined || value === undefined) throw new Error(`setting ${position} is not NAME=value`);
  return [name, value.replace(/^(["'])(.*)\1$/, '$2')];
}
