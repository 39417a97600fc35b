/** The whole site on a port of this machine, and somebody who may sign in to it. @module */
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createStaff, grantRoles } from '../src/bureau/actions/staff.ts';
import type { Role } from '../src/core/actor.ts';
import { NO_BEACON_HOSTS } from '../src/core/beacon-hosts.ts';
import { setPassword } from '../src/core/identity/accounts.ts';
import { openIdentity } from '../src/core/identity/identity.ts';
import { temporaryIdentitySecrets } from '../src/core/identity/secrets.ts';
import { openSetupCode } from '../src/core/identity/setup-code.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { inBureau } from '../src/core/transact.ts';
import { buildSite } from '../src/http/site.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { actorOf } from '../src/testing/runtime.ts';

export interface ServedSite {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves without a worker: what follows of deeds happens when a story does it. */
export async function serveSite(runtime: Runtime): Promise<ServedSite> {
  const secrets = temporaryIdentitySecrets();
  const site = await buildSite({
    runtime,
    identity: openIdentity({ db: runtime.db, clock: runtime.clock, secrets, publicUrl: undefined }),
    setupCode: openSetupCode(join(tmpdir(), 'sunlot-story-without-setup-code')),
    beaconHosts: NO_BEACON_HOSTS,
    database: 'embedded',
    workerError: () => undefined,
    logging: false,
  });
  return { address: await site.listen({ host: '127.0.0.1', port: 0 }), close: () => site.close() };
}

export interface Keeper {
  readonly staffId: string;
  readonly username: string;
  readonly password: string;
}

/** An account of one role, with a password of its own already. */
export async function openAccount(runtime: Runtime, role: Role, username: string): Promise<Keeper> {
  const password = 'correct horse battery staple';
  const { staffId } = await done(runtime, actorOf(['system-admin']), createStaff, {
    username,
    name: '示例人员',
    department: '综合科',
    oneTimePassword: 'k7m2-9xpq-zr4t-hw3n',
  });
  await done(runtime, actorOf(['security-admin']), grantRoles, { staffId, roles: [role] });
  await setPassword(runtime.db, { accountId: staffId, password, isOneTime: false }, runtime.clock.now());
  return { staffId, username, password };
}

/** The account becomes that of an officer who was drawn. */
export async function giveSeat(
  runtime: Runtime,
  officerId: string,
  { staffId }: Pick<Keeper, 'staffId'>,
): Promise<void> {
  await inBureau(runtime, 1, ({ db }) =>
    db
      .updateTable('officer')
      .set({ staff_id: staffId })
      .where('bureau_id', '=', 1)
      .where('officer_id', '=', officerId)
      .execute(),
  );
}
