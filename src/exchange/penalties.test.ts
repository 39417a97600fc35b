/** A published decision as open data and for 信用中国, and how it leaves both. */
import { expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { follow } from '../core/follow.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { approveEntry, confirmEntry, publishEntry, withdrawEntry } from '../disclosure/actions.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { findEntryOfCase } from '../disclosure/reads/entries.ts';
import { hashOf, must } from '../disclosure/sample.testing.ts';
import { refreshOpenData } from '../opendata/jobs.ts';
import { findRow, listRows } from '../opendata/reads/rows.ts';
import { mayBeServed } from '../opendata/reads/versions.ts';
import { DATASETS } from '../opendata/types/datasets.ts';
import { carryCase, lead, openedCaseScene, sampleLead } from '../penalty/scene.testing.ts';
import { actorOf } from '../testing/runtime.ts';
import { exportPack, setMapping } from './actions.ts';
import { findBatch, findMapping, listPending, pendingView } from './reads/packs.ts';
import type { PendingView } from './types.ts';
import { PACKS } from './types/packs.ts';

const OFFICE = actorOf(['group-office']);
const CHIEF = actorOf(['section-chief'], 'chief');
const REVIEWER = actorOf(['disclosure-reviewer'], 'reviewer');
const scene = openedCaseScene();

test('a decision: one row with its sum to the fen, a file for 双公示, 410 and 撤销 after its withdrawal', async () => {
  const { runtime } = scene;
  scene.at('2026-03-02');
  const given = sampleLead({});
  const { caseId } = await carryCase(scene, 'executing', undefined, given);
  for (const follower of disclosureFollowers) await follow(runtime, 1, follower);
  const entry = await read(runtime, 1, (tx) => findEntryOfCase(tx, caseId));
  const entryId = entry?.entry_id ?? '';
  await must(execute(runtime, lead(scene), confirmEntry, newId(), { entryId }));
  await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
  await must(execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) }));
  await refreshOpenData(runtime, 1);
  const [row] = await read(runtime, 1, (tx) => listRows(tx, 'penalties', { where: {}, after: '', limit: 10 }));
  expect(row).toMatchObject({
    penalty_id: entryId,
    party_name: given.party.name,
    credit_code: given.party.creditCode,
    kinds: ['fine'],
    content: ['罚款8000.00元'],
    fine_fen: 800_000,
    confiscated_fen: 0,
  });
  // What the decision says elsewhere of people and places is in neither.
  expect(JSON.stringify(row)).not.toMatch(new RegExp(`${given.party.principal}|${given.party.address}`));

  // The bureau of the scene has stated no code of its own: named, and not sent.
  expect((await pending()).problems.map(({ missing }) => missing)).toEqual([
    ['处罚机关统一社会信用代码', '数据来源单位统一社会信用代码'],
  ]);
  const columns = PACKS.penalty.columns.filter(({ from }) => from.kind !== 'field' || from.field !== 'bureauCode');
  const mapping = { columns: [...columns] };
  await must(execute(runtime, OFFICE, setMapping, newId(), { pack: 'penalty', version: 0, mapping }));
  const text = await exported();
  expect(text).toContain(`${given.party.name},`);
  expect(text).toContain('罚款8000.00元,0.8,');
  expect(text).not.toContain(given.party.address);

  await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '处罚决定被撤销' }));
  expect(await read(runtime, 1, (tx) => mayBeServed(tx, 'penalties', DATASETS.penalties))).toBe(false);
  await refreshOpenData(runtime, 1);
  expect(await read(runtime, 1, (tx) => findRow(tx, 'penalties', entryId))).toBe('taken-back');
  const corrections = await read(runtime, 1, (tx) => listRows(tx, 'corrections', { where: {}, after: '', limit: 10 }));
  expect(corrections).toMatchObject([{ dataset: 'penalties', record_id: entryId, kind: 'withdrawal' }]);
  expect(await exported()).toContain(',撤销');
}, 60_000);

const pending = (): Promise<PendingView> =>
  read(scene.runtime, 1, async (tx) =>
    pendingView(tx, 'penalty', (await findMapping(tx, 'penalty')).mapping, await listPending(tx, 'penalty')),
  );

/** The text of the file that goes out now. */
async function exported(): Promise<string> {
  const { runtime } = scene;
  const { seen, problems } = await pending();
  expect(problems).toEqual([]);
  const { batchId } = await must(
    execute(runtime, OFFICE, exportPack, newId(), { pack: 'penalty', format: 'csv', seen, leaveOut: false }),
  );
  const batch = await read(runtime, 1, (tx) => findBatch(tx, batchId));
  return (await runtime.files.get(batch?.sha256 ?? '')).toString('utf8');
}
