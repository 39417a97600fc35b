/** The witness as a small HTTP server: `POST /add-checkpoint`, and on `/` what it has seen. Node's own server, nothing else. @module */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../core/clock.ts';
import { lastNotes, type WitnessState } from './state.ts';
import { addCheckpoint, REFUSALS, statusOfRefusal, type Answer } from './witness.ts';

const MOST_BYTES = 64 * 1024;

/** What happened, for the person who watches the witness. */
export type Report = (answer: Answer) => void;

/** Listens; resolves with the server and the address it got. */
export async function serveWitness(
  state: WitnessState,
  clock: Clock,
  at: { readonly host: string; readonly port: number },
  report: Report,
): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((request, response) => {
    void respond(state, clock, request, response, report).catch((error: unknown) => {
      report({ is: 'refused', reason: 'malformed', size: 0, detail: String(error) });
      send(response, 500, 'text/plain; charset=utf-8', 'internal error\n');
    });
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { server, url: `http://${at.host.includes(':') ? `[${at.host}]` : at.host}:${port}` };
}

async function respond(
  state: WitnessState,
  clock: Clock,
  request: IncomingMessage,
  response: ServerResponse,
  report: Report,
): Promise<void> {
  if (request.method === 'GET' && request.url === '/')
    return send(response, 200, 'text/plain; charset=utf-8', await standing(state));
  if (request.url !== '/add-checkpoint') return send(response, 404, 'text/plain; charset=utf-8', 'not found\n');
  if (request.method !== 'POST') return send(response, 405, 'text/plain; charset=utf-8', 'POST only\n');
  const body = await readBody(request);
  if (body === undefined) return send(response, 413, 'text/plain; charset=utf-8', 'too large\n');
  const answer = await addCheckpoint(state, clock, body);
  report(answer);
  if (answer.is === 'cosigned') return send(response, 200, 'text/plain; charset=utf-8', answer.line);
  const { reason, size } = answer;
  if (reason === 'other-size') return send(response, 409, 'text/x.tlog.size', `${size}\n`);
  return send(response, statusOfRefusal(reason), 'text/plain; charset=utf-8', `${reason}: ${REFUSALS[reason]}\n`);
}

/** The key, and the last checkpoint of every log: what others compare with what they were shown. */
async function standing(state: WitnessState): Promise<string> {
  return [`${state.vkey}\n`, ...(await lastNotes(state))].join('\n');
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request) {
    const bytes = Buffer.from(part);
    length += bytes.length;
    if (length > MOST_BYTES) return undefined;
    parts.push(bytes);
  }
  return Buffer.concat(parts).toString('utf8');
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}
