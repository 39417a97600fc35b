/** Feedback on the wire. @module */
import { defineRead, type DeedSpec, type ReadSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { z } from 'zod';
import {
  draftBulletin,
  issueBulletin,
  recordReply,
  returnReply,
  setThresholds,
  settleReply,
} from '../actions/feedback.ts';
import { oversightReads } from '../deeds.ts';
import { findBulletin, listBulletins } from '../reads/feedback.ts';
import { BulletinId, BulletinList, BulletinView } from '../types/feedback.ts';

const readBulletins = defineRead({
  path: '/api/bulletins',
  kind: 'feedback.read',
  rule: oversightReads['feedback.read'],
  input: z.object({}),
  output: BulletinList,
  run: async (tx) => ok(await listBulletins(tx)),
});

export const readBulletin = defineRead({
  path: '/api/bulletins/:bulletinId',
  kind: 'feedback.read',
  rule: oversightReads['feedback.read'],
  input: z.object({ bulletinId: BulletinId }),
  output: BulletinView,
  run: async (tx, { bulletinId }, actor) => {
    const found = await findBulletin(tx, bulletinId, actor.staffId);
    return found === undefined ? refuse([{ code: 'bulletin-not-found' }]) : ok(found);
  },
});

export const feedbackDeedSpecs: readonly DeedSpec[] = [
  setThresholds,
  draftBulletin,
  issueBulletin,
  recordReply,
  settleReply,
  returnReply,
];
export const feedbackReadSpecs: readonly ReadSpec[] = [readBulletins, readBulletin];
