/** The page of a case goes on after its last act: to the publication and the archive. */
import { expect, test } from 'vitest';
import { REVIEWER, sealedCase, settleArchive } from '../archive/scene.testing.ts';
import { read } from '../core/transact.ts';
import { approveEntry, confirmEntry, publishEntry } from '../disclosure/actions.ts';
import { findEntryOfCase } from '../disclosure/reads/entries.ts';
import { hashOf } from '../disclosure/sample.testing.ts';
import { findCase } from '../penalty/reads/cases.ts';
import { viewCase } from '../penalty/reads/view.ts';
import { CHIEF, lead, openedCaseScene } from '../penalty/scene.testing.ts';
import { done } from '../testing/draw-ceremony.ts';
import { laterSubjectsOf } from './case-later.ts';

const scene = openedCaseScene();

test('the timeline of a case has the seal of its volume and the publication of its decision, and nothing of another case', async () => {
  const { runtime } = scene;
  const { caseId } = await sealedCase(scene);
  await sealedCase(scene);
  await settleArchive(runtime);
  const entryId = (await read(runtime, 1, (tx) => findEntryOfCase(tx, caseId)))?.entry_id ?? '';
  await done(runtime, lead(scene), confirmEntry, { entryId });
  await done(runtime, CHIEF, approveEntry, { entryId });
  await done(runtime, REVIEWER, publishEntry, { entryId, hash: await hashOf(runtime, entryId) });
  const kinds = await read(runtime, 1, async (tx) => {
    const file = await findCase(tx, caseId);
    if (file === undefined) throw new Error('the case is gone');
    return (await viewCase(tx, file, CHIEF, laterSubjectsOf)).events.map(({ kind }) => kind);
  });
  expect(kinds[0]).toBe('penalty.open-lead');
  expect(kinds.slice(kinds.indexOf('penalty.approve-closing'))).toEqual([
    'penalty.approve-closing',
    'archive.assemble',
    'archive.seal',
    'disclosure.publish',
  ]);
});
