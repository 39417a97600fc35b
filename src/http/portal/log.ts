/** The page of the draw log, and who watches the log. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { findCheckpoint } from '../../core/log/checkpoint.ts';
import { firstStatements } from '../../core/log/cosignatures.ts';
import { findWitnessPolicy, witnessStandings } from '../../core/log/witnesses.ts';
import type { ReadTx } from '../../core/transact.ts';
import { CHAIN, listDrawEnds, publicEntries } from '../../draw/reads/log.ts';
import { portalLog } from '../../web/portal/log.ts';
import type { Statements, WitnessesView } from '../../web/portal/witnesses.ts';
import type { Page } from '../portal.ts';

export const logPage: Page = async (tx, { frame, query }) => {
  const years = await loggedYears(tx);
  const asked = Number(query['year'] ?? Number.NaN);
  const year = years.includes(asked) ? asked : (years[0] ?? Number(tx.today.slice(0, 4)));
  const checkpoint = await findCheckpoint(tx, year);
  const code = await bureauCode(tx);
  const all = [...(await publicEntries(tx, year)).values()];
  const entries = Map.groupBy(all, ({ draw }) => draw);
  return portalLog(frame, {
    ...(await witnessesView(tx)),
    year,
    years,
    base: `/log/${code}/${year}`,
    checkpoint: checkpoint && { size: checkpoint.size, root: checkpoint.root.toString('hex'), at: checkpoint.at },
    chains: all.filter(({ draw }) => draw.startsWith(CHAIN)),
    draws: (await listDrawEnds(tx)).map((draw) => ({ ...draw, entries: entries.get(draw.publicId) ?? [] })),
  });
};

async function loggedYears(tx: ReadTx): Promise<readonly number[]> {
  const rows = await tx.db
    .selectFrom('checkpoint')
    .select('year')
    .distinct()
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
}

/** The witnesses as every page shows them. */
export async function witnessesView(tx: ReadTx): Promise<WitnessesView> {
  const { quorum } = await findWitnessPolicy(tx);
  const witnesses = (await witnessStandings(tx)).map(({ title, vkey, last, waitingSince, isSilent, contact }) => ({
    title,
    vkey,
    last,
    waitingSince,
    isSilent,
    accuses: contact === 'ahead' || contact === 'fork',
  }));
  return { quorum, witnesses };
}

/** Who signed over the announcement and the result of a draw, and when. */
export async function statementsOf(tx: ReadTx, publicId: string): Promise<readonly Statements[]> {
  const rows = await tx.db
    .selectFrom('draw')
    .innerJoin('deed', (join) =>
      join
        .onRef('deed.bureau_id', '=', 'draw.bureau_id')
        .on('deed.subject_type', '=', 'draw')
        .on((eb) => eb('deed.subject_id', '=', eb.cast<string>('draw.draw_id', 'text'))),
    )
    .select(['deed.seq', 'deed.year', 'deed.kind'])
    .where('draw.bureau_id', '=', tx.bureauId)
    .where('draw.public_id', '=', publicId)
    .where('deed.kind', 'in', ['draw.announce', 'draw.complete'])
    .orderBy('deed.seq')
    .execute();
  const statements: Statements[] = [];
  for (const { kind, ...deed } of rows)
    statements.push({
      event: kind === 'draw.announce' ? 'announce' : 'complete',
      by: await firstStatements(tx, deed),
    });
  return statements;
}
