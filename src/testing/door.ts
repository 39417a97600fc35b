/** People at the door, for tests: the application with sign-in, and persons who have an account, over HTTP alone. @module */
import { randomUUID } from 'node:crypto';
import { createOTP } from '@better-auth/utils/otp';
import { base32 } from '@better-auth/utils/base32';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { createStaff, grantRoles } from '../bureau/actions/staff.ts';
import type { Role } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { openIdentity } from '../core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../core/identity/secrets.ts';
import type { UnifiedPlatform } from '../core/identity/unified.ts';
import { buildApp } from '../http/app.ts';
import { identifier, sessionRoutes } from '../http/session.ts';
import { actorOf, type TestRuntime } from './runtime.ts';

export const ONE_TIME = 'k7m2-9xpq-zr4t-hw3n';
export const PASSWORD = 'Correct-horse battery 7';

export interface Person {
  readonly staffId: string;
  readonly username: string;
  readonly cookie: string;
}

export interface Door {
  readonly app: FastifyInstance;
  post(
    url: string,
    payload?: object,
    cookie?: string,
    headers?: Record<string, string>,
  ): Promise<LightMyRequestResponse>;
  get(url: string, cookie?: string): Promise<LightMyRequestResponse>;
  /** A person of these roles who has changed the one-time password; signed in. */
  newPerson(roles?: readonly Role[], bureauId?: number): Promise<Person>;
  /** Enrols an authenticator app; gives its code of a moment, and the recovery codes. */
  enrolTotp(person: Person): Promise<{ codeAt: (secondsFromNow?: number) => Promise<string>; recoveryCodes: string[] }>;
}

let people = 0;

interface DoorOptions {
  readonly unified?: UnifiedPlatform;
  readonly publicUrl?: string;
}

export async function openDoor(runtime: TestRuntime, { unified, publicUrl }: DoorOptions = {}): Promise<Door> {
  const identity = openIdentity({
    db: runtime.db,
    clock: runtime.clock,
    secrets: temporaryIdentitySecrets(),
    publicUrl,
    unified,
  });
  const extend = async (instance: FastifyInstance): Promise<void> => sessionRoutes(instance, runtime, identity);
  const app = await buildApp({ runtime, identify: identifier(runtime, identity), logging: false, extend });
  const post: Door['post'] = (url, payload = {}, cookie = '', headers = {}) =>
    app.inject({
      method: 'POST',
      url,
      payload,
      headers: { cookie, 'idempotency-key': randomUUID(), 'user-agent': 'test browser', ...headers },
    });
  return {
    app,
    post,
    get: (url, cookie = '') => app.inject({ method: 'GET', url, headers: { cookie } }),

    newPerson: async (roles = [], bureauId = 1) => {
      people += 1;
      const username = `door${people}`;
      const input = { name: `门前${people}`, department: '综合科', username, oneTimePassword: ONE_TIME };
      const by = (role: Role) => actorOf([role], role, bureauId);
      const created = await execute(runtime, by('system-admin'), createStaff, randomUUID(), input);
      if (!created.ok) throw new Error(JSON.stringify(created.refusals));
      const { staffId } = created.value;
      if (roles.length > 0)
        await execute(runtime, by('security-admin'), grantRoles, randomUUID(), { staffId, roles: [...roles] });
      const cookie = cookieOf(await post('/api/sign-in', { username, password: ONE_TIME }));
      const changed = await post(
        '/api/staff.change-own-password',
        { currentPassword: ONE_TIME, newPassword: PASSWORD },
        cookie,
      );
      if (changed.statusCode !== 200) throw new Error(changed.body);
      return { staffId, username, cookie };
    },

    enrolTotp: async ({ cookie }) => {
      const offer = await post('/api/account/totp-offer', {}, cookie);
      const otp = createOTP(base32.decode(offer.json<{ secret: string }>().secret));
      const codeAt = (seconds = 0): Promise<string> =>
        otp.hotp(Math.floor((Temporal.Instant.from(runtime.clock.now()).epochMilliseconds / 1_000 + seconds) / 30));
      // The code of the step before: so that the present one is still unused.
      const enrolled = await post('/api/staff.enrol-totp', { code: await codeAt(-30) }, cookie);
      if (enrolled.statusCode !== 200) throw new Error(enrolled.body);
      return { codeAt, recoveryCodes: enrolled.json<{ recoveryCodes: string[] }>().recoveryCodes };
    },
  };
}

export function cookieOf(response: LightMyRequestResponse): string {
  return response.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ');
}

export function codesOf(response: LightMyRequestResponse): readonly string[] {
  return response.json<{ refusals?: { code: string }[] }>().refusals?.map(({ code }) => code) ?? [];
}
