/** Oversight on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { assessmentDeedSpecs, assessmentReadSpecs } from './routes/assessment.ts';
import { feedbackDeedSpecs, feedbackReadSpecs } from './routes/feedback.ts';
import { closeNotice, issueNotice, replyNotice, returnNotice, setLimits } from './actions/notices.ts';
import { oversightReads } from './deeds.ts';
import { findAlert, findAlerts, readLimits } from './reads/console.ts';
import { listNotices } from './reads/notices.ts';
import { readPairs } from './reads/pairs.ts';
import { readRatings } from './reads/ratings.ts';
import { ALERT_CODES, AlertView, Console, PairMap } from './types/alerts.ts';
import { NoticeId, NoticeView } from './types/notices.ts';
import { RatingTally } from './types/ratings.ts';

const FIRST = 10;
const MOST = 1_000;

const readConsole = defineRead({
  path: '/api/oversight',
  kind: 'oversight.read-console',
  rule: oversightReads['oversight.read-console'],
  input: z.object({}),
  output: Console,
  run: async (tx) => {
    const { version, limits } = await readLimits(tx);
    return ok({ asOf: tx.now, version, limits, alerts: await findAlerts(tx, limits, FIRST) });
  },
});

const readAlert = defineRead({
  path: '/api/oversight/alerts/:code',
  kind: 'oversight.read-console',
  rule: oversightReads['oversight.read-console'],
  input: z.object({ code: z.enum(ALERT_CODES) }),
  output: AlertView,
  run: async (tx, { code }) => ok(await findAlert(tx, code, (await readLimits(tx)).limits, MOST)),
});

const readPairMap = defineRead({
  path: '/api/oversight/pairs',
  kind: 'oversight.read-console',
  rule: oversightReads['oversight.read-console'],
  input: z.object({}),
  output: PairMap,
  run: async (tx) => ok(await readPairs(tx)),
});

const readNotices = defineRead({
  path: '/api/oversight/notices',
  kind: 'oversight.read-notices',
  rule: oversightReads['oversight.read-notices'],
  input: z.object({}),
  output: z.object({ asOf: z.string(), rows: z.array(NoticeView) }),
  run: async (tx, _input, actor) => ok({ asOf: tx.now, rows: await listNotices(tx, actor) }),
});

const readNotice = defineRead({
  path: '/api/oversight/notices/:noticeId',
  kind: 'oversight.read-notices',
  rule: oversightReads['oversight.read-notices'],
  input: z.object({ noticeId: NoticeId }),
  output: NoticeView,
  run: async (tx, { noticeId }, actor) => {
    const [notice] = await listNotices(tx, actor, noticeId);
    return notice === undefined ? refuse([{ code: 'notice-not-found' }]) : ok(notice);
  },
});

const readTally = defineRead({
  path: '/api/oversight/ratings',
  kind: 'oversight.read-ratings',
  rule: oversightReads['oversight.read-ratings'],
  input: z.object({}),
  output: RatingTally,
  run: async (tx) => ok(await readRatings(tx)),
});

export const oversightDeedSpecs: readonly DeedSpec[] = [
  ...feedbackDeedSpecs,
  ...assessmentDeedSpecs,
  setLimits,
  issueNotice,
  replyNotice,
  closeNotice,
  returnNotice,
];
export const oversightReadSpecs: readonly ReadSpec[] = [
  ...feedbackReadSpecs,
  ...assessmentReadSpecs,
  readConsole,
  readAlert,
  readPairMap,
  readNotices,
  readNotice,
  readTally,
];
