/**
 * What anybody may read of a draw (allow-list): from the announcement on its rules and its list by number, from the
 * confirmation on (or once void) who was drawn. Never a person's name. @module
 */
import { crewsOf, slotParts, suiteOf, type RosterLeaf, type SkipReason } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import type { EquipmentKind } from '../../directory/types/vocabulary.ts';
import { meansByEnterprise, unfilledOf } from '../rules/places.ts';
import { isPublic, scoreOf } from '../rules/result.ts';
import { leafHashOf } from '../rules/announcement.ts';
import type { DrawState, Exclusion, Party, StratumSummary, VoidReason } from '../types.ts';
import type { Unfilled } from '../types/means.ts';
import { readDevices, readVehicles } from './means.ts';
import type { DrawRow } from './progress.ts';
import { findBundle, findOutcome, listRoster, type Outcome } from './result.ts';
import { listCommitments, listDice, listReveals } from './sources.ts';
import { explainResult } from './why.ts';
import type { Stories } from '../rules/skips.ts';

/** 公开的抽取 */
export interface PublicDraw {
  readonly publicId: string;
  readonly name: string;
  readonly year: number;
  readonly task: string;
  readonly batch: number;
  readonly seq: number;
  readonly state: DrawState;
  readonly announcedAt: string;
  /** Leaf hash of the announcement document. */
  readonly announcementHash: string;
  readonly k: number;
  readonly kRule: string;
  readonly listed: number;
  readonly eligible: number;
  readonly excluded: Readonly<Partial<Record<Exclusion, number>>>;
  readonly officers: number;
  readonly certifiedOfficers: number;
  /** With `quota` of `eligible` every enterprise of a stratum has the same chance. */
  readonly strata: readonly StratumSummary[];
  readonly inspectFrom: string;
  readonly inspectTo: string;
  readonly revealBy: string;
  readonly resultBy: string;
  readonly voided: { readonly at: string; readonly reason: VoidReason } | undefined;
  /** Whether result, lists and bundle are public. */
  readonly isResultPublic: boolean;
}

/** Every announced draw, the newest first. */
export async function publishedDraws(tx: ReadTx): Promise<readonly PublicDraw[]> {
  const rows = await announcedQuery(tx).orderBy('seq', 'desc').execute();
  return rows.map(toPublic);
}

/** One announced draw by its public id. */
export async function findPublicDraw(tx: ReadTx, publicId: string): Promise<PublicDraw | undefined> {
  const row = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  return row && toPublic(row);
}

/** The announcement itself, its exact bytes as text. */
export async function findPublicAnnouncement(
  tx: ReadTx,
  publicId: string,
): Promise<{ readonly text: string; readonly hash: string } | undefined> {
  const row = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (row === undefined || row.announcement === null || row.announcement_hash === null) return undefined;
  return { text: row.announcement.toString('utf8'), hash: row.announcement_hash };
}

/** 公开的随机源 and the draws this one stands in for or is replaced by. */
export interface PublicSources {
  /** Public ids; undefined when there is none. */
  readonly replaces: string | undefined;
  readonly replacedBy: string | undefined;
  /** `nonce` once revealed. */
  readonly shares: readonly {
    readonly party: Party;
    readonly commitment: string;
    readonly nonce: string | undefined;
  }[];
  /** Every typing that the witness has checked, in order; the last one of them that is the same counts. */
  readonly dice: readonly { readonly attempt: number; readonly digits: string; readonly isSame: boolean }[];
}

/** What went into the draw, as far as it is known; all of it is in the public log too. */
export async function findPublicSources(tx: ReadTx, publicId: string): Promise<PublicSources | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined) return undefined;
  const others = await announcedQuery(tx).execute();
  const nonces = new Map((await listReveals(tx, draw.draw_id)).map(({ party, nonce }) => [party, nonce]));
  return {
    replaces: others.find(({ draw_id }) => draw_id === draw.replaces)?.public_id,
    replacedBy: others.find(({ replaces }) => replaces === draw.draw_id)?.public_id,
    shares: (await listCommitments(tx, draw.draw_id)).map(({ party, commitment }) => ({
      party,
      commitment,
      nonce: nonces.get(party),
    })),
    dice: (await listDice(tx, draw.draw_id))
      .filter(({ isChecked }) => isChecked)
      .map(({ attempt, digits, isSame }) => ({ attempt, digits, isSame })),
  };
}

/** 顺延: by certificate number (or team), for the seat of whom. */
export interface PassedOver {
  readonly id: string;
  readonly reason: SkipReason;
  readonly holder: string;
}

