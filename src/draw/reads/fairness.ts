/** The public draws of all years as chances and outcomes of each enterprise. @module */
import type { ReadTx } from '../../core/transact.ts';
import { yearChance, type Record } from '../rules/fairness.ts';
import { isPublic } from '../rules/result.ts';
import type { DrawRow } from './progress.ts';
import { findOutcome, listRoster } from './result.ts';

export interface FairnessRecord {
  readonly records: readonly Record[];
  readonly years: readonly number[];
  readonly draws: number;
  /** Draws by weights: chances differ within a stratum, so they are not counted. */
  readonly weighted: number;
}

/** What one draw meant for one enterprise. */
interface Turn {
  readonly year: number;
  readonly chance: number;
  readonly isDrawn: boolean;
}

/** All public draws that were not voided, by enterprise. */
export async function fairnessRecord(tx: ReadTx): Promise<FairnessRecord> {
  const rows = await tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .where('voided_at', 'is', null)
    .orderBy('seq')
    .execute();
  const open = rows.filter(isPublic);
  const equal = open.filter((draw) => !isWeighted(draw));
  const turns = new Map<string, { name: string; readonly turns: Turn[] }>();
  const strata = new Map<string, string>();
  for (const draw of equal) await addDraw(tx, draw, turns, strata);
  const records = [...turns].map(([id, { name, turns: own }]): Record => ({ id, name, years: byYear(own) }));
  const years = [...new Set(equal.map(({ year }) => year))];
  return { records, years, draws: equal.length, weighted: open.length - equal.length };
}

async function addDraw(
  tx: ReadTx,
  draw: DrawRow,
  turns: Map<string, { name: string; readonly turns: Turn[] }>,
  strata: Map<string, string>,
): Promise<void> {
  const outcome = await findOutcome(tx, draw.draw_id);
  if (outcome === undefined) return;
  const drawn = new Set(outcome.details.selected.map(({ id }) => id));
  const chances = new Map(
    outcome.details.strata.map(({ id, eligible, quota }) => [id, eligible === 0 ? 0 : quota / eligible]),
  );
  for (const { id, name, status, reason, stratum } of await listRoster(tx, draw.draw_id)) {
    // Who was drawn earlier in the year is left out for that alone: its chance is that of its stratum.
    const own =
      status === 'eligible' ? stratum : reason === 'FREQ' ? (stratum ?? strata.get(`${draw.year} ${id}`)) : null;
    if (stratum !== null) strata.set(`${draw.year} ${id}`, stratum);
    const known = turns.get(id) ?? { name, turns: [] };
    known.name = name;
    known.turns.push({ year: draw.year, chance: chances.get(own ?? '') ?? 0, isDrawn: drawn.has(id) });
    turns.set(id, known);
  }
}

function byYear(turns: readonly Turn[]): Record['years'] {
  return [...Map.groupBy(turns, ({ year }) => year)].map(([year, own]) => ({
    year,
    chance: yearChance(own.map(({ chance }) => chance)),
    isDrawn: own.some(({ isDrawn }) => isDrawn),
  }));
}

function isWeighted({ announcement }: DrawRow): boolean {
  return announcement !== null && !announcement.toString('utf8').includes('"weights":"none"');
}

/** The last year before a draw in which each enterprise was drawn in public. */
export async function drawnBefore(tx: ReadTx, publicId: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.db
    .selectFrom('draw as earlier')
    .innerJoin('draw as draw', (join) =>
      join.onRef('draw.bureau_id', '=', 'earlier.bureau_id').onRef('earlier.seq', '<', 'draw.seq'),
    )
    .innerJoin('draw_pick as pick', (join) =>
      join.onRef('pick.bureau_id', '=', 'earlier.bureau_id').onRef('pick.draw_id', '=', 'earlier.draw_id'),
    )
    .select(['pick.id', 'earlier.year'])
    .where('earlier.bureau_id', '=', tx.bureauId)
    .where('draw.public_id', '=', publicId)
    .where('earlier.voided_at', 'is', null)
    // Picks of a sealed draw are not there for the public until it is opened.
    .where('earlier.state', 'in', ['confirmed', 'released'])
    .orderBy('earlier.year')
    .execute();
  return new Map(rows.map(({ id, year }) => [id, year]));
}
