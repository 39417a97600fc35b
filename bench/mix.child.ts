/** The served side of `bench/mix.ts`: the whole site over a bureau of many years, with somebody signed in for every role. @module */
import type { AddressInfo } from 'node:net';
import { inBureau } from '../src/core/transact.ts';
import { saveExpert } from '../src/directory/actions/save.ts';
import { benchRuntime, openNeighbour } from '../src/testing/bench-runtime.ts';
import { done } from '../src/testing/draw-ceremony.ts';
import { seedDeeds } from '../src/testing/many-deeds.ts';
import { seedEnterprises, vacuumEnterprises } from '../src/testing/many-enterprises.ts';
import { actorOf } from '../src/testing/runtime.ts';
import { openSite } from '../src/testing/served-site.ts';

const [enterprises, deeds] = [Number(process.argv[2]), Number(process.argv[3])];
const runtime = await benchRuntime();
await openNeighbour(runtime);
await seedEnterprises(runtime, enterprises);
await vacuumEnterprises(runtime);
const { recordId: expertId } = await done(runtime, actorOf(['group-office']), saveExpert, {
  target: null,
  reason: '聘任',
  content: { directoryNumber: 'ZJ-0001', name: '甲专示', specialties: [] },
});
const site = await openSite(runtime);
await seedDeeds(runtime, deeds);
const ids = await inBureau(runtime, 1, ({ db }) =>
  db.selectFrom('enterprise').select('enterprise_id').orderBy('enterprise_id').limit(500).execute(),
);
await site.app.listen({ host: '127.0.0.1', port: 0 });
const { port } = site.app.server.address() as AddressInfo;
const cookies = Object.fromEntries(
  site.callers.flatMap(({ role, bureauId, cookie }) => (bureauId === 1 ? [[role, cookie]] : [])),
);
const enterpriseIds = ids.map(({ enterprise_id: id }) => id);
process.stdout.write(`${JSON.stringify({ port, cookies, expertId, enterpriseIds, leadIds: [] })}\n`);
process.once('SIGTERM', () => {
  void site.app.close().then(() => runtime.close());
});
