import type { SmtpSettings } from './channel-settings.ts';
import type { Channel } from './channel.ts';
import { ChannelFault } from './channel.ts';
import { composedMail } from './composed-mail.ts';
import { networkFault, timeOutFault } from './network-fault.ts';
import { SmtpSession } from './smtp-session.ts';

/** A message that takes longer is given up. Servers that look into attachments take seconds; ours has none. */
const usualLimitMs = 20_000;

/** Kept open this long for the next message, so that a batch logs in a few times and not for each of its messages. */
const idleMs = 3_000;

/** Mail through one server, over a few connections. A message that was cut off after its text may have arrived: the repeat has the same Message-ID. */
export function smtpChannel(settings: SmtpSettings, limitMs = usualLimitMs): Channel {
  const place = `The mail server ${settings.host}:${settings.port}`;
  const idle = new IdleSessions();
  return {
    name: 'smtp',
    lanes: 4,
    async send(message) {
      const mail = await composedMail(message, settings.from);
      const to = message.to.map(({ email }) => email);
      const session = idle.take() ?? new SmtpSession(settings, limitMs);
      const timer = setTimeout(() => session.giveUp(timeOutFault(place, limitMs)), limitMs);
      try {
        await session.open();
        const refused = await session.send({ from: settings.from.email, to }, mail);
        idle.keep(session);
        return refused.length === 0 ? {} : { note: `${refused.length} of ${to.length} addresses were refused: ${refused.join(', ')}` };
      } catch (error) {
        session.giveUp(new Error('given up'));
        throw faultOf(place, error);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => idle.leave(),
  };
}

class IdleSessions {
  private readonly timers = new Map<SmtpSession, NodeJS.Timeout>();

  take(): SmtpSession | undefined {
    for (const [session, timer] of this.timers) {
      clearTimeout(timer);
      this.timers.delete(session);
      if (session.canBeUsed()) return session;
      session.leave();
    }
    return undefined;
  }

  keep(session: SmtpSession): void {
    const leave = (): void => {
      this.timers.delete(session);
      session.leave();
    };
    this.timers.set(session, setTimeout(leave, idleMs).unref());
  }

  leave(): void {
    for (let session = this.take(); session; session = this.take()) session.leave();
  }
}

interface SmtpError extends Error {
  readonly code?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

function faultOf(place: string, error: unknown): ChannelFault {
  if (error instanceof ChannelFault) return error;
  const { code, response, responseCode, message }: SmtpError = error instanceof Error ? error : new Error(String(error));
  const answer = response ?? message;
  if (code === 'EAUTH')
    return new ChannelFault('channel', `${place} refused user or password: ${answer}. Check the user and the password of the mail account.`);
  if (code === 'ETLS' && response !== undefined) return new ChannelFault('channel', `${place} does not offer TLS (STARTTLS): ${answer}.`);
  if (code === 'ETIMEDOUT') return new ChannelFault('channel', `${place} did not answer in time: ${message}.`);
  if (code === 'EENVELOPE' && responseCode !== closing) return new ChannelFault('message', `${place} refused the addresses: ${answer}.`);
  const refused = new ChannelFault(code === 'EMESSAGE' && responseCode !== closing ? 'message' : 'channel', `${place} did not take the message: ${answer}.`);
  return response === undefined ? (networkFault(place, error) ?? refused) : refused;
}

/** The server says so whatever the message: it is stopping, or has too much to do. */
const closing = 421;
