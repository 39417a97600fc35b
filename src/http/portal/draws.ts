/** Pages of draws. @module */
import { drawnBefore, fairnessRecord } from '../../draw/reads/fairness.ts';
import { listDrawEnds } from '../../draw/reads/log.ts';
import { compareTimes } from '../../draw/rules/fairness.ts';
import { statementsOf, witnessesView } from './log.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findPublicAnnouncement, findPublicDraw, findPublicSources, publishedDraws } from '../../draw/reads/public.ts';
import { listEnterpriseDraws } from '../../draw/reads/public-enterprise.ts';
import { findPublicResult, findSealedResult } from '../../draw/reads/public-result.ts';
import type { EnterpriseInDraw, PublicDraw, PublicResult } from '../../draw/types/public.ts';
import { findOwnRow } from '../../draw/reads/own-row.ts';
import { findPublicReceipt, listPublicSubstitutions } from '../../draw/reads/public-after.ts';
import { readTimeliness } from '../../draw/reads/timeliness.ts';
import { receiptSvg } from '../../draw/rules/receipt.ts';
import { findPublicInputs } from '../../draw/reads/public-inputs.ts';
import { drawsText } from '../../web/kit/strings/portal-draws.zh.ts';
import { portalDraw } from '../../web/portal/draw.ts';
import type { Asked } from '../../web/portal/draw-ask.ts';
import { portalDraws } from '../../web/portal/draws.ts';
import { portalFairness } from '../../web/portal/fairness.ts';
import { portalHow } from '../../web/portal/how.ts';
import type { Page, Visit } from '../portal.ts';

const MOST_CANDIDATES = 20;

export const drawsPage: Page = async (tx, { frame }) => portalDraws(frame, await publishedDraws(tx));

export const drawPage: Page = async (tx, { frame, params, query }) => {
  const draw = await findPublicDraw(tx, params['publicId'] ?? '');
  const announced = draw && (await findPublicAnnouncement(tx, draw.publicId));
  const sources = draw && (await findPublicSources(tx, draw.publicId));
  const inputs = draw && (await findPublicInputs(tx, draw.publicId));
  if (draw === undefined || announced === undefined || sources === undefined || inputs === undefined) return undefined;
  const result = await findPublicResult(tx, draw.publicId);
  const sealed = await findSealedResult(tx, draw.publicId);
  const before = await drawnBefore(tx, draw.publicId);
  const { unit } = query;
  return portalDraw(frame, {
    draw,
    announcement: announced.text,
    replaces: sources.replaces,
    replacedBy: sources.replacedBy,
    inputs,
    shares: sources.shares,
    dice: sources.dice.find(({ isSame }) => isSame)?.digits,
    result: result && {
      ...result,
      dots: result.dots.map(({ id, isDrawn }) => ({ isDrawn, drawnBefore: before.get(id) })),
    },
    sealed,
    ...(await witnessesView(tx)),
    statements: await statementsOf(tx, draw.publicId),
    end: (await listDrawEnds(tx)).find(({ publicId }) => publicId === draw.publicId)?.end ?? 'open',
    substitutions: await listPublicSubstitutions(tx, draw.publicId),
    asked: unit === undefined ? undefined : await askedAbout(tx, draw, result, unit),
  });
};

/** `…/rows/<credit code>.json`: what a unit keeps of its place in the list, to be checked by any program. */
export async function ownRowJson(tx: ReadTx, { params }: Visit): Promise<string | undefined> {
  const [, creditCode] = /^([0-9A-Z]{1,64})\.json$/i.exec(params['creditCode'] ?? '') ?? [];
  if (creditCode === undefined) return undefined;
  const row = await findOwnRow(tx, params['publicId'] ?? '', creditCode.toUpperCase());
  return row && `${JSON.stringify({ ...row, how: drawsText.ask.rowHow }, null, 2)}\n`;
}

export const fairnessPage: Page = async (tx, { frame }) => {
  const { records, years, draws, weighted } = await fairnessRecord(tx);
  return portalFairness(frame, {
    onTime: await readTimeliness(tx),
    rows: compareTimes(records),
    firms: records,
    years: years.length,
    draws,
    weighted,
  });
};

export const howPage: Page = (_tx, { frame }) => Promise.resolve(portalHow(frame));

/** By credit code always; by name once the list is public. */
async function askedAbout(tx: ReadTx, draw: PublicDraw, result: PublicResult | undefined, q: string): Promise<Asked> {
  const wanted = q.normalize('NFKC').toUpperCase();
  const named = (result?.dots ?? []).filter(({ id, name }) => id === wanted || name.toUpperCase().includes(wanted));
  const [only] = named;
  const code = named.length === 1 && only !== undefined ? only.id : wanted;
  const found = (await listEnterpriseDraws(tx, code)).find((each) => each.draw.publicId === draw.publicId);
  const unit = found && { ...unitOf(code, found), ...(await sinceOf(tx, draw.publicId, code)) };
  return { q, unit, candidates: named.slice(0, MOST_CANDIDATES) };
}

/** What became of a unit since the result, and its proof at the door. */
async function sinceOf(
  tx: ReadTx,
  publicId: string,
  id: string,
): Promise<Pick<NonNullable<Asked['unit']>, 'since' | 'receipt'>> {
  const skips = (await listPublicSubstitutions(tx, publicId)).filter(({ what }) => what === 'enterprise');
  const isSkipped = skips.some(({ enterprise, isSettled }) => isSettled && enterprise === id);
  const isSubstitute = skips.some(({ substitute }) => substitute?.id === id);
  const receipt = await findPublicReceipt(tx, publicId, id);
  const since = isSubstitute ? 'substitute' : undefined;
  return {
    since: isSkipped ? 'skipped' : since,
    receipt: receipt === undefined ? undefined : { text: receipt, svg: receiptSvg(receipt) },
  };
}

function unitOf(
  id: string,
  { name, position, status, reason, leafHash, outcome }: EnterpriseInDraw,
): Omit<NonNullable<Asked['unit']>, 'since' | 'receipt'> {
  return { id, name, position, reason, isExcluded: status === 'excluded', leafHash, outcome };
}
