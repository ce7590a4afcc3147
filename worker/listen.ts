/** Where a worker lets others look at it. */
export interface Listen {
  readonly host: string;
  readonly port: number;
}

/** `9464` or `127.0.0.1:9464` or `[::1]:9464`. A port alone is on the loopback interface: opening it to others is a decision that has to be written down. */
export function parseListen(text: string): Listen | null {
  const { host = '127.0.0.1', port = '' } = /^(?:(?<host>[A-Za-z0-9.-]+|\[[0-9a-fA-F:.]+\]):)?(?<port>\d{1,5})$/.exec(text)?.groups ?? {};
  const isPort = port !== '' && Number(port) <= 65_535;
  return isPort ? { host: host.replace(/^\[|\]$/g, ''), port: Number(port) } : null;
}

export const addressOf = ({ host, port }: Listen): string => (host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`);
