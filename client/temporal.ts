import type { Client, ConnectionOptions } from '@temporalio/client';
import { serverUnreachable } from './answers.ts';

export interface TemporalPlace {
  readonly namespace: string;
  readonly taskQueue: string;
  readonly connectionOptions: ConnectionOptions;
}

/** The Temporal server, connected when a command first needs it: whoever only reads the ledger never loads the SDK. */
export interface Temporal {
  readonly connect: () => Promise<ConnectedTemporal>;
  readonly close: () => Promise<void>;
}

export interface ConnectedTemporal {
  readonly client: Client;
  readonly namespace: string;
  readonly taskQueue: string;
}

const connectLimitMs = 5_000;

export function lazyTemporal(findPlace: () => Promise<TemporalPlace>): Temporal {
  let connected: Promise<ConnectedTemporal> | null = null;
  return {
    connect: () =>
      (connected ??= connect(findPlace).catch((error: unknown) => {
        connected = null; // a program that goes on running tries anew
        throw error;
      })),
    close: async () => {
      const temporal = await connected?.catch(() => null);
      await temporal?.client.connection.close();
    },
  };
}

async function connect(findPlace: () => Promise<TemporalPlace>): Promise<ConnectedTemporal> {
  const { namespace, taskQueue, connectionOptions } = await findPlace();
  const { Client, Connection } = await import('@temporalio/client');
  try {
    const connection = await Connection.connect({ ...connectionOptions, connectTimeout: connectLimitMs });
    return { client: new Client({ connection, namespace }), namespace, taskQueue };
  } catch (error) {
    throw serverUnreachable('Temporal', error);
  }
}
