/** The module's deeds and reads for HTTP. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput } from '../core/list-query.ts';
import { ok, refuse } from '../core/result.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { listPublishedItems } from '../items/reads.ts';
import { findPlan } from '../plan/reads.ts';
import { largestCap } from '../plan/rules/caps.ts';
import { signRecord, viewRecord } from './actions/record.ts';
import { publishChain } from './actions/chains.ts';
import { forceOpen, releaseCode } from './actions/codes.ts';
import { completeDraw } from './actions/complete.ts';
import { configureDraw } from './actions/configure.ts';
import { confirmDice, recordDice } from './actions/dice.ts';
import { openDraw } from './actions/open.ts';
import { announceDraw, freezeDraw } from './actions/publish.ts';
import { confirmDraw, releaseDraw } from './actions/settle.ts';
import { commitShare, recoverShare, revealShare } from './actions/shares.ts';
import { confirmFresh, recordFresh } from './actions/fresh.ts';
import { approveSubstitution, rejectSubstitution, requestSubstitution } from './actions/substitute.ts';
import { confirmSource, recordSource } from './actions/sources.ts';
import { proposeVoid, voidDraw } from './actions/void.ts';
import { drawReads } from './deeds.ts';
import { viewChains } from './reads/chains.ts';
import { viewAfter } from './reads/after.ts';
import { viewOversight } from './reads/oversight.ts';
import { DRAW_SORTS, listDraws, viewDraw } from './reads/desk.ts';
import { nextBatch } from './reads/draws.ts';
import { isOnTeam } from './reads/own-visits.ts';
import { previewDraw } from './reads/preview.ts';
import { findDraw } from './reads/progress.ts';
import { configRefusals } from './rules/configure.ts';
import { readWallState } from './reads/wall.ts';
import { viewResult } from './reads/teams.ts';
import { isSealed } from './rules/sealed.ts';
import { ChainList } from './types/chains.ts';
import { DRAW_STATES, DrawKey } from './types.ts';
import { DrawPreview, PreviewQuestion } from './types/preview.ts';
import { RecordView } from './types/record.ts';
import { WallState } from './types/wall.ts';
import { AfterView, DrawOversight } from './types/after.ts';
import { DrawBasis, DrawList, DrawView, ResultView } from './types/views.ts';

const OneDraw = z.object({ drawId: z.uuid() });
const kind = 'draw.read';
const rule = drawReads[kind];

const readDraws = defineRead({
  path: '/api/draws',
  kind,
  rule,
  input: z.object({ ...listInput(DRAW_SORTS), state: z.enum(codesOf(DRAW_STATES)).optional() }),
  output: DrawList,
  run: async (tx, query) => ok(await listDraws(tx, query)),
});

const readBasis = defineRead({
  path: '/api/draw-basis',
  kind,
  rule,
  input: DrawKey.pick({ planId: true, task: true }),
  output: DrawBasis,
  run: async (tx, { planId, task }) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) return refuse([{ code: 'plan-not-found' }]);
    const { year, content } = plan;
    return ok({
      planId,
      year,
      title: content.title,
      count: content.count,
      frequencyCap: largestCap(content.caps),
      windowFrom: content.windowFrom,
      windowTo: content.windowTo,
      strata: content.strata,
      batch: await nextBatch(tx, year, task),
      today: tx.today,
      items: (await listPublishedItems(tx, tx.today)).map((item) => ({
        code: item.content.code,
        name: item.content.name,
      })),
    });
  },
});

const readPreview = defineRead({
  path: '/api/draw-preview',
  method: 'POST',
  kind,
  rule,
  input: PreviewQuestion,
  output: DrawPreview,
  run: async (tx, { planId, drawId, config, ...page }) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) return refuse([{ code: 'plan-not-found' }]);
    const draw = drawId === undefined ? undefined : await findDraw(tx, drawId);
    if (drawId !== undefined && draw?.plan_id !== planId) return refuse([{ code: 'draw-not-found' }]);
    const against = configRefusals(config);
    // Strata that cannot be told apart and days that end before they begin leave nothing to compute.
    if (against.some(({ at }) => at === 'strata' || at === 'inspectTo')) return refuse(against);
    const draft = { plan_id: planId, year: plan.year, config, draw_id: drawId, public_id: draw?.public_id ?? '-' };
    const preview = await previewDraw(tx, draft, page);
    return ok({ ...preview, refusals: [...against, ...preview.refusals] });
  },
});

const readDraw = defineRead({
  path: '/api/draws/:drawId',
  kind,
  rule,
  input: OneDraw,
  output: DrawView,
  run: async (tx, { drawId }, actor) => {
    const draw = await findDraw(tx, drawId);
    return draw === undefined ? refuse([{ code: 'draw-not-found' }]) : ok(await viewDraw(tx, draw, actor));
  },
});

const readResult = defineRead({
  path: '/api/draws/:drawId/result',
  kind,
  rule,
  input: OneDraw,
  output: ResultView,
  run: async (tx, { drawId }) => {
    const draw = await findDraw(tx, drawId);
    const result = draw && (await viewResult(tx, draw));
    return result === undefined ? refuse([{ code: 'draw-not-found' }]) : ok(result);
  },
});

const readRecordState = defineRead({
  path: '/api/draws/:drawId/record',
  kind,
  rule,
  input: OneDraw,
  output: RecordView,
  run: async (tx, { drawId }, actor, runtime) => {
    const draw = await findDraw(tx, drawId);
    const record = draw && (await viewRecord(tx, draw, actor, runtime));
    return record === undefined ? refuse([{ code: 'draw-not-found' }]) : ok(record);
  },
});

const readWallPosition = defineRead({
  path: '/api/draws/:drawId/wall',
  kind,
  rule,
  input: OneDraw,
  output: WallState,
  run: async (tx, { drawId }) => {
    const draw = await findDraw(tx, drawId);
    return draw === undefined ? refuse([{ code: 'draw-not-found' }]) : ok(await readWallState(tx, draw));
  },
});

const readAfter = defineRead({
  path: '/api/draws/:drawId/after',
  kind,
  rule,
  input: OneDraw,
  output: AfterView,
  run: async (tx, { drawId }, actor) => {
    const draw = await findDraw(tx, drawId);
    return draw === undefined ? refuse([{ code: 'draw-not-found' }]) : ok(await viewAfter(tx, draw, actor));
  },
});

/** Who goes to an enterprise of a sealed draw asks from here: the draw itself is not his to read (domain §20). */
const readOwn = defineRead({
  path: '/api/draws/:drawId/own-visits',
  kind: 'draw.read-own',
  rule: drawReads['draw.read-own'],
  input: OneDraw,
  output: AfterView,
  run: async (tx, { drawId }, actor) => {
    const draw = await findDraw(tx, drawId);
    if (draw === undefined || !isSealed(draw) || !(await isOnTeam(tx, drawId, actor.staffId)))
      return refuse([{ code: 'draw-not-found' }]);
    return ok(await viewAfter(tx, draw, actor));
  },
});

const readOversight = defineRead({
  path: '/api/draw-oversight',
  kind,
  rule,
  input: z.object({}),
  output: DrawOversight,
  run: async (tx) => ok(await viewOversight(tx)),
});

const readChains = defineRead({
  path: '/api/draw-chains',
  kind,
  rule,
  input: z.object({}),
  output: ChainList,
  run: async (tx) => ok(await viewChains(tx)),
});

export const drawDeedSpecs: readonly DeedSpec[] = [
  publishChain,
  releaseCode,
  openDraw,
  forceOpen,
  configureDraw,
  freezeDraw,
  commitShare,
  announceDraw,
  revealShare,
  recoverShare,
  recordDice,
  confirmDice,
  recordSource,
  confirmSource,
  completeDraw,
  confirmDraw,
  releaseDraw,
  signRecord,
  proposeVoid,
  voidDraw,
  requestSubstitution,
  approveSubstitution,
  rejectSubstitution,
  recordFresh,
  confirmFresh,
];

export const drawReadSpecs: readonly ReadSpec[] = [
  readDraws,
  readBasis,
  readPreview,
  readDraw,
  readResult,
  readRecordState,
  readWallPosition,
  readAfter,
  readOwn,
  readOversight,
  readChains,
];
