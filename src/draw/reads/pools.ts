/** What a draw is frozen from: the directories, the item list, the plan and earlier draws, as they stand at this moment. @module */
import type { ReadTx } from '../../core/transact.ts';
import {
  conflictsFor,
  listEquipment,
  listExpertsForDraw,
  listOfficersForDraw,
  listUniverse,
  listVehicles,
} from '../../directory/reads/pools.ts';
import { listPublishedItems } from '../../items/reads.ts';
import { findPlanForDraw } from '../../plan/reads.ts';
import type { Pools } from '../rules/announcement.ts';
import type { FreezeFacts } from '../rules/freeze.ts';
import { devicesOf, vehiclesOf } from '../rules/means.ts';
import { conflictsOf, expertsOf, itemScopesOf, officersOf, rosterOf } from '../rules/pool.ts';
import { findSealedBefore, listChainsNow } from './codes.ts';
import { drawnBefore, priorLoads } from './history.ts';
import { bookingsFor, heldBy } from './means.ts';
import type { DrawRow } from './progress.ts';

/** The lists of a draw, and what its freeze is judged by. */
export interface Snapshot {
  readonly pools: Pools;
  readonly facts: FreezeFacts;
}

/** What a draw is set up as, stored or not yet. */
export interface DrawDraft extends Pick<DrawRow, 'plan_id' | 'year' | 'config'> {
  /** Undefined until it is stored. */
  readonly draw_id: string | undefined;
  readonly public_id: string;
}

/** Reads everything at once, in the caller's transaction. */
export async function readSnapshot(tx: ReadTx, draw: DrawDraft): Promise<Snapshot> {
  const { config } = draw;
  const plan = await findPlanForDraw(tx, draw.plan_id);
  if (plan === undefined) throw new Error(`draw ${draw.public_id} has no plan`);
  const universe = await listUniverse(tx);
  const drawn = await drawnBefore(tx, draw.year);
  const published = await listPublishedItems(tx, tx.today);
  const itemScopes = itemScopesOf(published, config);
  const roster = rosterOf(universe, { planScope: plan.scope, plan, config, itemScopes, drawnBefore: drawn });
  const officers = officersOf(await listOfficersForDraw(tx), config, await priorLoads(tx, draw.year, 'officer'));
  const experts = expertsOf(await listExpertsForDraw(tx), config, await priorLoads(tx, draw.year, 'expert'));
  const ties = await conflictsFor(tx, universe, config.inspectFrom, config.inspectTo);
  const pools: Pools = {
    roster,
    officers,
    experts,
    vehicles: vehiclesOf(await listVehicles(tx), config),
    devices: devicesOf(await listEquipment(tx), config),
    bookings: config.means === undefined ? [] : await bookingsFor(tx, config, { officers, experts }),
    conflicts: conflictsOf(ties, 'officer', officers, roster),
    expertConflicts: conflictsOf(ties, 'expert', experts, roster),
  };
  const publishedCodes = published.map(({ content }) => content.code);
  const holder = config.means === undefined ? undefined : await heldBy(tx, draw.draw_id);
  return {
    pools,
    facts: {
      config,
      plan,
      today: tx.today,
      publishedCodes,
      drawnCount: drawn.size,
      heldBy: holder,
      chains: config.mode === 'sealed' ? await listChainsNow(tx) : [],
      sealedBefore: await findSealedBefore(tx, draw.draw_id),
      ...pools,
    },
  };
}
