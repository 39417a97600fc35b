/** What the wall of a draw shows (allow-list): no name of a person, no row of the result before its turn. @module */
import { sql } from 'kysely';
import { deriveSeed, parseCanonical, readAnnouncement, suiteOf, toHex, type Announcement } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { leafHashOf } from '../rules/announcement.ts';
import { isPublic } from '../rules/result.ts';
import { isSealed } from '../rules/sealed.ts';
import { stationOf, WALL_START } from '../rules/wall.ts';
import { wallRows, wallSkips, wallTeams } from '../rules/wall-rows.ts';
import type { WallPosition, WallSource, WallState, WallView } from '../types/wall.ts';
import { readLists } from './lists.ts';
import { progressOf, type DrawRow } from './progress.ts';
import { listRecordSignatures, readSkips } from './record.ts';
import { listTurns } from './codes.ts';
import { findBundle, findLoggedResult, findOutcome, listRoster, type LoggedResult, type Outcome } from './result.ts';
import { listDice, listReveals, readSourceValues } from './sources.ts';

/** The draw whose ceremony is on: the newest announced one; undefined before the first. */
export async function findCurrentWall(tx: ReadTx): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('draw')
    .select('public_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.public_id;
}

/** Changes whenever anything that a wall shows may have changed; one cheap look. */
export async function wallVersion(tx: ReadTx, drawId: string): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    SELECT concat_ws(' ',
      (SELECT max(seq) FROM deed WHERE bureau_id = ${tx.bureauId} AND subject_type = 'draw' AND subject_id = ${drawId}),
      (SELECT concat_ws(':', station, shown, is_running) FROM draw_wall WHERE bureau_id = ${tx.bureauId} AND draw_id = ${drawId}),
      (SELECT count(*) FROM draw_checker WHERE bureau_id = ${tx.bureauId} AND draw_id = ${drawId}),
      (SELECT max(last_seq) FROM draw_bundle WHERE bureau_id = ${tx.bureauId} AND draw_id = ${drawId}),
      (SELECT max(size) FROM checkpoint WHERE bureau_id = ${tx.bureauId})) AS version`.execute(tx.db);
  return rows[0]?.version ?? '';
}

/** Whether rows are being shown, at a glance. */
export async function isWallRunning(tx: ReadTx, drawId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('draw_wall')
    .select('is_running')
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  return row?.is_running === true;
}

/** Where the presenter has left the wall; a draw that became public without a presentation is shown as a whole. */
export async function findWallPosition(tx: ReadTx, draw: DrawRow, rows: number): Promise<WallPosition> {
  const row = await tx.db
    .selectFrom('draw_wall')
    .select(['station', 'shown', 'is_running as isRunning'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', draw.draw_id)
    .executeTakeFirst();
  return row ?? (isPublic(draw) ? { station: 5, shown: rows, isRunning: false } : WALL_START);
}

/** Rows of the stored result, and whether a share is revealed: what the stations depend on besides the state. */
export async function wallBasis(tx: ReadTx, draw: DrawRow) {
  const outcome = await findOutcome(tx, draw.draw_id);
  const isOpened = (await listReveals(tx, draw.draw_id)).length > 0;
  return { outcome, state: draw.state, isOpened, rows: outcome?.details.selected.length ?? 0 };
}

/** The position for the presenter. */
export async function readWallState(tx: ReadTx, draw: DrawRow): Promise<WallState> {
  const basis = await wallBasis(tx, draw);
  const position = await findWallPosition(tx, draw, basis.rows);
  const { station, reached } = stationOf(basis, position);
  return { ...position, station, reached, rows: basis.rows, checkers: await countCheckers(tx, draw.draw_id) };
}

/** The wall as it stands; undefined before the announcement. */
export async function readWall(tx: ReadTx, draw: DrawRow): Promise<WallView | undefined> {
  const { frozen, announced_at: announcedAt, draw_id: drawId } = draw;
  if (draw.announcement === null || frozen === null || announcedAt === null) return undefined;
  const announcement = readAnnouncement(parseCanonical(draw.announcement));
  const basis = await wallBasis(tx, draw);
  const position = await findWallPosition(tx, draw, basis.rows);
  const { station } = stationOf(basis, position);
  const sources = await sourcesOf(tx, draw, announcement);
  const { outcome } = basis;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select(['name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const { roster } = frozen;
  return {
    isRehearsal: false,
    isDemo: bureau.is_demo,
    bureau: bureau.name,
    name: draw.name,
    publicId: draw.public_id,
    batch: draw.batch,
    state: draw.state,
    voided: draw.void_reason,
    station,
    list: {
      listed: roster.size,
      eligible: roster.eligible,
      excluded: roster.excluded,
      officers: frozen.officers.valid,
      experts: frozen.experts.valid,
      k: frozen.k,
      strata: frozen.strata.map(({ name, eligible, quota }) => ({ name, eligible, quota })),
      root: announcement.roster.root,
      announcedAt,
      isSame: station > 1 || (await isAsAnnounced(tx, draw, announcement)),
      isLogged: (await progressOf(tx, draw)).isAnnouncementLogged,
    },
    sources,
    seed: sources.every(({ state }) => state === 'known' || state === 'skipped')
      ? toHex(deriveSeed(announcement, await readSourceValues(tx, drawId)).prk)
      : null,
    result: await resultAt(tx, draw, station, outcome, position),
    teams: station < 4 ? null : await teamsAt(tx, draw, outcome),
    closing: {
      signed: (await listRecordSignatures(tx, drawId)).map(({ signer, at }) => ({ signer, at })),
      isPublic: isPublic(draw),
      bundleSha256: (await findBundle(tx, drawId))?.sha256 ?? null,
      checkers: await countCheckers(tx, drawId),
    },
  };
}

/** The lists and the announcement as they are stored now, hashed again and compared with what was announced. */
async function isAsAnnounced(tx: ReadTx, draw: DrawRow, announcement: Announcement): Promise<boolean> {
  const { roster, officers } = await readLists(tx, draw.draw_id);
  return (
    draw.announcement !== null &&
    leafHashOf(suiteOf(draw.config.suite), draw.announcement) === draw.announcement_hash &&
    roster.root === announcement.roster.root &&
    officers.root === announcement.officers.root
  );
}

async function sourcesOf(tx: ReadTx, draw: DrawRow, announcement: Announcement): Promise<WallSource[]> {
  const values = await readSourceValues(tx, draw.draw_id);
  const dice = await listDice(tx, draw.draw_id);
  const isDrawn = draw.state !== 'announced' && draw.state !== 'rolling';
  // Without an outside source dice come after the shares; with one a share may still be revealed.
  const revealIsOver = isDrawn || (announcement.profile === 'offline' && dice.length > 0);
  const turns = draw.mode === 'sealed' ? await listTurns(tx, draw.draw_id) : [];
  const handedOver = new Set(turns.flatMap(({ source, releasedAt }) => (releasedAt === null ? [] : [source])));
  return announcement.sources.map(({ id, type, ...source }) => {
    const value = values[id] ?? null;
    const isTyped = type === 'dice' && dice.at(-1)?.isChecked === false;
    const isSkipped = type === 'commit' && revealIsOver;
    return {
      id,
      type,
      commitment: 'commitment' in source ? source.commitment : null,
      state: stateOf(value, { isTyped, isSkipped, isKept: handedOver.has(id) }),
      value,
      mismatches:
        type === 'dice'
          ? dice
              .filter(({ isChecked, isSame }) => isChecked && !isSame)
              .map(({ digits, checkedDigits }) => ({ first: digits, second: checkedDigits ?? '' }))
          : [],
    };
  });
}

interface SourceSigns {
  readonly isTyped: boolean;
  readonly isSkipped: boolean;
  /** A code that was handed over, and is hidden. */
  readonly isKept: boolean;
}

function stateOf(value: string | null, { isTyped, isSkipped, isKept }: SourceSigns): WallSource['state'] {
  if (value !== null) return 'known';
  if (isKept) return 'kept';
  if (isTyped) return 'typed';
  return isSkipped ? 'skipped' : 'waiting';
}

/** Of a sealed draw counts and the hash, and no row before the opening: the rows are not there to be read. */
async function resultAt(
  tx: ReadTx,
  draw: DrawRow,
  station: number,
  outcome: Outcome | undefined,
  position: WallPosition,
): Promise<WallView['result']> {
  const logged = station < 3 ? undefined : await findLoggedResult(tx, draw.draw_id);
  if (logged === undefined) return null;
  return outcome === undefined ? sealedResult(draw, logged) : openResult(tx, draw, outcome, position);
}

function sealedResult({ frozen }: DrawRow, { resultHash: hash, at }: LoggedResult): NonNullable<WallView['result']> {
  return { hash, at, total: frozen?.k ?? 0, shown: 0, isRunning: false, isSealed: true, rows: [] };
}

async function openResult(
  tx: ReadTx,
  draw: DrawRow,
  { details, resultHash, at }: Outcome,
  { shown, isRunning }: WallPosition,
): Promise<NonNullable<WallView['result']>> {
  const { strata } = draw.config;
  const stratumName = (id: string): string => strata.find((each) => each.id === id)?.name ?? id;
  return {
    hash: resultHash,
    at,
    total: details.selected.length,
    shown,
    isRunning,
    isSealed: false,
    rows: wallRows(details, await listRoster(tx, draw.draw_id), stratumName, shown),
  };
}

async function teamsAt(tx: ReadTx, draw: DrawRow, outcome: Outcome | undefined): Promise<WallView['teams']> {
  if (outcome === undefined)
    return isSealed(draw) ? { rows: [], skips: [], relaxed: null, unfilled: 0, isImpossible: false } : null;
  const { details } = outcome;
  return {
    rows: wallTeams(details, await listRoster(tx, draw.draw_id)),
    skips: wallSkips(await readSkips(tx, draw, 'public')),
    relaxed: details.teams.relaxed ?? null,
    unfilled: details.experts?.unfilled.length ?? 0,
    isImpossible: details.teams.hall !== undefined,
  };
}

async function countCheckers(tx: ReadTx, drawId: string): Promise<number> {
  const { count } = await tx.db
    .selectFrom('draw_checker')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirstOrThrow();
  return count;
}
