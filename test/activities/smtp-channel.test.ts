import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterAll, describe, expect, test } from 'vitest';
import type { SmtpSettings } from '../../activities/channels/channel-settings.ts';
import { secretsOf } from '../../activities/channels/channel-settings.ts';
import type { Channel } from '../../activities/channels/channel.ts';
import { withoutSecrets } from '../../activities/channels/redaction.ts';
import { smtpChannel } from '../../activities/channels/smtp-channel.ts';
import { certificate, key } from '../support/certificate.ts';
import { decodedMail } from '../support/decoded-mail.ts';
import { aMailServer } from '../support/mail-server.ts';
import type { MailServer } from '../support/mail-server.ts';
import { aMessage, describeChannel } from './channel-contract.ts';

const closing: (() => Promise<unknown> | void)[] = [];
afterAll(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const login = { user: 'duban', password: 'correct-horse-battery' };
/** Short for servers that never answer; those that do must have time on a busy machine. */
const impatientMs = 400;
const patientMs = 10_000;

function channelTo(port: number, settings: Partial<SmtpSettings> = {}, limitMs = patientMs): Channel {
  const whole: SmtpSettings = { kind: 'smtp', host: '127.0.0.1', port, tls: 'none', from: { name: '督查部门', email: 'duban@spp.example' }, ...settings };
  const channel = smtpChannel(whole, limitMs);
  closing.push(() => channel.close());
  return withoutSecrets(channel, secretsOf(whole));
}

async function server(options: Parameters<typeof aMailServer>[0] = {}): Promise<MailServer> {
  const started = await aMailServer(options);
  closing.push(started.close);
  return started;
}

const refusal = (message: string, responseCode: number): Error => Object.assign(new Error(message), { responseCode });

async function portOf(some: Server): Promise<number> {
  await new Promise<void>((resolve) => some.listen(0, '127.0.0.1', resolve));
  closing.push(() => void some.close());
  return (some.address() as AddressInfo).port;
}

const knowsLogin: Parameters<typeof aMailServer>[0] = {
  authOptional: false,
  key,
  cert: certificate,
  onAuth: ({ username, password }, _session, done) =>
    username === login.user && password === login.password ? done(null, { user: username }) : done(refusal(`no such login: ${username} / ${password}`, 535)),
};

const names = [
  'an address that is not known (550)',
  'a mailbox that is busy (451)',
  'a text that is refused (554)',
  'a server that is overloaded (421)',
  'a server that never greets',
  'a server that stops answering',
  'a server that hangs up',
  'a dead host',
  'a host name that does not exist',
  'a wrong password',
  'a certificate that does not fit',
  'a server without TLS',
];

describeChannel(
  'SMTP',
  async () => {
    const healthy = await server();
    const never = (): void => undefined;
    const { port: unknownAddress } = await server({ onRcptTo: (_address, _session, done) => done(refusal('no such user', 550)) });
    const { port: busyMailbox } = await server({ onRcptTo: (_address, _session, done) => done(refusal('mailbox busy', 451)) });
    const { port: refusedText } = await server({
      onData: (stream, _session, done) => void stream.resume().on('end', () => done(refusal('looks like spam', 554))),
    });
    const { port: overloaded } = await server({ onConnect: (_session, done) => done(refusal('too busy', 421)) });
    const { port: stopsAnswering } = await server({ onRcptTo: never });
    const { port: secured } = await server(knowsLogin);
    const withoutTls = await server({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    const silent = await portOf(createServer());
    const hangsUp = await portOf(createServer((socket) => void socket.destroy()));
    const dead = createServer();
    const deadPort = await portOf(dead);
    dead.close();
    const channels: Readonly<Record<string, readonly [Channel, RegExp, 'channel' | 'message']>> = {
      'an address that is not known (550)': [channelTo(unknownAddress), /refused the addresses: .*550 no such user/, 'message'],
      'a mailbox that is busy (451)': [channelTo(busyMailbox), /refused the addresses: .*451 mailbox busy/, 'message'],
      'a text that is refused (554)': [channelTo(refusedText), /did not take the message: .*554 looks like spam/, 'message'],
      'a server that is overloaded (421)': [channelTo(overloaded), /421 too busy/, 'channel'],
      'a server that never greets': [channelTo(silent, {}, impatientMs), /^The mail server 127\.0\.0\.1:\d+ did not answer/, 'channel'],
      'a server that stops answering': [channelTo(stopsAnswering, {}, impatientMs), /did not answer within 0\.4 s/, 'channel'],
      'a server that hangs up': [channelTo(hangsUp), /broke the connection off/, 'channel'],
      'a dead host': [channelTo(deadPort), /cannot be reached: nothing listens there \(ECONNREFUSED\)/, 'channel'],
      'a host name that does not exist': [channelTo(25, { host: 'mail.invalid' }), /mail\.invalid:25 (cannot be reached|did not answer)/, 'channel'],
      'a wrong password': [
        channelTo(secured, { tls: 'starttls', ca: certificate, login: { user: 'duban', password: 'wrong-horse-battery' } }),
        /refused user or password: .*Check the user and the password/,
        'channel',
      ],
      'a certificate that does not fit': [
        channelTo(secured, { tls: 'starttls', login }),
        /The certificate of .* does not fit: self-signed certificate/,
        'channel',
      ],
      'a server without TLS': [channelTo(withoutTls.port, { tls: 'starttls' }), /does not offer TLS/, 'channel'],
    };
    return {
      healthy: channelTo(healthy.port),
      arrived: () => healthy.received.map(({ text }) => decodedMail(text)),
      repeatReplaces: false,
      faults: Object.entries(channels).map(([name, [channel, sentence, scope]]) => ({ name, channel, sentence, scope })),
      secrets: [login.password, 'wrong-horse-battery', Buffer.from('\0duban\0wrong-horse-battery').toString('base64')],
    };
  },
  names,
);

describe('a mail server with password and certificate', () => {
  test('is trusted through the authority that the settings name; one login serves many messages', async () => {
    const mail = await server(knowsLogin);
    const channel = channelTo(mail.port, { tls: 'starttls', ca: certificate, login });

    for (const index of [1, 2, 3, 4, 5]) await channel.send(aMessage({ id: `n-${index}` }));

    expect(mail.received).toHaveLength(5);
    expect(mail.received[0]).toMatchObject({ from: 'duban@spp.example', to: ['zhang.san@example.invalid'] });
    expect(mail.logins()).toBe(1);
  });

  test('speaks TLS from the start where the settings say so', async () => {
    const mail = await server({ ...knowsLogin, secure: true });

    await channelTo(mail.port, { tls: 'implicit', ca: certificate, login }).send(aMessage());

    expect(mail.received).toHaveLength(1);
  });
});

test('a message that some of its addressees cannot get has left, and the refused addresses are named', async () => {
  const mail = await server({ onRcptTo: ({ address }, _session, done) => done(address.startsWith('gone') ? refusal('gone', 550) : null) });

  const sent = await channelTo(mail.port).send(
    aMessage({
      to: [
        { name: '张三', email: 'zhang.san@example.invalid' },
        { name: '李四', email: 'gone@example.invalid' },
      ],
    }),
  );

  expect(sent).toEqual({ note: '1 of 2 addresses were refused: gone@example.invalid' });
  expect(mail.received).toMatchObject([{ to: ['zhang.san@example.invalid'] }]);
});
