/** A visit that stands at the door, its officers' accounts, the real site, and a line to it that can be cut. @module */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { createAccount } from '../../src/core/identity/accounts.ts';
import { inBureau } from '../../src/core/transact.ts';
import { CHIEF, type Scene, type SceneRuntime, type Team } from '../../src/inspection/scene.testing.ts';
import { carry } from '../../src/inspection/steps.testing.ts';
import type { Person } from '../main-job/world.ts';
import { serveSite } from '../site.ts';

/** Bytes a bad line lets through at a time, and how often. */
const SIP = 16 * 1024;
const SIP_MS = 30;

export interface Line {
  readonly address: string;
  cut(): void;
  mend(): void;
  /** Slow, and broken every so many milliseconds; the returned function makes it good again. */
  makeBad(everyMs: number): () => void;
}

export interface Plant {
  readonly team: Team;
  readonly line: Line;
  readonly people: { readonly lead: Person; readonly second: Person; readonly expert: Person; readonly chief: Person };
  close(): Promise<void>;
}

/** Opens the site over the scene, with one of its visits (with an expert, where that is asked for) carried to the notice. */
export async function openPlant(scene: Scene<SceneRuntime>, withExpert = false): Promise<Plant> {
  const { runtime } = scene;
  const team = await carry(scene, scene.take(withExpert), 'notified');
  const people = {
    lead: personOf('renyuan1', team.lead.staffId),
    second: personOf('renyuan2', team.second.staffId),
    expert: personOf('zhuanjia1', '专家'),
    chief: personOf('kezhang1', '科长'),
  };
  for (const [person, actor] of [
    [people.lead, team.lead],
    [people.second, team.second],
    [people.chief, CHIEF],
    ...(team.expert === undefined ? [] : [[people.expert, team.expert] as const]),
  ] as const)
    await inBureau(runtime, 1, async ({ db, now }) => {
      const account = { accountId: actor.staffId, bureauId: 1, username: person.username, password: person.password };
      await createAccount(db, { ...account, isOneTime: false }, now);
      await db
        .insertInto('staff')
        .values({
          bureau_id: 1,
          staff_id: actor.staffId,
          name: person.name,
          department: '执法大队',
          username: person.username,
          roles: [...actor.roles],
          active: true,
          created_at: now,
        })
        .execute();
    });
  const site = await serveSite(runtime);
  const { line, close } = await openLine(Number(new URL(site.address).port));
  return {
    team,
    line,
    people,
    close: async () => {
      await close();
      await site.close();
    },
  };
}

function personOf(username: string, name: string): Person {
  return { username, name, password: `${username} sunny river bank` };
}

/** A line between phone and server, cut and mended at will. */
async function openLine(port: number): Promise<{ readonly line: Line; readonly close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let isSlow = false;
  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((phone) => {
    if (isCut) return phone.destroy();
    const site = connect(port, '127.0.0.1');
    for (const socket of [phone, site]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    phone.on('close', () => site.destroy());
    site.on('close', () => phone.destroy());
    site.pipe(phone);
    phone.on('data', (bytes: Buffer) => {
      if (!isSlow) return site.write(bytes);
      phone.pause();
      void sip(bytes, site).then(() => phone.resume());
      return true;
    });
    return undefined;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port: own } = server.address() as AddressInfo;
  return {
    line: {
      address: `http://127.0.0.1:${own}`,
      cut: () => {
        isCut = true;
        drop();
      },
      mend: () => {
        isCut = false;
      },
      makeBad: (everyMs) => {
        isSlow = true;
        const timer = setInterval(drop, everyMs);
        return () => {
          isSlow = false;
          clearInterval(timer);
        };
      },
    },
    close: () =>
      new Promise((resolve) => {
        drop();
        server.close(() => resolve());
      }),
  };
}

async function sip(bytes: Buffer, site: Socket): Promise<void> {
  for (let at = 0; at < bytes.length; at += SIP) {
    if (site.destroyed) return;
    site.write(bytes.subarray(at, at + SIP));
    await new Promise((resolve) => setTimeout(resolve, SIP_MS));
  }
}
