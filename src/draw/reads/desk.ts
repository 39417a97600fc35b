/** Draws as the desk shows them; every field is named, nothing is passed through. @module */
import type { Actor } from '../../core/actor.ts';
import { pageOfRows } from '../../core/list-query.ts';
import type { Refusal } from '../../core/result.ts';
import { isFound, searchForms } from '../../core/search-text.ts';
import type { ReadTx } from '../../core/transact.ts';
import { staffNames } from '../../bureau/reads.ts';
import { drawDeeds } from '../deeds.ts';
import { DICE } from '../rules/sources.ts';
import { checkRefusals, stepRefusals, typingRefusals } from '../rules/steps.ts';
import type { DrawState } from '../types.ts';
import type { DrawRowView, DrawView } from '../types/views.ts';
import { listVoidProposals } from './draws.ts';
import { churnView, previewFreeze } from './preview.ts';
import { findDraw, listDrawDeeds, progressOf, type DrawRow } from './progress.ts';
import { findAudit } from './audit.ts';
import { findChurn } from './churn.ts';
import { findBundle, findLoggedResult, listRoster } from './result.ts';
import { viewSealed } from './sealed-view.ts';
import { listCommitments, listDice, listReveals, listTypings, provesItself } from './sources.ts';
import type { z } from 'zod';

/** What the list can be ordered by. */
export const DRAW_SORTS = ['name', 'k', 'publicId', 'updatedAt'] as const;

interface DrawsWanted {
  readonly q?: string | undefined;
  readonly state?: DrawState | undefined;
  readonly sort?: (typeof DRAW_SORTS)[number] | `-${(typeof DRAW_SORTS)[number]}` | undefined;
  readonly page: number;
  readonly size: number;
}

/** The list, newest first. A bureau has some dozen draws a year: they are searched and ordered here. */
export async function listDraws(tx: ReadTx, { q = '', state, ...wanted }: DrawsWanted) {
  const draws = await tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('created_at', 'desc')
    .orderBy('draw_id')
    .execute();
  const found = draws
    .map(rowView)
    .filter((draw) => state === undefined || (draw.state === state && !draw.isVoid))
    .filter(({ name, publicId }) => isFound(q, searchForms(name, { words: [publicId] })));
  const { total, rows } = pageOfRows(found, wanted, {
    name: ({ name }) => name,
    k: ({ k }) => k,
    publicId: ({ publicId }) => publicId,
    updatedAt: ({ updatedAt }) => updatedAt,
  });
  return { total, rows: [...rows], asOf: tx.now };
}

function rowView(draw: DrawRow): DrawRowView {
  return {
    drawId: draw.draw_id,
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    task: draw.task,
    batch: draw.batch,
    state: draw.state,
    isVoid: draw.voided_at !== null,
    mode: draw.mode,
    openedAt: draw.opened_at,
    seq: draw.seq,
    k: draw.frozen?.k ?? null,
    updatedAt: draw.updated_at,
  };
}

/** One draw with all that was done on it, and what each deed waits for when `actor` asks. */
export async function viewDraw(tx: ReadTx, draw: DrawRow, actor: Actor): Promise<z.input<typeof DrawView>> {
  const { draw_id: drawId } = draw;
  const deeds = await listDrawDeeds(tx, drawId);
  const commitments = await listCommitments(tx, drawId);
  const reveals = await listReveals(tx, drawId);
  const proposals = await listVoidProposals(tx, drawId);
  const names = await staffNames(tx, [
    ...deeds.map(({ actorId }) => actorId),
    ...proposals.map(({ staffId }) => staffId),
  ]);
  const nameOf = (staffId: string): string => names.get(staffId) ?? staffId;
  const outcome = await findLoggedResult(tx, drawId);
  const bundle = await findBundle(tx, drawId);
  const preview = draw.state === 'configuring' ? await previewFreeze(tx, draw) : null;
  return {
    ...rowView(draw),
    planId: draw.plan_id,
    config: draw.config,
    replaces: draw.replaces === null ? null : ((await findDraw(tx, draw.replaces))?.public_id ?? null),
    preview,
    frozen: draw.frozen === null ? null : { ...draw.frozen, strata: [...draw.frozen.strata] },
    commitments: commitments.map(({ party, staffId, commitment, envelopes, at }) => ({
      party,
      name: nameOf(staffId),
      commitment,
      hasEnvelopes: envelopes.length > 0,
      at,
    })),
    revealed: reveals.map(({ party }) => party),
    recovered: reveals.filter(({ recovered }) => recovered).map(({ party }) => party),
    dice: (await listDice(tx, drawId)).map(({ attempt, digits, checkedDigits, isChecked, isSame }) => ({
      attempt,
      digits: isChecked ? digits : null,
      checkedDigits: checkedDigits ?? null,
      isChecked,
      isSame,
    })),
    sources: await sourceViews(tx, draw, actor),
    audit: await auditView(tx, draw),
    sealed: await viewSealed(tx, draw, actor),
    churn: await churnView(tx, (await findChurn(tx, drawId))?.report, draw.frozen?.frozenAt ?? tx.now),
    announcement: announcementView(draw),
    result: outcome === undefined ? null : { hash: outcome.resultHash, at: outcome.at },
    voided:
      draw.voided_at === null || draw.void_reason === null ? null : { at: draw.voided_at, reason: draw.void_reason },
    voidProposals: proposals.map(({ side, staffId, reason }) => ({ side, name: nameOf(staffId), reason })),
    bundle: bundle === undefined ? null : { sha256: bundle.sha256, bytes: bundle.bytes, at: bundle.at },
    history: deeds.map(({ seq, kind, actorId, at }) => ({ seq, kind, name: nameOf(actorId), at })),
    refusals: withFreeze(await refusalsByDeed(tx, draw, actor), preview?.refusals ?? []),
  };
}

