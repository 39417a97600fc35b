/** What a batch found, street by street, and the 通报 about it. @module */
import { sql } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { listSubdistricts } from '../../directory/reads/pools.ts';
import { codesOf, SAFETY_DOMAINS, type SafetyDomain } from '../../directory/types/vocabulary.ts';
import { commonProblems } from '../rules/feedback.ts';
import '../tables-feedback.ts';
import {
  DEFAULT_THRESHOLDS,
  type BulletinContent,
  type BulletinList,
  type BulletinRow,
  type BulletinView,
  type Figures,
  type Thresholds,
} from '../types/feedback.ts';

export async function readThresholds(tx: ReadTx): Promise<{ version: number; thresholds: Thresholds }> {
  const row = await tx.db
    .selectFrom('feedback_threshold')
    .select(['version', 'content'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? { version: 0, thresholds: DEFAULT_THRESHOLDS }
    : { version: row.version, thresholds: row.content };
}

interface VisitRow {
  readonly id: string;
  readonly street: string;
  readonly domain: SafetyDomain;
}
interface FindingRow {
  readonly inspectionId: string;
  readonly code: string;
  readonly name: string;
  readonly isMajor: boolean;
  readonly isSettled: boolean;
}

/** The figures of a batch on this day; undefined when the bureau has no such draw. */
export async function readBatch(tx: ReadTx, drawId: string): Promise<BulletinContent | undefined> {
  const draw = await tx.db
    .selectFrom('draw')
    .innerJoin('bureau', 'bureau.bureau_id', 'draw.bureau_id')
    .select(['draw.name', 'public_id', 'config', 'bureau.name as bureau', 'is_demo'])
    .where('draw.bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .executeTakeFirst();
  if (draw === undefined) return undefined;
  const visits = await listVisits(tx, drawId);
  const findings = await listFindings(tx, drawId);
  const { thresholds } = await readThresholds(tx);
  const problems = commonProblems(findings, visits.length, thresholds);
  const streetOf = new Map(visits.map(({ id, street }) => [id, street]));
  const figures = figuresOf(visits, findings);
  return {
    bureau: draw.bureau,
    isDemo: draw.is_demo,
    draw: { name: draw.name, publicId: draw.public_id, from: draw.config.inspectFrom, to: draw.config.inspectTo },
    asOf: tx.today,
    thresholds,
    all: figures(() => true),
    problems,
    subdistricts: (await listSubdistricts(tx)).map(({ code, name }) => ({
      code,
      name,
      ...figures(({ street }) => street === code),
      problems: Object.fromEntries(
        problems.map((problem) => [
          problem.code,
          new Set(
            findings.flatMap(({ inspectionId, code: item }) =>
              item === problem.code && streetOf.get(inspectionId) === code ? [inspectionId] : [],
            ),
          ).size,
        ]),
      ),
    })),
    domains: codesOf(SAFETY_DOMAINS)
      .map((domain) => ({ domain, ...figures((visit) => visit.domain === domain) }))
      .filter(({ visited }) => visited > 0),
    departments: await listDepartmentNames(tx),
  };
}

function figuresOf(visits: readonly VisitRow[], findings: readonly FindingRow[]) {
  const byVisit = Map.groupBy(findings, ({ inspectionId }) => inspectionId);
  return (isIn: (visit: VisitRow) => boolean): Figures => {
    const own = visits.filter(isIn);
    const found = own.flatMap(({ id }) => byVisit.get(id) ?? []);
    return {
      visited: own.length,
      withFindings: own.filter(({ id }) => byVisit.has(id)).length,
      findings: found.length,
      major: found.filter(({ isMajor }) => isMajor).length,
      settled: found.filter(({ isSettled }) => isSettled).length,
    };
  };
}

async function listVisits(tx: ReadTx, drawId: string): Promise<readonly VisitRow[]> {
  const { rows } = await sql<VisitRow>`
    SELECT i.inspection_id AS id, e.subdistrict_code AS street, e.safety_domain AS domain
    FROM inspection i JOIN enterprise e ON e.bureau_id = i.bureau_id AND e.enterprise_id = i.enterprise_id
    WHERE i.bureau_id = ${tx.bureauId} AND i.draw_id = ${drawId} AND i.signed_on IS NOT NULL AND i.record IS NOT NULL
    ORDER BY i.inspection_id`.execute(tx.db);
  return rows;
}

async function listFindings(tx: ReadTx, drawId: string): Promise<readonly FindingRow[]> {
  const { rows } = await sql<FindingRow>`
    SELECT f.inspection_id AS "inspectionId", v.content->>'code' AS code, v.content->>'name' AS name,
      f.content->>'level' = 'major' AS "isMajor",
      f.settled_on IS NOT NULL OR f.content->>'measureKind' = 'on-the-spot' AS "isSettled"
    FROM finding f
    JOIN inspection i ON i.bureau_id = f.bureau_id AND i.inspection_id = f.inspection_id
    JOIN LATERAL (SELECT content FROM inspection_item v WHERE v.bureau_id = f.bureau_id AND v.item_id = (f.content->>'itemId')::uuid
      ORDER BY v.version DESC LIMIT 1) v ON true
    WHERE f.bureau_id = ${tx.bureauId} AND i.draw_id = ${drawId} AND i.signed_on IS NOT NULL AND NOT f.is_withdrawn
    ORDER BY f.inspection_id, f.number`.execute(tx.db);
  return rows;
}

async function listDepartmentNames(tx: ReadTx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('department')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .where('from_on', '<=', tx.today)
    .where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', tx.today)]))
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Every 通报 with how its replies stand, the latest first, and the batches that have none. */
export async function listBulletins(tx: ReadTx): Promise<BulletinList> {
  const draws = await sql<BulletinList['draws'][number]>`
    SELECT d.draw_id AS "drawId", d.name, count(i.signed_on)::int AS signed,
      (count(*) FILTER (WHERE i.signed_on IS NULL AND i.state NOT IN ('replaced', 'impossible', 'closed')))::int AS open
    FROM draw d JOIN inspection i ON i.bureau_id = d.bureau_id AND i.draw_id = d.draw_id
    WHERE d.bureau_id = ${tx.bureauId} AND d.state = 'released' AND NOT EXISTS (SELECT 1 FROM bulletin b
      WHERE b.bureau_id = d.bureau_id AND b.draw_id = d.draw_id AND b.state = 'issued')
    GROUP BY d.draw_id, d.name, d.created_at HAVING count(i.signed_on) > 0 ORDER BY d.created_at DESC`.execute(tx.db);
  return { asOf: tx.now, ...(await readThresholds(tx)), rows: await listRows(tx), draws: draws.rows };
}

async function listRows(tx: ReadTx, bulletinId?: string): Promise<BulletinRow[]> {
  const { rows } = await sql<BulletinRow>`
    SELECT b.bulletin_id AS "bulletinId", b.draw_id AS "drawId", b.content->'draw'->>'name' AS "drawName", b.number, b.state,
      jsonb_array_length(b.content->'problems') AS problems, b.issued_on AS "issuedOn",
      (count(r.*) FILTER (WHERE r.state = 'awaiting'))::int AS awaiting,
      (count(r.*) FILTER (WHERE r.state = 'awaiting' AND r.reply_by < ${tx.today}::date))::int AS late, count(r.*)::int AS replies
    FROM bulletin b LEFT JOIN bulletin_reply r ON r.bureau_id = b.bureau_id AND r.bulletin_id = b.bulletin_id
    WHERE b.bureau_id = ${tx.bureauId} AND (${bulletinId ?? null}::uuid IS NULL OR b.bulletin_id = ${bulletinId ?? null}::uuid)
    GROUP BY b.bureau_id, b.bulletin_id ORDER BY b.drafted_on DESC, b.number`.execute(tx.db);
  return rows;
}

export async function findBulletin(tx: ReadTx, bulletinId: string, staffId: string): Promise<BulletinView | undefined> {
  const [row] = await listRows(tx, bulletinId);
  const stored = await tx.db
    .selectFrom('bulletin')
    .select(['content', 'hash', 'drafted_by', 'issued_by', 'issued_at', 'reply_by'])
    .where('bureau_id', '=', tx.bureauId)
    .where('bulletin_id', '=', bulletinId)
    .executeTakeFirst();
  if (row === undefined || stored === undefined) return undefined;
  const answers = await tx.db
    .selectFrom('bulletin_reply')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('bulletin_id', '=', bulletinId)
    .orderBy('kind', 'desc')
    .orderBy('recipient')
    .execute();
  const names = await staffNames(tx, [stored.drafted_by, stored.issued_by ?? '']);
  return {
    ...row,
    content: stored.content,
    hash: stored.hash,
    draftedBy: names.get(stored.drafted_by) ?? stored.drafted_by,
    draftedByMe: stored.drafted_by === staffId,
    issuedBy: stored.issued_by === null ? null : (names.get(stored.issued_by) ?? stored.issued_by),
    issuedAt: stored.issued_at,
    replyBy: stored.reply_by,
    answers: answers.map((answer) => ({
      recipient: answer.recipient,
      kind: answer.kind,
      name: answer.name,
      state: answer.state,
      replyBy: answer.reply_by,
      isLate: answer.state === 'awaiting' && answer.reply_by < tx.today,
      reply: answer.reply,
      returnReason: answer.return_reason,
      opinion: answer.opinion,
      settledOn: answer.settled_on,
    })),
  };
}
