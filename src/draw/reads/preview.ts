/** What a draw would be if it were frozen now: of a stored draft, and of one that is still being typed (docs/adr/0025). @module */
import type { z } from 'zod';
import type { ChurnReport } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { changesByAuthor } from '../../directory/reads/changes.ts';
import { creditCodesFound } from '../../directory/reads/record-search.ts';
import { excludedBy, type Pools } from '../rules/announcement.ts';
import { chanceClasses, chanceRange } from '../rules/chances.ts';
import { eligibleOf, freezeRefusals, strataOf, validOf } from '../rules/freeze.ts';
import { sizeOf } from '../rules/pool.ts';
import type { DrawConfig } from '../types.ts';
import { CHANCE_ROWS, type DrawPreview, type PreviewQuestion } from '../types/preview.ts';
import type { ChurnView, FreezePreview } from '../types/views.ts';
import { churnSince, frozenAtOf } from './churn.ts';
import { readSnapshot, type DrawDraft, type Snapshot } from './pools.ts';

/** Of a draw that is being set up, as its page shows it. */
export async function previewFreeze(tx: ReadTx, draft: DrawDraft): Promise<z.input<typeof FreezePreview>> {
  return freezePreview(tx, draft, await readSnapshot(tx, draft));
}

/** The same of a configuration as it is typed, with the chance of every weight and of one page of enterprises. */
export async function previewDraw(
  tx: ReadTx,
  draft: DrawDraft,
  { q = '', page }: Pick<PreviewQuestion, 'q' | 'page'>,
): Promise<z.input<typeof DrawPreview>> {
  const snapshot = await readSnapshot(tx, draft);
  const { roster } = snapshot.pools;
  const preview = await freezePreview(tx, draft, snapshot);
  const classes = chanceClasses(preview.strata, roster);
  const chances = new Map(classes.map((one) => [keyOf(one), one.chance]));
  const wanted = await creditCodesFound(tx, q);
  const found = roster.filter(({ id }) => wanted.has(id));
  return {
    ...preview,
    range: chanceRange(classes) ?? null,
    classes: [...classes],
    total: found.length,
    rows: found.slice((page - 1) * CHANCE_ROWS, page * CHANCE_ROWS).map((entry) => ({
      id: entry.id,
      name: entry.name,
      reason: entry.reason ?? null,
      stratum: nameOf(draft.config, entry.stratum),
      weight: entry.weight,
      // Without quotas (sizes contradict each other) nobody's chance is known.
      chance: entry.status === 'eligible' ? (chances.get(keyOf(entry)) ?? null) : null,
    })),
  };
}

function keyOf({ stratum = '', weight }: { readonly stratum?: string; readonly weight: number }): string {
  return `${stratum} ${weight}`;
}

function nameOf({ strata }: DrawConfig, id: string | undefined): string | null {
  return strata.find((stratum) => stratum.id === id)?.name ?? null;
}

/** What a freeze would hold if it were done now, and everything against it. */
async function freezePreview(
  tx: ReadTx,
  draft: DrawDraft,
  { pools, facts }: Snapshot,
): Promise<z.input<typeof FreezePreview>> {
  const refusals = freezeRefusals(facts);
  const size = sizeOf(draft.config.size, facts.plan, eligibleOf(pools.roster).length);
  const sizesAgree = !refusals.some(({ code }) => code.startsWith('draw-size') || code === 'draw-stratum-bounds');
  return {
    refusals,
    size: pools.roster.length,
    eligible: eligibleOf(pools.roster).length,
    excluded: excludedBy(pools.roster),
    officers: { size: pools.officers.length, valid: validOf(pools.officers).length },
    experts: { size: pools.experts.length, valid: validOf(pools.experts).length },
    conflicts: pools.conflicts.length + pools.expertConflicts.length,
    ...size,
    churn: await previewChurn(tx, draft, pools.roster),
    strata: sizesAgree ? strataOf(draft.config, pools.roster, size.k) : [],
  };
}

/** Nothing is committed yet, so that salts and root do not matter. */
async function previewChurn(
  tx: ReadTx,
  draft: DrawDraft,
  roster: Pools['roster'],
): Promise<z.input<typeof ChurnView> | null> {
  const unsalted = { root: '0'.repeat(64), size: roster.length, entries: roster, saltKey: new Uint8Array(32) };
  return churnView(tx, (await churnSince(tx, draft, unsalted))?.report, tx.now);
}

/** A report as the desk shows it, with who changed what from the roster before to `until`. */
export async function churnView(
  tx: ReadTx,
  report: ChurnReport | undefined,
  until: string,
): Promise<z.input<typeof ChurnView> | null> {
  if (report === undefined) return null;
  const { before, counts, authors, alarm } = report;
  const changes = await changesByAuthor(tx, await frozenAtOf(tx, before.draw), until);
  return { before: before.draw, counts, authors: [...authors], changes: [...changes], ...alarm };
}