function announcementView(draw: DrawRow): DrawView['announcement'] {
  const { announcement, announcement_hash: hash, announced_at: at } = draw;
  return announcement === null || hash === null || at === null
    ? null
    : { hash, at, text: announcement.toString('utf8') };
}

/** Balls and outside sources; what one person typed stays hidden until another has typed it too. */
async function sourceViews(tx: ReadTx, draw: DrawRow, actor: Actor): Promise<z.input<typeof DrawView>['sources']> {
  const progress = await progressOf(tx, draw);
  const typings = Map.groupBy(await listTypings(tx, draw.draw_id), ({ source }) => source);
  const against = (deed: 'draw.record-source' | 'draw.confirm-source', own: readonly Refusal[]): Refusal[] => {
    const general = stepRefusals(deed, progress, actor, tx.now);
    return general.length > 0 ? general : [...own];
  };
  return progress.sources
    .filter(({ id, type }) => id !== DICE && type !== 'otc')
    .map(({ id, type, knownAt, isSettled, awaitsCheck }) => ({
      id,
      knownAt: knownAt ?? null,
      isSettled,
      awaitsCheck,
      provesItself: provesItself({ type }),
      typings: (typings.get(id) ?? []).map(({ attempt, value, checkedValue, isChecked, isSame }) => ({
        attempt,
        value: isChecked || provesItself({ type }) ? value : null,
        checkedValue: checkedValue ?? null,
        isChecked,
        isSame,
      })),
      againstRecording: against('draw.record-source', typingRefusals(progress, id, tx.now)),
      againstConfirming: against('draw.confirm-source', checkRefusals(progress, id, tx.now)),
    }));
}

async function auditView(tx: ReadTx, draw: DrawRow): Promise<z.input<typeof DrawView>['audit']> {
  const audit = await findAudit(tx, draw.draw_id);
  if (audit === undefined) return null;
  const roster = await listRoster(tx, draw.draw_id);
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  return {
    runs: audit.runs,
    done: audit.done,
    hash: audit.reportHash ?? null,
    infeasible: audit.report?.infeasible ?? 0,
    warnings: audit.warnings.map(({ slot, fits, most, drawn }) => {
      const at = slot.lastIndexOf('#');
      const enterprise = slot.slice(0, at);
      return {
        enterprise,
        name: names.get(enterprise) ?? enterprise,
        seat: Number(slot.slice(at + 1)),
        fits,
        most,
        drawn,
      };
    }),
  };
}

async function refusalsByDeed(tx: ReadTx, draw: DrawRow, actor: Actor): Promise<Record<string, Refusal[]>> {
  const progress = await progressOf(tx, draw);
  const kinds = Object.keys(drawDeeds) as (keyof typeof drawDeeds)[];
  return Object.fromEntries(kinds.map((kind) => [kind, stepRefusals(kind, progress, actor, tx.now)]));
}

function withFreeze(refusals: Record<string, Refusal[]>, against: readonly Refusal[]): Record<string, Refusal[]> {
  return { ...refusals, 'draw.freeze': [...(refusals['draw.freeze'] ?? []), ...against] };
}
