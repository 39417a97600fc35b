/** What anybody may read of one enterprise in every announced draw. @module */
import { crewsOf, suiteOf, type RosterLeaf } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { leafHashOf } from '../rules/announcement.ts';
import { isPublic, scoreOf } from '../rules/result.ts';
import type { EnterpriseInDraw } from '../types/public.ts';
import type { DrawRow } from './progress.ts';
import { announcedQuery, toPublic } from './public.ts';
import { findOutcome, type Outcome } from './result.ts';

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
