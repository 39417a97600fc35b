/** Asking for a substitution, and deciding it. Nobody can know whom it will bring: its randomness comes after the decision. @module */
import {
  drandTime,
  freshId,
  freshSourceProblems,
  orderProblems,
  QUICKNET,
  type Announcement,
  type SourceSpec,
} from 'verifiable-draw';
import { toSeconds } from '../../core/clock.ts';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { knowingAll, type Tx } from '../../core/transact.ts';
import { substitutionDeeds } from '../deeds.ts';
import { listChainsNow } from '../reads/codes.ts';
import type { DrawRow } from '../reads/progress.ts';
import { announcementOfRow, replaySubstitutions } from '../reads/replay.ts';
import { goesThere } from '../reads/own-visits.ts';
import { listSubstitutions } from '../reads/substitutions.ts';
import { codeId, isSealed, laterCodes, type CodeTaken } from '../rules/sealed.ts';
import {
  askerRefusals,
  decisionRefusals,
  needsLottery,
  openRequestRefusals,
  stageOf,
  substitutionStageRefusals,
} from '../rules/substitution.ts';
import { DICE_SPEC } from '../types.ts';
import { LotteryIssue, OneRequest, RequestSubstitution } from '../types/after.ts';
import { lockDraw } from '../writes/draws.ts';
import { insertCodes, knownRequest, lockCodes } from '../writes/sealed.ts';
import { insertDecision, insertRequest } from '../writes/substitutions.ts';
import { DRAW_NOT_FOUND } from './step.ts';

/** Asks to skip an enterprise, or to replace who holds one place; for a coded reason, with the document that shows it. */
export const requestSubstitution = defineDeed({
  kind: 'draw.request-substitution',
  rule: substitutionDeeds['draw.request-substitution'],
  input: RequestSubstitution,
  output: OneRequest,
  run: async (tx, input) => {
    const { drawId, target, evidence } = input;
    const draw = await lockDraw(tx, drawId);
    if (draw === undefined) return refuse(DRAW_NOT_FOUND);
    const stage = substitutionStageRefusals(stageOf(draw));
    if (stage.length > 0) return refuse(stage);
    const isOwn = await goesThere(tx, drawId, target.enterprise, tx.actor.staffId);
    const asker = askerRefusals(isSealed(draw), isOwn, tx.actor);
    if (asker.length > 0) return refuse(asker);
    const { before, standing } = await knowingAll(tx, async () => ({
      before: await listSubstitutions(tx, drawId),
      ...(await replaySubstitutions(tx, draw)),
    }));
    const request = before.length + 1;
    const fits = orderProblems(standing, { request, ...target }).length === 0;
    const refusals = [
      ...openRequestRefusals(before, target.enterprise),
      ...(fits ? [] : [{ code: 'substitution-not-standing', facts: { enterprise: target.enterprise } }]),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await insertRequest(tx, request, input, isSealed(draw) ? knownRequest(tx) : null);
    tx.record({
      kind: 'draw.request-substitution',
      subject: `draw/${drawId}`,
      facts: { request, ...target, evidence },
    });
    return ok({ drawId, request });
  },
});

/** Approves a request; the entry names the source of the fresh randomness, and its hash is the salt of the key. */
export const approveSubstitution = defineDeed({
  kind: 'draw.approve-substitution',
  rule: substitutionDeeds['draw.approve-substitution'],
  input: OneRequest.extend({ lottery: LotteryIssue.optional() }),
  output: OneRequest,
  run: async (tx, { drawId, request, lottery }) => {
    const opened = await openRequest(tx, drawId, request);
    if (!opened.ok) return opened;
    const { announcement, draw } = opened.value;
    const codes = await freshCodes(tx, draw, announcement);
    if (codes.refusals.length > 0) return refuse(codes.refusals);
    if (needsLottery(announcement) && lottery === undefined)
      return refuse([{ code: 'substitution-lottery-needed', at: 'lottery' }]);
    const sources = sourcesOf(announcement, request, toSeconds(tx.now), lottery, codes.codes);
    if (freshSourceProblems(announcement, request, toSeconds(tx.now), sources).length > 0)
      return refuse([{ code: 'substitution-source-unfit', at: 'lottery' }]);
    await insertDecision(tx, { drawId, request }, true, sources);
    await insertCodes(tx, drawId, request, codes.codes, ({ holder }) => freshId(request, codeId(holder)));
    tx.record({
      kind: 'draw.approve-substitution',
      subject: `draw/${drawId}`,
      facts: { request, sources: sources.map((source) => ({ ...source })) },
    });
    return ok({ drawId, request });
  },
});

/** Refuses a request; nothing random was known, so the same may be asked for again with better grounds. */
export const rejectSubstitution = defineDeed({
  kind: 'draw.reject-substitution',
  rule: substitutionDeeds['draw.reject-substitution'],
  input: OneRequest,
  output: OneRequest,
  run: async (tx, { drawId, request }) => {
    const opened = await openRequest(tx, drawId, request);
    if (!opened.ok) return opened;
    await insertDecision(tx, { drawId, request }, false, []);
    tx.record({ kind: 'draw.reject-substitution', subject: `draw/${drawId}`, facts: { request } });
    return ok({ drawId, request });
  },
});

async function openRequest(tx: Tx, drawId: string, request: number) {
  const draw = await lockDraw(tx, drawId);
  if (draw === undefined) return refuse(DRAW_NOT_FOUND);
  const found = (await listSubstitutions(tx, drawId)).find((each) => each.request === request);
  const refusals = [...substitutionStageRefusals(stageOf(draw)), ...decisionRefusals(found, tx.actor)];
  return refusals.length > 0 ? refuse(refusals) : ok({ draw, announcement: announcementOfRow(draw) });
}

/** A sealed draw takes the next codes of its own chains; every other none. */
async function freshCodes(tx: Tx, draw: DrawRow, announcement: Announcement): Promise<ReturnType<typeof laterCodes>> {
  if (draw.mode !== 'sealed') return { codes: [], refusals: [] };
  await lockCodes(tx);
  const anchors = announcement.sources.flatMap((source) => (source.type === 'otc' ? [source.anchor] : []));
  return laterCodes(anchors, await listChainsNow(tx));
}

/** Seconds from the approval to the beacon round it names: twice what the rule asks for, since the log rounds to seconds. */
const AHEAD = 60;

/** What the rule of SPEC §19.2 gives; there is nothing to choose but the issue of a lottery, which is drawn later. */
function sourcesOf(
  announcement: Announcement,
  request: number,
  at: string,
  lottery: LotteryIssue | undefined,
  codes: readonly CodeTaken[],
): SourceSpec[] {
  if (announcement.mode === 'sealed')
    return codes.map(({ holder, anchor, index }) => ({
      id: freshId(request, codeId(holder)),
      type: 'otc',
      anchor,
      index,
    }));
  if (announcement.profile === 'offline') return [{ id: freshId(request, 'dice'), type: 'dice', spec: DICE_SPEC }];
  if (lottery !== undefined) return [{ id: freshId(request, 'lottery'), type: 'lottery', ...lottery }];
  const earliest = Temporal.Instant.from(at).epochMilliseconds / 1000 + AHEAD;
  const round = Math.ceil((earliest - drandTime(QUICKNET, 1)) / QUICKNET.period) + 1;
  return [{ id: freshId(request, 'drand'), type: 'drand', chain: QUICKNET.hash, round }];
}
