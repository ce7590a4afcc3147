import SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SmtpSettings } from './channel-settings.ts';

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

const mostMessages = 100;

/** One connection to the mail server, from greeting to QUIT. What is under way fails as soon as the connection does. */
export class SmtpSession {
  private state: 'new' | 'open' | 'ended' = 'new';
  private messages = 0;
  private readonly settings: SmtpSettings;
  private readonly connection: SMTPConnection;
  private readonly broken: Promise<never>;
  private break: (error: Error) => void = () => undefined;

  constructor(settings: SmtpSettings, limitMs: number) {
    this.settings = settings;
    const { host, port, tls, ca } = settings;
    const limits = { connectionTimeout: limitMs, greetingTimeout: limitMs, socketTimeout: limitMs, dnsTimeout: limitMs, socketCloseTimeout: 0 };
    this.connection = new SMTPConnection({
      ...limits,
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      tls: ca === undefined ? {} : { ca },
    });
    this.broken = new Promise((_, reject) => (this.break = reject));
    this.broken.catch(() => undefined); // between two messages nobody waits for it
    this.connection.on('error', (error: Error) => this.giveUp(error));
    this.connection.on('end', () => this.giveUp(Object.assign(new Error('connection closed'), { code: 'ECONNRESET' })));
  }

  /** For one more message: what waits for the end of a connection grows with each, so none is kept for ever. */
  canBeUsed(): boolean {
    return this.state === 'open' && this.messages < mostMessages;
  }

  /** Greeting, TLS and password; once open it stays so. */
  async open(): Promise<void> {
    if (this.state === 'open') return;
    await this.step((done) => this.connection.connect(done));
    const { login } = this.settings;
    if (login) await this.step((done) => this.connection.login({ credentials: { user: login.user, pass: login.password } }, (error) => done(error)));
    this.state = 'open';
  }

  /** The addresses that were refused, where others were accepted. */
  send({ from, to }: Envelope, mail: Buffer): Promise<readonly string[]> {
    this.messages++;
    return this.step<readonly string[]>((done) =>
      this.connection.send({ from, to: [...to] }, mail, (error, info) => done(error, (info?.rejected ?? []).map(String))),
    );
  }

  giveUp(error: Error): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.break(error);
    this.connection.close();
  }

  leave(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.connection.quit();
  }

  private step<Result = void>(act: (done: (error?: Error | null, result?: Result) => void) => void): Promise<Result> {
    const done = new Promise<Result>((resolve, reject) => act((error, result) => (error ? reject(error) : resolve(result as Result))));
    return Promise.race([done, this.broken]);
  }
}
