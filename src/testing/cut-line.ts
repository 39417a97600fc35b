/** A line that is cut: before the request, inside it, behind it, before or inside its answer (reliability §2, G18). @module */
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { nextAddress } from './served-site.ts';

/** Where the line breaks; only the last three leave it open whether the deed was done. */
export const CUTS = ['before', 'in-request', 'after-request', 'before-answer', 'in-answer'] as const;
export type Fate = (typeof CUTS)[number] | 'whole';

export interface CutLine {
  readonly port: number;
  /** How many connections met each fate. */
  readonly met: ReadonlyMap<Fate, number>;
  close(): Promise<void>;
}

/** Listens on loopback and passes each connection on to `port`, as far as its fate lets it. One request a connection. */
export async function openCutLine(port: number, fateOf: (connection: number) => Fate): Promise<CutLine> {
  const met = new Map<Fate, number>();
  const open = new Set<Socket>();
  let connections = 0;
  const server = createServer((client) => {
    const fate = fateOf(connections);
    connections += 1;
    met.set(fate, (met.get(fate) ?? 0) + 1);
    open.add(client);
    client.once('close', () => open.delete(client));
    // A line that is cut is an error at both of its ends.
    client.on('error', () => undefined);
    if (fate === 'before') client.destroy();
    else passOn(client, fate, port, nextAddress(connections).replace(/^10\./, '127.'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    met,
    close: async () => {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** From an address of its own, so that no limit of one address is reached. */
function passOn(client: Socket, fate: Exclude<Fate, 'before'>, port: number, localAddress: string): void {
  const server = connect({ port, host: '127.0.0.1', localAddress });
  server.on('error', () => undefined);
  client.on('data', (bytes: Buffer) => {
    server.write(fate === 'in-request' ? bytes.subarray(0, bytes.length >> 1) : bytes);
    if (fate === 'in-request') server.destroy();
    // The request goes its way; nobody is there any more who could hear of it.
    if (fate === 'in-request' || fate === 'after-request') client.destroy();
  });
  server.on('data', (bytes: Buffer) => {
    if (fate === 'whole') client.write(bytes);
    if (fate === 'in-answer') client.write(bytes.subarray(0, bytes.length >> 1));
    if (fate === 'in-answer' || fate === 'before-answer') client.destroy();
  });
  server.on('close', () => client.end());
}
