import { createServer } from 'node:net';
import { DubanError, exitCodes } from '../errors.ts';

/** A port that nobody listens on now, on the loopback interface. */
export function freePort(): Promise<number> {
  return listenOnce(0);
}

/** For a port that somebody asked for by `flag`: says so if it is taken. */
export async function assertPortIsFree(port: number, flag: string): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new DubanError({
      code: 'PORT_UNAVAILABLE',
      message: `端口 ${port}（${flag}）${reason === 'EADDRINUSE' ? '已被其他程序占用' : `不能使用（${reason}）`}：请换一个端口，或去掉 ${flag} 由系统自选。`,
      details: { port, flag, reason },
      exitCode: exitCodes.invalidInput,
    });
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const chosen = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(chosen));
    });
  });
}
