/** 公示 as the reviewer of the demo does it. @module */
import { read } from '../src/core/transact.ts';
import { publishEntry } from '../src/disclosure/actions.ts';
import { copyHash, copyOf, findEntry } from '../src/disclosure/reads/entries.ts';
import { DEMO_OFFICE } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

/** Published as it stands: the reviewer has read exactly this. */
export async function publishAsRead(stage: Stage, entryId: string): Promise<void> {
  const entry = await read(stage.runtime, DEMO_BUREAU, (tx) => findEntry(tx, entryId));
  if (entry === undefined) throw new Error('the demo entry is gone');
  await stage.act(DEMO_OFFICE.disclosure, publishEntry, { entryId, hash: copyHash(copyOf(entry)) });
}
