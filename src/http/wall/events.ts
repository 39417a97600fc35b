/** Server-sent events of a wall: one line per change, the same for everybody. @module */
import type { FastifyReply } from 'fastify';
import type { WallRow } from '../../draw/types/wall.ts';
import { wallText } from '../../web/kit/strings/wall.zh.ts';
import { revealRow } from '../../web/wall/outcome.ts';
import type { Wall, WallEvent } from './feed.ts';

const BEAT_MS = 10_000;
/** Of one watcher; a phone that takes nothing any more is let go and comes back by itself. */
const MOST_UNSENT_BYTES = 64 * 1024;

/** Sends the wall's changes until the reader goes. */
export async function streamWall(wall: Wall, reply: FastifyReply): Promise<void> {
  const { version, shown } = await wall.current();
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  const send = (text: string): void => {
    if (raw.writableLength > MOST_UNSENT_BYTES) raw.destroy();
    else raw.write(text);
  };
  send(`retry: 1000\n\n${await textOf({ is: 'stage', version, shown })}`);
  const leave = wall.watch((event) => void textOf(event).then(send));
  const beat = setInterval(() => send('event: beat\ndata: 1\n\n'), BEAT_MS);
  raw.on('close', () => {
    leave();
    clearInterval(beat);
  });
}

const made = new WeakMap<WallEvent, Promise<string>>();

/** Made once for all watchers. */
function textOf(event: WallEvent): Promise<string> {
  const text = made.get(event) ?? madeOf(event);
  made.set(event, text);
  return text;
}

async function madeOf(event: WallEvent): Promise<string> {
  const { is, version, shown } = event;
  const payload = { version, shown, ...(is === 'row' ? await rowPayload(event.row) : {}) };
  return `event: ${is}\ndata: ${JSON.stringify(payload)}\n\n`;
}

async function rowPayload(row: WallRow): Promise<Readonly<Record<string, string | number>>> {
  return {
    row: (await revealRow(row)).toString(),
    dot: row.dot,
    words: wallText.reveal.announced(row.place, row.name),
  };
}
