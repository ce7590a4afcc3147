import { ChannelFault } from './channel.ts';

/** What sockets and TLS say, as a sentence; null where it was something else. `place` is a host and port, never a whole address with its key. */
export function networkFault(place: string, error: unknown): ChannelFault | null {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const sentence = sentenceOf(place, cause);
    if (sentence !== null) return new ChannelFault('channel', sentence);
  }
  return null;
}

export const timeOutFault = (place: string, limitMs: number): ChannelFault =>
  new ChannelFault('channel', `${place} did not answer within ${limitMs / 1000} s: it is down, overloaded, or cut off by a firewall.`);

function sentenceOf(place: string, error: Error): string | null {
  const code = codeOf(error);
  if (/CERT|SIGNATURE|SELF_SIGNED|UNABLE_TO_GET_ISSUER|ALTNAME/.test(code) || /certificate|altname/i.test(error.message))
    return `The certificate of ${place} does not fit: ${error.message}. Expected: one for this host name, from an authority that this machine trusts.`;
  const what = plainly[code];
  return what === undefined ? null : `${place} ${what} (${code}).`;
}

/** nodemailer puts a code of its own over the system's. */
function codeOf(error: Error): string {
  if ('originalCode' in error && typeof error.originalCode === 'string') return error.originalCode;
  return 'code' in error ? String(error.code) : '';
}

const plainly: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached: nothing listens there',
  ENOTFOUND: 'cannot be reached: this host name is not known',
  EDNS: 'cannot be reached: this host name is not known',
  EAI_AGAIN: 'cannot be reached: its host name cannot be looked up now',
  EHOSTUNREACH: 'cannot be reached: there is no way to this host',
  ENETUNREACH: 'cannot be reached: there is no way to its network',
  ECONNECTION: 'broke the connection off',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  EPROTO: 'does not speak TLS as expected',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS as expected',
  ETLS: 'does not offer TLS (STARTTLS), or failed to begin it',
};
