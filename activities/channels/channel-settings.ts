import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Recipient } from './channel.ts';
import { settingsOf } from './settings-file.ts';
import type { Environment } from './settings-file.ts';

export interface FolderSettings {
  readonly kind: 'folder';
  readonly folder: string;
}

export interface SmtpSettings {
  readonly kind: 'smtp';
  readonly host: string;
  readonly port: number;
  readonly tls: 'starttls' | 'implicit' | 'none';
  /** PEM of the authority that signed the server's certificate, where it is one's own. */
  readonly ca?: string;
  readonly login?: { readonly user: string; readonly password: string };
  readonly from: Recipient;
}

export interface WebhookSettings {
  readonly kind: 'webhook';
  /** A secret: whoever knows it can write into the group. */
  readonly url: string;
  readonly format: 'text' | 'markdown';
}

export type ChannelSettings = FolderSettings | SmtpSettings | WebhookSettings;

/** From the environment, or from the settings file that it names. Everything that is wrong is added to `faults`, and nothing of it quotes a secret. */
export function parseChannelSettings(environment: Environment, faults: string[]): readonly ChannelSettings[] {
  const values = settingsOf(environment, faults);
  const kinds = (values['DUBAN_CHANNELS'] || 'folder').split(',').map((kind) => kind.trim());
  return [...new Set(kinds)].flatMap((kind) => settingsOfKind(kind, { values, faults }));
}

/** What must never be shown: as it is written, and as it is sent. */
export function secretsOf(settings: ChannelSettings): readonly string[] {
  switch (settings.kind) {
    case 'folder':
      return [];
    case 'smtp': {
      const { user = '', password = '' } = settings.login ?? {};
      return password === '' ? [] : [password, `\0${user}\0${password}`];
    }
    case 'webhook': {
      const { searchParams, pathname } = new URL(settings.url);
      return [settings.url, ...searchParams.values(), ...(pathname.length > 1 ? [pathname] : [])];
    }
  }
}

interface Reading {
  readonly values: Environment;
  readonly faults: string[];
}

function settingsOfKind(kind: string, reading: Reading): readonly ChannelSettings[] {
  switch (kind) {
    case 'folder':
      return [{ kind, folder: join(resolve(reading.values['DUBAN_HOME'] || '.data'), 'outbox') }];
    case 'smtp':
      return checked(smtpSchema, reading);
    case 'webhook':
      return checked(webhookSchema, reading);
  }
  reading.faults.push(`DUBAN_CHANNELS: got "${kind}", expected folder, smtp or webhook, or several of them with commas`);
  return [];
}

function checked<Settings>(schema: z.ZodType<Settings>, { values, faults }: Reading): readonly Settings[] {
  const result = schema.safeParse(values);
  if (result.success) return [result.data];
  for (const { path, message } of result.error.issues) faults.push(`${path.join('.')}: ${message}`);
  return [];
}

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

const text = (expected: string) => z.string({ error: `is missing, expected ${expected}` }).min(1, `is empty, expected ${expected}`);

const smtpSchema = z
  .object({
    DUBAN_SMTP_HOST: text('the name of the mail server'),
    DUBAN_SMTP_PORT: z.coerce.number({ error: 'expected a port number' }).int('expected a port number').min(1).max(65_535).default(587),
    DUBAN_SMTP_TLS: z.enum(['starttls', 'implicit', 'none'], { error: 'expected starttls (usual, port 587), implicit (port 465) or none' }).default('starttls'),
    DUBAN_SMTP_CA_FILE: z.string().optional(),
    DUBAN_SMTP_USER: z.string().optional(),
    DUBAN_SMTP_PASSWORD: z.string().optional(),
    DUBAN_SMTP_FROM: z.email({ error: 'expected the mail address that notices come from' }),
    DUBAN_SMTP_FROM_NAME: z.string().default('督查部门'),
  })
  .superRefine(({ DUBAN_SMTP_USER: user, DUBAN_SMTP_PASSWORD: password, DUBAN_SMTP_TLS: tls, DUBAN_SMTP_HOST: host }, context) => {
    if (!user !== !password) context.addIssue({ code: 'custom', path: ['DUBAN_SMTP_USER'], message: 'user and password come together, or neither' });
    if (tls === 'none' && password && !loopback.test(host))
      context.addIssue({ code: 'custom', path: ['DUBAN_SMTP_TLS'], message: 'none would send the password in the clear; allowed only on this machine' });
  })
  .transform((values, context): SmtpSettings => {
    const { DUBAN_SMTP_HOST: host, DUBAN_SMTP_PORT: port, DUBAN_SMTP_TLS: tls, DUBAN_SMTP_USER: user, DUBAN_SMTP_PASSWORD: password } = values;
    const ca = values.DUBAN_SMTP_CA_FILE ? readAuthority(values.DUBAN_SMTP_CA_FILE, context) : undefined;
    const from = { name: values.DUBAN_SMTP_FROM_NAME, email: values.DUBAN_SMTP_FROM };
    return { kind: 'smtp', host, port, tls, from, ...(ca !== undefined && { ca }), ...(user && password && { login: { user, password } }) };
  });

function readAuthority(file: string, context: z.RefinementCtx): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    context.addIssue({ code: 'custom', path: ['DUBAN_SMTP_CA_FILE'], message: `cannot be read: ${String(error)}` });
    return undefined;
  }
}

const webhookSchema = z
  .object({
    DUBAN_WEBHOOK_URL: text('the address of the group robot').refine(isSafeUrl, 'expected an address with https:// (http:// only on this machine)'),
    DUBAN_WEBHOOK_FORMAT: z.enum(['text', 'markdown'], { error: 'expected text or markdown' }).default('text'),
  })
  .transform(({ DUBAN_WEBHOOK_URL: url, DUBAN_WEBHOOK_FORMAT: format }): WebhookSettings => ({ kind: 'webhook', url, format }));

function isSafeUrl(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && loopback.test(hostname));
}
