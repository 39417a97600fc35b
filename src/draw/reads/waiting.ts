/** What of the draws waits for this person (待办). @module */
import { sql } from 'kysely';
import { dayOf } from '../../core/clock.ts';
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty, type Turn } from '../../core/turns.ts';
import { isSealed } from '../rules/sealed.ts';
import { DRAW_OWED, OWED_WHEN_VOID, type DrawDuty } from '../rules/turns.ts';
import { DRAW_STATES, PARTIES } from '../types.ts';
import { RECORD_SIGNERS } from '../types/record.ts';
import { listVoidProposals } from './draws.ts';
import { listTurns } from './codes.ts';
import type { DrawRow } from './progress.ts';
import { listRecordSignatures } from './record.ts';
import { listCommitments, listReveals, sourceStates } from './sources.ts';
import { freshNow, listSubstitutions } from './substitutions.ts';

type DrawTurn = Turn & { readonly duty: DrawDuty };
interface Owed {
  readonly duty: DrawDuty;
  /** The instant it is due, RFC 3339. */
  readonly by?: string;
  /** Number of the substitution it is about. */
  readonly request?: number;
}

export async function drawTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const open: DrawTurn[] = [];
  for (const draw of await listUnfinished(tx)) {
    const allowed = allowedNow(draw).filter((duty) => asked.duties.has(duty));
    if (allowed.length === 0) continue;
    const owed = await owedFor(tx, draw);
    open.push(...owed.filter(({ duty }) => allowed.includes(duty)).map((each) => turnOf(draw, each)));
  }
  return pagesOfTurns(open, asked);
}

/** Draws to which anything can still be owed. */
async function listUnfinished(tx: ReadTx): Promise<DrawRow[]> {
  return tx.db
    .selectFrom('draw')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where(
      sql<boolean>`state <> 'released' OR (mode = 'sealed' AND opened_at IS NULL)
        OR (SELECT count(*) FROM draw_record_signature s WHERE s.bureau_id = draw.bureau_id AND s.draw_id = draw.draw_id)
          < ${Object.keys(RECORD_SIGNERS).length}
        OR EXISTS (SELECT 1 FROM draw_request r
          LEFT JOIN draw_decision c ON c.bureau_id = r.bureau_id AND c.draw_id = r.draw_id AND c.request = r.request
          LEFT JOIN draw_substitution u ON u.bureau_id = r.bureau_id AND u.draw_id = r.draw_id AND u.request = r.request
          WHERE r.bureau_id = draw.bureau_id AND r.draw_id = draw.draw_id AND u.request IS NULL AND c.is_approved IS NOT FALSE)`,
    )
    .orderBy('created_at')
    .execute();
}

function allowedNow({ state, voided_at: voidedAt }: DrawRow): readonly DrawDuty[] {
  const owed = DRAW_OWED[state];
  return voidedAt === null ? owed : owed.filter((duty) => OWED_WHEN_VOID.includes(duty));
}

async function owedFor(tx: ReadTx, draw: DrawRow): Promise<Owed[]> {
  switch (draw.state) {
    case 'configuring':
      return [{ duty: 'draw.freeze' }, ...(await voidsOwed(tx, draw))];
    case 'frozen':
      return [...(await commitmentsOwed(tx, draw)), ...(await voidsOwed(tx, draw))];
    case 'announced':
    case 'rolling':
      return [...(await sourcesOwed(tx, draw)), ...(await voidsOwed(tx, draw))];
    case 'seeded':
      return [{ duty: 'draw.complete', by: draw.config.resultBy }, ...(await voidsOwed(tx, draw))];
    case 'drawn':
      return [{ duty: 'draw.confirm' }, ...(await voidsOwed(tx, draw))];
    case 'confirmed':
      return [{ duty: 'draw.release' }, ...(await afterOwed(tx, draw))];
    case 'released':
      return afterOwed(tx, draw);
  }
}

async function commitmentsOwed(tx: ReadTx, { draw_id: drawId }: DrawRow): Promise<Owed[]> {
  const given = (await listCommitments(tx, drawId)).map(({ party }) => party);
  const missing = (Object.keys(PARTIES) as (keyof typeof PARTIES)[]).filter((party) => !given.includes(party));
  return missing.length === 0
    ? [{ duty: 'draw.announce' }]
    : missing.map((party) => ({ duty: `draw.commit/${party}` }));
}

