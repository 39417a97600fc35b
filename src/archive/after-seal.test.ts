/** What comes into a file after its volume was sealed: a new version is asked for, and has it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import { read } from '../core/transact.ts';
import { approveEntry, confirmEntry, publishEntry, withdrawEntry } from '../disclosure/actions.ts';
import { decideObjection } from '../disclosure/actions/objection.ts';
import { LEGAL as ANSWERS, object } from '../disclosure/objection.testing.ts';
import { findEntryOfCase } from '../disclosure/reads/entries.ts';
import { hashOf, must } from '../disclosure/sample.testing.ts';
import { CHIEF, doAct, LEGAL, lead, openedCaseScene } from '../penalty/scene.testing.ts';
import { openScene, type Scene } from '../inspection/scene.testing.ts';
import { act, done } from '../testing/draw-ceremony.ts';
import { codes } from '../testing/refusal-codes.ts';
import type { TestRuntime } from '../testing/runtime.ts';
import { amendVolume } from './actions/seal.ts';
import type { Volume } from './reads/volumes.ts';
import { ARCHIVIST, closedVisit, REVIEWER, sealed, sealedCase, settleArchive, volumeOf } from './scene.testing.ts';

const papersIn = ({ content }: Volume): string[] => (content?.entries ?? []).map(({ requirement }) => requirement);

/** The next version, which must have something new. */
async function amended(runtime: TestRuntime, volume: Volume): Promise<void> {
  expect(volume.later_on).not.toBeNull();
  const amendment = { volumeId: volume.volume_id, reason: '封存后的新材料' };
  expect(await done(runtime, ARCHIVIST, amendVolume, amendment)).toMatchObject({ version: volume.version + 1 });
  expect(codes(await act(runtime, ARCHIVIST, amendVolume, amendment))).toEqual(['archive-nothing-new']);
}

describe('the sealed volume of a case', () => {
  const scene = openedCaseScene();

  test('asks for a version with the suit that came after the closing, and with its end', async () => {
    const { runtime } = scene;
    const { caseId, volume } = await sealedCase(scene);
    expect(papersIn(volume)).not.toContain('challenge');
    await doAct(scene, LEGAL, 'note-challenge', caseId, {
      kind: 'reconsideration',
      organ: '测试区人民政府',
      on: scene.today(),
    });
    await settleArchive(runtime);
    await amended(runtime, await volumeOf(runtime, { caseId }));
    expect(papersIn(await volumeOf(runtime, { caseId }))).toContain('challenge');
  });

  test('asks for a version with what was published of it, and when that was taken back', async () => {
    const { runtime } = scene;
    const { caseId } = await sealedCase(scene);
    await settleArchive(runtime);
    const entry = await read(runtime, 1, (tx) => findEntryOfCase(tx, caseId));
    const entryId = entry?.entry_id ?? '';
    await must(execute(runtime, lead(scene), confirmEntry, newId(), { entryId }));
    await must(execute(runtime, CHIEF, approveEntry, newId(), { entryId }));
    await settleArchive(runtime);
    // A draft is nothing that belongs to the file.
    expect((await volumeOf(runtime, { caseId })).later_on).toBeNull();
    await must(execute(runtime, REVIEWER, publishEntry, newId(), { entryId, hash: await hashOf(runtime, entryId) }));
    await settleArchive(runtime);
    await amended(runtime, await volumeOf(runtime, { caseId }));
    expect(papersIn(await volumeOf(runtime, { caseId }))).toContain('publication');
    await must(execute(runtime, REVIEWER, withdrawEntry, newId(), { entryId, reason: '决定有误' }));
    await settleArchive(runtime);
    await amended(runtime, await volumeOf(runtime, { caseId }));
    expect((await volumeOf(runtime, { caseId })).version).toBe(3);
  });
});

describe('the sealed volume of a visit', () => {
  let scene: Scene;
  beforeAll(async () => {
    scene = await openScene();
  }, 60_000);
  afterAll(() => scene.close());

  test('asks for a version with an objection once it is answered, without who can be reached where', async () => {
    const { runtime } = scene;
    const team = await closedVisit(scene);
    await settleArchive(runtime);
    await sealed(runtime, await volumeOf(runtime, team));
    const { entry_id: entryId } = await read(runtime, 1, ({ db }) =>
      db
        .selectFrom('disclosure_entry')
        .select('entry_id')
        .where('bureau_id', '=', 1)
        .where('inspection_id', '=', team.inspectionId)
        .executeTakeFirstOrThrow(),
    );
    const { objectionId } = await must(object(runtime, entryId, { contact: '022-00000000' }));
    await settleArchive(runtime);
    expect((await volumeOf(runtime, team)).later_on).toBeNull();
    await must(
      execute(runtime, ANSWERS, decideObjection, newId(), { objectionId, outcome: 'upheld', reason: '经核查无误' }),
    );
    await settleArchive(runtime);
    await amended(runtime, await volumeOf(runtime, team));
    const { content } = await volumeOf(runtime, team);
    expect(papersIn(await volumeOf(runtime, team))).toContain('objection');
    expect(JSON.stringify(content)).not.toContain('022-00000000');
  });
});
