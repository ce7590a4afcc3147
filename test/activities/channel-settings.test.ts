import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseChannelSettings, secretsOf } from '../../activities/channels/channel-settings.ts';
import type { ChannelSettings } from '../../activities/channels/channel-settings.ts';
import { certificate } from '../support/certificate.ts';
import { aTemporaryFolder } from '../support/temporary-folder.ts';

interface Parsed {
  readonly settings: readonly ChannelSettings[];
  readonly faults: readonly string[];
}

function parsed(environment: Readonly<Record<string, string>>): Parsed {
  const faults: string[] = [];
  return { settings: parseChannelSettings(environment, faults), faults };
}

function aSettingsFile(content: string, mode: number): string {
  const file = join(aTemporaryFolder(), 'duban.env');
  writeFileSync(file, content, { mode });
  return file;
}

const smtp = { DUBAN_CHANNELS: 'smtp', DUBAN_SMTP_HOST: 'mail.spp.example', DUBAN_SMTP_FROM: 'duban@spp.example' };

describe('the channels', () => {
  test('are the folder of $DUBAN_HOME, if nothing is said', () => {
    expect(parsed({ DUBAN_HOME: '/srv/duban' })).toEqual({ settings: [{ kind: 'folder', folder: '/srv/duban/outbox' }], faults: [] });
  });

  test('are read from the environment, several at once, each with what is usual', () => {
    const { settings, faults } = parsed({
      ...smtp,
      DUBAN_CHANNELS: 'smtp, webhook',
      DUBAN_SMTP_USER: 'duban',
      DUBAN_SMTP_PASSWORD: 's3cret',
      DUBAN_WEBHOOK_URL: 'https://robot.example/send?key=k',
    });

    expect(faults).toEqual([]);
    expect(settings).toEqual([
      {
        kind: 'smtp',
        host: 'mail.spp.example',
        port: 587,
        tls: 'starttls',
        from: { name: '督查部门', email: 'duban@spp.example' },
        login: { user: 'duban', password: 's3cret' },
      },
      { kind: 'webhook', url: 'https://robot.example/send?key=k', format: 'text' },
    ]);
  });

  test('are read from a file of mode 600; the environment wins', () => {
    const authority = aSettingsFile(certificate, 0o644);
    const file = aSettingsFile(
      `# mail\nDUBAN_CHANNELS=smtp\nDUBAN_SMTP_HOST = "mail.spp.example"\nDUBAN_SMTP_FROM=duban@spp.example\nDUBAN_SMTP_PORT=25\nDUBAN_SMTP_CA_FILE=${authority}\n`,
      0o600,
    );

    const { settings, faults } = parsed({ DUBAN_SETTINGS_FILE: file, DUBAN_SMTP_PORT: '2525' });

    expect(faults).toEqual([]);
    expect(settings).toMatchObject([{ host: 'mail.spp.example', port: 2525, ca: certificate }]);
  });

  test('are not read from a file that others can read', () => {
    const file = aSettingsFile('DUBAN_CHANNELS=webhook\n', 0o640);

    expect(parsed({ DUBAN_SETTINGS_FILE: file }).faults).toEqual([
      `DUBAN_SETTINGS_FILE (${file}): others can read it (mode 640), expected mode 600: chmod 600 ${file}`,
    ]);
  });

  test('are refused with everything that is wrong at once, and no secret in it', () => {
    const { settings, faults } = parsed({
      DUBAN_CHANNELS: 'smtp,webhook,fax',
      DUBAN_SMTP_PORT: 'many',
      DUBAN_SMTP_TLS: 'maybe',
      DUBAN_SMTP_FROM: 'not an address',
      DUBAN_SMTP_PASSWORD: 's3cret',
      DUBAN_WEBHOOK_URL: 'http://robot.example/send?key=k3y',
    });

    expect(settings).toEqual([]);
    expect(faults).toEqual([
      'DUBAN_SMTP_HOST: is missing, expected the name of the mail server',
      'DUBAN_SMTP_PORT: expected a port number',
      'DUBAN_SMTP_TLS: expected starttls (usual, port 587), implicit (port 465) or none',
      'DUBAN_SMTP_FROM: expected the mail address that notices come from',
      'DUBAN_WEBHOOK_URL: expected an address with https:// (http:// only on this machine)',
      'DUBAN_CHANNELS: got "fax", expected folder, smtp or webhook, or several of them with commas',
    ]);
  });

  test.each([
    ['a password without a user', { DUBAN_SMTP_PASSWORD: 's3cret' }, 'DUBAN_SMTP_USER: user and password come together, or neither'],
    [
      'a password in the clear over a network',
      { DUBAN_SMTP_USER: 'u', DUBAN_SMTP_PASSWORD: 's3cret', DUBAN_SMTP_TLS: 'none' },
      'DUBAN_SMTP_TLS: none would send the password in the clear; allowed only on this machine',
    ],
    ['an authority that is not there', { DUBAN_SMTP_CA_FILE: '/nowhere/ca.pem' }, /^DUBAN_SMTP_CA_FILE: cannot be read: Error: ENOENT/],
    ['a settings file that is not there', { DUBAN_SETTINGS_FILE: '/nowhere/duban.env' }, /^DUBAN_SETTINGS_FILE \(\/nowhere\/duban.env\): ENOENT/],
  ])('%s is refused', (_name, values, fault) => {
    expect(parsed({ ...smtp, ...values }).faults).toEqual([typeof fault === 'string' ? fault : expect.stringMatching(fault)]);
  });
});

test('what is secret is known in every form in which it travels', () => {
  const [mail] = parsed({ ...smtp, DUBAN_SMTP_USER: 'u', DUBAN_SMTP_PASSWORD: 's3cret' }).settings;
  const [robot] = parsed({ DUBAN_CHANNELS: 'webhook', DUBAN_WEBHOOK_URL: 'https://robot.example/send?key=k3y' }).settings;

  expect(mail && secretsOf(mail)).toEqual(['s3cret', '\0u\0s3cret']);
  expect(robot && secretsOf(robot)).toEqual(['https://robot.example/send?key=k3y', 'k3y', '/send']);
});
