/**
 * What may not stand in a log: what a person is called and how he is reached, what people wrote, and secrets. Fields are known by their names, at any depth;
 * secrets and addresses inside of sentences (an error of a driver, of a mail server) by their form.
 */
const personFields = ['name', 'displayName', 'leadName', 'person', 'recipients', 'to', 'phone', 'mobile', 'email', 'mail'];
const textFields = [
  'text',
  'title',
  'subject',
  'body',
  'html',
  'reason',
  'opinion',
  'progress',
  'intention',
  'problems',
  'suggestions',
  'action',
  'result',
  'effect',
];
const secretFields = ['password', 'passwd', 'pass', 'secret', 'token', 'apiKey', 'authorization', 'databaseUrl', 'connectionString', 'url'];
/** In which PostgreSQL quotes the values of a row. */
const driverFields = ['detail', 'where', 'parameters'];
const hiddenFields: ReadonlySet<string> = new Set([...personFields, ...textFields, ...secretFields, ...driverFields]);

const hidden = '[hidden]';
const deepest = 6;

/** The fields of a line, fit to be kept. */
export const redactFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => redactRecord(fields, 0);

/** A finished line, fit to be kept. */
export const redactLine = (line: string): string =>
  line
    .replaceAll(/(?<scheme>[a-z][a-z0-9+.-]*:\/\/)[^\s/@"']*@/gi, `$<scheme>${hidden}@`)
    .replaceAll(/(?<key>[?&](?:key|token|secret|password)=)[^\s&"']+/gi, `$<key>${hidden}`)
    .replaceAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, hidden)
    .replaceAll(/(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)/g, hidden);

function redactRecord(record: Readonly<Record<string, unknown>>, depth: number): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, hiddenFields.has(key) ? hidden : redactValue(value, depth + 1)]));
}

function redactValue(value: unknown, depth: number): unknown {
  if (value instanceof Error) return redactError(value, depth);
  if (typeof value === 'bigint') return String(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > deepest) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1));
  return redactRecord(value as Record<string, unknown>, depth);
}

/** What happened and where in the code; not what the driver adds, in which whole rows are quoted. */
function redactError(error: Error, depth: number): unknown {
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const type = 'type' in error && typeof error.type === 'string' ? error.type : error.name;
  const cause = error.cause === undefined || depth >= deepest ? {} : { cause: redactValue(error.cause, depth + 1) };
  return { type, ...code, message: error.message, stack: error.stack, ...cause };
}