/** 公开的结果 */
export interface PublicResult {
  readonly hash: string;
  readonly at: string;
  readonly strata: readonly {
    readonly id: string;
    readonly name: string;
    readonly eligible: number;
    readonly quota: number;
    readonly cutoff: string | undefined;
  }[];
  /** By stratum, in drawing order. Officers by certificate number, the lead first; experts by directory number. */
  readonly picks: readonly {
    readonly id: string;
    readonly name: string;
    readonly stratum: string;
    readonly rank: number;
    readonly score: string;
    readonly officers: readonly string[];
    readonly experts: readonly string[];
    /** 组号 when teams were formed beforehand. */
    readonly team: string | undefined;
    readonly day: string | undefined;
    readonly vehicles: number;
    readonly devices: readonly EquipmentKind[];
    /** Everyone who came before one of its officers (or its team) in the order, and why. */
    readonly passed: readonly PassedOver[];
  }[];
  /** Whether days, vehicles and devices were drawn. */
  readonly hasMeans: boolean;
  /** Seats of experts and places of vehicles and devices that stay empty. */
  readonly unfilled: readonly Unfilled[];
  /** Every enterprise of the roster in its order, for the dot grid. */
  readonly dots: readonly { readonly id: string; readonly name: string; readonly isDrawn: boolean }[];
  /** SHA-256 and size of the newest bundle, if one was built. */
  readonly bundle: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** The result, once it is public. */
export async function findPublicResult(tx: ReadTx, publicId: string): Promise<PublicResult | undefined> {
  const draw = await announcedQuery(tx).where('public_id', '=', publicId).executeTakeFirst();
  if (draw === undefined || !isPublic(draw)) return undefined;
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return undefined;
  const roster = await listRoster(tx, draw.draw_id);
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  const bundle = await findBundle(tx, draw.draw_id);
  const { details } = outcome;
  const drawn = new Set(details.selected.map(({ id }) => id));
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
    dots: roster.map(({ id, name }) => ({ id, name, isDrawn: drawn.has(id) })),
    hasMeans: details.days !== undefined,
    unfilled: unfilledOf(details, names),
    bundle: bundle && { sha256: bundle.sha256, bytes: bundle.bytes },
  };
}

/** 本企业在抽取中的情形 */
export interface EnterpriseInDraw {
  readonly draw: PublicDraw;
  readonly name: string;
  /** Place in the list, from 1: it stands there once. */
  readonly position: number;
  readonly status: 'eligible' | 'excluded';
  readonly reason: Exclusion | undefined;
  readonly stratum: StratumSummary | undefined;
  /** Hash of its leaf in the committed list. */
  readonly leafHash: string;
  /** Undefined while the result is not public. */
  readonly outcome:
    | {
        readonly isDrawn: boolean;
        /** Its number; undefined for an excluded enterprise. The smaller is drawn first. */
        readonly score: string | undefined;
        /** The last number that was drawn in its stratum. */
        readonly cutoff: string | undefined;
        readonly teamSize: number;
      }
    | undefined;
}

/** What every announced draw meant for one enterprise, the newest first; draws whose list it was not in are left out. */
export async function listEnterpriseDraws(tx: ReadTx, creditCode: string): Promise<readonly EnterpriseInDraw[]> {
  const draws = await announcedQuery(tx).orderBy('seq', 'desc').execute();
  const found: EnterpriseInDraw[] = [];
  for (const draw of draws) {
    const line = await tx.db
      .selectFrom('draw_roster')
      .select(['pos', 'name', 'status', 'reason', 'stratum', 'leaf'])
      .where('bureau_id', '=', tx.bureauId)
      .where('draw_id', '=', draw.draw_id)
      .where('id', '=', creditCode)
      .executeTakeFirst();
    if (line === undefined) continue;
    const view = toPublic(draw);
    const outcome = isPublic(draw) ? await findOutcome(tx, draw.draw_id) : undefined;
    found.push({
      draw: view,
      name: line.name,
      position: line.pos + 1,
      status: line.status,
      reason: line.reason ?? undefined,
      stratum: view.strata.find(({ id }) => id === line.stratum),
      leafHash: leafHashOf(suiteOf(draw.config.suite), line.leaf),
      outcome: outcome && outcomeOf(draw, outcome, leafOf(line.leaf), line.status === 'eligible' ? line.stratum : null),
    });
  }
  return found;
}

/** The leaf was written from this type, and its hash is in the announced root. */
function leafOf(bytes: Buffer): RosterLeaf {
  return JSON.parse(bytes.toString('utf8'));
}

function outcomeOf(
  { config }: DrawRow,
  { details }: Outcome,
  { id, weight }: RosterLeaf,
  stratum: string | null,
): EnterpriseInDraw['outcome'] {
  return {
    isDrawn: details.selected.some((pick) => pick.id === id),
    score: stratum === null ? undefined : scoreOf(config, details, { id, weight }),
    cutoff: details.strata.find((each) => each.id === stratum)?.cutoff,
    teamSize: crewsOf(details.teams).get(id)?.officers.length ?? 0,
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

function announcedQuery(tx: ReadTx) {
  return tx.db.selectFrom('draw').selectAll().where('bureau_id', '=', tx.bureauId).where('seq', 'is not', null);
}

function toPublic(draw: DrawRow): PublicDraw {
  const { frozen, seq, announced_at: announcedAt, announcement_hash: announcementHash } = draw;
  if (frozen === null || seq === null || announcedAt === null || announcementHash === null)
    throw new Error(`draw ${draw.draw_id} is not announced`);
  return {
    publicId: draw.public_id,
    name: draw.name,
    year: draw.year,
    task: draw.task,
    batch: draw.batch,
    seq,
    state: draw.state,
    announcedAt,
    announcementHash,
    k: frozen.k,
    kRule: frozen.kRule,
    listed: frozen.roster.size,
    eligible: frozen.roster.eligible,
    excluded: frozen.roster.excluded,
    officers: frozen.officers.size,
    certifiedOfficers: frozen.officers.valid,
    strata: frozen.strata,
    inspectFrom: draw.config.inspectFrom,
    inspectTo: draw.config.inspectTo,
    revealBy: draw.config.revealBy,
    resultBy: draw.config.resultBy,
    voided:
      draw.voided_at === null || draw.void_reason === null
        ? undefined
        : { at: draw.voided_at, reason: draw.void_reason },
    isResultPublic: isPublic(draw),
  };
}
