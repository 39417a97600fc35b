/** 入企核验码: the proof at the door that a visit comes from the draw as it stands now. SPEC §16.2, §19.7. @module */
import { buildReceipt, buildSubstitutionReceipt, computeDraw } from 'verifiable-draw';
import { isDeedPublished, proveDeed } from '../../core/log/checkpoint.ts';
import { heldTo } from '../../core/log/witnesses.ts';
import { knowingAll, type ReadTx } from '../../core/transact.ts';
import { announcedLists } from '../rules/announcement.ts';
import { readLists } from './lists.ts';
import { listDrawDeeds, type DrawDeed, type DrawRow } from './progress.ts';
import { announcementOfRow, listApprovals } from './replay.ts';
import { readSourceValues } from './sources.ts';
import { standingVisits } from './standing.ts';
import { listSubstitutions, type Substitution } from './substitutions.ts';

/**
 * The receipt of an enterprise that is to be visited: of its place in the result, or of the substitution that last gave
 * its team. Undefined for every other enterprise, and until the log has published the entry it stands on.
 */
export async function receiptOf(tx: ReadTx, draw: DrawRow, enterprise: string): Promise<string | undefined> {
  // Of a sealed draw too: it shows one enterprise and its team, to whoever stands at its door. Who may ask is the caller's business.
  return knowingAll(tx, () => receiptKnowing(tx, draw, enterprise));
}

async function receiptKnowing(tx: ReadTx, draw: DrawRow, enterprise: string): Promise<string | undefined> {
  const isVisited = (await standingVisits(tx, draw.draw_id)).some((visit) => visit.enterprise === enterprise);
  if (!isVisited) return undefined;
  const last = (await listSubstitutions(tx, draw.draw_id)).findLast((each) => changes(each, enterprise));
  const entry = await entryOf(tx, draw.draw_id, last);
  const held = await heldTo(tx, draw.announced_at ?? tx.now);
  if (entry === undefined || !(await isDeedPublished(tx, entry, held))) return undefined;
  const logged = await proveDeed(tx, entry.seq, held);
  if (last !== undefined && last.document !== null)
    return buildSubstitutionReceipt(draw.config.suite, last.document, logged);
  const announcement = announcementOfRow(draw);
  const lists = announcedLists(announcement, await readLists(tx, draw.draw_id));
  const drawn = computeDraw({ announcement, ...lists, values: await readSourceValues(tx, draw.draw_id) });
  return buildReceipt(
    drawn,
    drawn.outcomes.findIndex(({ id }) => id === enterprise),
    logged,
  );
}

function changes({ document }: Substitution, enterprise: string): boolean {
  if (document === null) return false;
  return (document.what === 'enterprise' ? document.substitute : document.enterprise) === enterprise;
}

/** The entry of the result; or of the computed substitution, which stand in the log in the order of the approvals. */
async function entryOf(
  tx: ReadTx,
  drawId: string,
  substitution: Substitution | undefined,
): Promise<DrawDeed | undefined> {
  const deeds = await listDrawDeeds(tx, drawId);
  if (substitution === undefined) return deeds.find(({ kind }) => kind === 'draw.complete');
  const place = (await listApprovals(tx, drawId)).findIndex(({ request }) => request === substitution.request);
  return deeds.filter(({ kind }) => kind === 'draw.substitute')[place];
}
