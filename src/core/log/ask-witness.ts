/** Asks a witness for its cosignature over HTTP, and reaches nothing but witnesses: no redirects, no addresses of this machine. @module */
import { lookup } from 'node:dns';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const TIMEOUT_MS = 5_000;
const MOST_BYTES = 16 * 1024;

/** A witness on the bureau's own machine would witness nothing, and link-local addresses are those of the machine's host. */
const forbidden = new BlockList();
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('224.0.0.0', 3, 'ipv4');
forbidden.addAddress('::', 'ipv6');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addSubnet('ff00::', 8, 'ipv6');
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

export interface WitnessAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** Whether the bureau's server may connect to this address; loopback only where data is invented. */
export function isAllowedAddress(address: string, isDemo: boolean): boolean {
  // ::ffff:127.0.0.1 is 127.0.0.1.
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(plain) === 6 ? 'ipv6' : 'ipv4';
  if (isIP(plain) === 0 || forbidden.check(plain, family)) return false;
  if (family === 'ipv6' && /^::ffff:/i.test(plain)) return false;
  return isDemo || !loopback.check(plain, family);
}

/**
 * Posts a request to `<url>/add-checkpoint`.
 * @returns undefined when there is no answer within five seconds, one that is too long, or an address that is not allowed
 */
export async function askWitness(url: string, body: string, isDemo: boolean): Promise<WitnessAnswer | undefined> {
  const target = new URL(`${url.replace(/\/+$/, '')}/add-checkpoint`);
  const host = target.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isAllowedAddress(host, isDemo)) return undefined;
  const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const outgoing = send(
      target,
      {
        method: 'POST',
        headers: { 'content-type': 'text/plain; charset=utf-8', 'content-length': Buffer.byteLength(body) },
        lookup: allowedLookup(isDemo),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      },
      (incoming) => void readAnswer(incoming).then(resolve, () => resolve(undefined)),
    );
    outgoing.once('error', () => resolve(undefined));
    outgoing.end(body);
  });
}

/** Looks a name up and refuses what it leads to at the moment of connecting, so that no later answer of the name server gets by. */
function allowedLookup(isDemo: boolean): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      const allowed = (addresses ?? []).filter(({ address }) => isAllowedAddress(address, isDemo));
      const [first] = allowed;
      if (error !== null || first === undefined) callback(error ?? new Error(`${hostname} is no allowed address`), []);
      else if (options.all === true) callback(null, allowed);
      else callback(null, first.address, first.family);
    });
  };
}

async function readAnswer(incoming: IncomingMessage): Promise<WitnessAnswer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of incoming) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > MOST_BYTES) {
      incoming.destroy();
      return undefined;
    }
    parts.push(bytes);
  }
  const type = incoming.headers['content-type'] ?? '';
  return { status: incoming.statusCode ?? 0, type, body: Buffer.concat(parts).toString('utf8') };
}
