/** What anybody may read of a draw's result: from the confirmation on, or once it is void. @module */
import { crewsOf, slotParts } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { meansByEnterprise, unfilledOf } from '../rules/places.ts';
import { hasBundle, isPublic } from '../rules/result.ts';
import { isSealed } from '../rules/sealed.ts';
import type { Stories } from '../rules/skips.ts';
import type { PassedOver, PublicResult, SealedResult } from '../types/public.ts';
import { readDevices, readVehicles } from './means.ts';
import type { DrawRow } from './progress.ts';
import { announcedQuery } from './public.ts';
import { findBundle, findLoggedResult, findOutcome, listRoster, type Outcome } from './result.ts';
import { explainResult } from './why.ts';

/** What is public of a sealed draw before its opening; undefined for every other. */
export async function findSealedResult(tx: ReadTx, publicId: string): Promise<SealedResult | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || !isSealed(draw)) return undefined;
  const logged = await findLoggedResult(tx, draw.draw_id);
  const bundle = await findBundle(tx, draw.draw_id);
  return {
    result: logged && { hash: logged.resultHash, at: logged.at },
    bundle: bundle && { sha256: bundle.sha256, bytes: bundle.bytes },
  };
}

/** The newest bundle for everybody: of a sealed draw the one that hides what is sealed. */
export async function findPublicBundle(
  tx: ReadTx,
  publicId: string,
): Promise<{ readonly sha256: string; readonly publicId: string } | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  const bundle = draw === undefined || !hasBundle(draw) ? undefined : await findBundle(tx, draw.draw_id);
  return bundle && { sha256: bundle.sha256, publicId };
}

interface PublicOutcome {
  readonly draw: DrawRow;
  readonly outcome: Outcome;
  /** The whole list, in its order. */
  readonly dots: PublicResult['dots'];
}

async function findPublicOutcome(tx: ReadTx, publicId: string): Promise<PublicOutcome | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || !isPublic(draw)) return undefined;
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return undefined;
  const drawn = new Set(outcome.details.selected.map(({ id }) => id));
  const roster = await listRoster(tx, draw.draw_id);
  return { draw, outcome, dots: roster.map(({ id, name }) => ({ id, name, isDrawn: drawn.has(id) })) };
}

/** The picture of a result, once it is public: what is told of it in passing, without the reason of each place. */
export async function findPublicPicture(
  tx: ReadTx,
  publicId: string,
): Promise<Pick<PublicResult, 'hash' | 'at' | 'dots'> | undefined> {
  const found = await findPublicOutcome(tx, publicId);
  return found && { hash: found.outcome.resultHash, at: found.outcome.at, dots: found.dots };
}

/** The result, once it is public. */
export async function findPublicResult(tx: ReadTx, publicId: string): Promise<PublicResult | undefined> {
  const found = await findPublicOutcome(tx, publicId);
  if (found === undefined) return undefined;
  const { draw, outcome, dots } = found;
  const { details } = outcome;
  const names = new Map(dots.map(({ id, name }) => [id, name]));
  const bundle = await findBundle(tx, draw.draw_id);
  const crews = crewsOf(details.teams);
  const stories = await explainResult(tx, draw, details);
  const meansOf = meansByEnterprise(details, {
    vehicles: await readVehicles(tx, draw.draw_id),
    devices: await readDevices(tx, draw.draw_id),
  });
  return {
    hash: outcome.resultHash,
    at: outcome.at,
    strata: details.strata.map(({ id, eligible, quota, cutoff }) => ({
      id,
      name: stratumName(draw, id),
      eligible,
      quota,
      cutoff,
    })),
    picks: details.selected.map(({ id, stratum, rank, score }) => ({
      id,
      name: names.get(id) ?? id,
      stratum: stratumName(draw, stratum),
      rank,
      score,
      officers: crews.get(id)?.officers ?? [],
      experts: peopleAt(details.experts?.trace ?? [], id),
      team: crews.get(id)?.team,
      day: meansOf(id).day ?? undefined,
      vehicles: meansOf(id).vehicles.length,
      devices: meansOf(id).devices.map(({ kind }) => kind),
      passed: passedAt(stories, id),
    })),
    dots,
    hasMeans: details.days !== undefined,
    unfilled: unfilledOf(details, names),
    bundle: bundle && { sha256: bundle.sha256, bytes: bundle.bytes },
  };
}

function passedAt(stories: Stories, ent: string): PassedOver[] {
  return [...stories.officers.values()]
    .filter(({ slot }) => slotParts(slot).ent === ent)
    .flatMap(({ officer: holder, before }) => before.map(({ officer: id, reason }) => ({ id, reason, holder })));
}

function peopleAt(trace: Outcome['details']['teams']['trace'], id: string): string[] {
  return trace.filter(({ slot }) => slot.slice(0, slot.lastIndexOf('#')) === id).map(({ officer }) => officer);
}

function stratumName(draw: DrawRow, id: string): string {
  return draw.config.strata.find((stratum) => stratum.id === id)?.name ?? id;
}