/** Shares up to their deadline, then what is thrown or known outside, then the codes of a sealed draw. */
async function sourcesOwed(tx: ReadTx, draw: DrawRow): Promise<Owed[]> {
  const { revealBy, resultBy, inspectFrom } = draw.config;
  const revealed = (await listReveals(tx, draw.draw_id)).map(({ party }) => party);
  const silent = (await listCommitments(tx, draw.draw_id)).filter(
    ({ party }) => !revealed.includes(party) && !isAfter(tx.now, revealBy),
  );
  const sources = (await sourceStates(tx, draw)).filter(({ isSettled }) => !isSettled);
  const typed = sources.filter(({ type }) => type !== 'otc');
  // Without an outside source dice and balls come last: after every share, or after its deadline (protocol R-LAST).
  const waits = draw.config.sources.profile === 'offline' && silent.length > 0;
  const known = waits ? [] : typed.filter(({ knownAt }) => knownAt === undefined || !isAfter(knownAt, tx.now));
  const codes =
    typed.length === 0 && silent.length === 0 && tx.today >= inspectFrom
      ? (await listTurns(tx, draw.draw_id)).filter(({ request, releasedAt }) => request === 0 && releasedAt === null)
      : [];
  return [
    ...silent.map(({ party }): Owed => ({ duty: `draw.reveal/${party}`, by: revealBy })),
    ...(known.some(({ awaitsCheck }) => awaitsCheck) ? [{ duty: 'draw.confirm-source', by: resultBy } as const] : []),
    ...(known.some(({ awaitsCheck }) => !awaitsCheck) ? [{ duty: 'draw.record-source', by: resultBy } as const] : []),
    ...codes.map(({ holder }): Owed => ({ duty: `draw.release-code/${holder}`, by: resultBy })),
  ];
}

async function voidsOwed(tx: ReadTx, { draw_id: drawId }: DrawRow): Promise<Owed[]> {
  const proposed = new Set((await listVoidProposals(tx, drawId)).map(({ side }) => side));
  return [...proposed].map((side) => ({ duty: side === 'head' ? 'draw.void/supervisor' : 'draw.void/head' }));
}

async function afterOwed(tx: ReadTx, draw: DrawRow): Promise<Owed[]> {
  const owed = await substitutionsOwed(tx, draw);
  if (isSealed(draw)) {
    const { openBy } = draw.config;
    return [...owed, { duty: 'draw.open', ...(openBy === undefined ? {} : { by: openBy }) }];
  }
  const signed = (await listRecordSignatures(tx, draw.draw_id)).map(({ signer }) => signer);
  const missing = (Object.keys(RECORD_SIGNERS) as (keyof typeof RECORD_SIGNERS)[]).filter(
    (signer) => !signed.includes(signer),
  );
  return [...owed, ...missing.map((signer): Owed => ({ duty: `draw.sign-record/${signer}` }))];
}

async function substitutionsOwed(tx: ReadTx, draw: DrawRow): Promise<Owed[]> {
  const codes = await listTurns(tx, draw.draw_id);
  return (await listSubstitutions(tx, draw.draw_id)).flatMap((found): Owed[] => {
    const { request } = found;
    if (found.state === 'requested') return [{ duty: 'draw.approve-substitution', request }];
    if (found.state !== 'approved') return [];
    const fresh = found.sources.filter(({ type }) => type !== 'otc').map((source) => freshNow(found, source));
    const open = fresh.filter(({ hasValue }) => !hasValue);
    const held = codes.filter((code) => code.request === request && code.releasedAt === null);
    return [
      ...(open.some(({ typedBy }) => typedBy !== undefined) ? [{ duty: 'draw.confirm-fresh', request } as const] : []),
      ...(open.some(({ typedBy }) => typedBy === undefined) ? [{ duty: 'draw.record-fresh', request } as const] : []),
      ...(open.length === 0 ? held : []).map(({ holder }): Owed => ({ duty: `draw.release-code/${holder}`, request })),
    ];
  });
}

function turnOf(draw: DrawRow, { duty, by, request }: Owed): DrawTurn {
  return {
    duty,
    record: request === undefined ? draw.draw_id : `${draw.draw_id}/${request}`,
    where: draw.name,
    stands: request === undefined ? DRAW_STATES[draw.state] : `第 ${request} 号替换`,
    dueOn: by === undefined ? null : dayOf(by),
    href: `/draw/${draw.draw_id}`,
  };
}

function isAfter(a: string, b: string): boolean {
  return Temporal.Instant.compare(a, b) > 0;
}
