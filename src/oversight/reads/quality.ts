/** 案卷评查 and what was said against visits. @module */
import { sql } from 'kysely';
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { pagesOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import '../tables-assessment.ts';
import { MATTER_OWED, matterStage } from '../rules/assessment.ts';
import type { FoundedMatter } from '../../rectification/types/void.ts';
import { BINDING, MATTERS, type QualityView } from '../types/assessment.ts';

const MOST = 200;

export async function readQuality(tx: ReadTx): Promise<QualityView> {
  const files = await sql<QualityView['files'][number]>`
    SELECT i.inspection_id AS "inspectionId", i.enterprise_name AS enterprise, i.signed_on AS "signedOn",
      (SELECT count(*)::int FROM file_review r WHERE r.bureau_id = i.bureau_id AND r.inspection_id = i.inspection_id) AS reviews
    FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND i.signed_on IS NOT NULL
    ORDER BY 4, i.signed_on DESC, i.inspection_id LIMIT ${MOST}`.execute(tx.db);
  const reviews = await tx.db
    .selectFrom('file_review as r')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.bureau_id', '=', 'r.bureau_id').onRef('i.inspection_id', '=', 'r.inspection_id'),
    )
    .select([
      'r.review_id as reviewId',
      'r.inspection_id as inspectionId',
      'i.enterprise_name as enterprise',
      'r.score',
      'r.opinion',
      'r.reviewed_by as reviewedBy',
      'r.reviewed_on as reviewedOn',
      'r.sheet',
    ])
    .where('r.bureau_id', '=', tx.bureauId)
    .orderBy('r.reviewed_on', 'desc')
    .orderBy('r.review_id')
    .limit(MOST)
    .execute();
  const matters = await tx.db
    .selectFrom('oversight_matter as m')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.bureau_id', '=', 'm.bureau_id').onRef('i.inspection_id', '=', 'm.inspection_id'),
    )
    .select([
      'm.matter_id as matterId',
      'm.kind',
      'i.enterprise_name as enterprise',
      'm.inspection_id as inspectionId',
      'm.received_on as receivedOn',
      'm.summary',
      'm.outcome',
      'm.conclusion',
      'm.decided_on as decidedOn',
      'm.carried_out as carriedOut',
    ])
    .where('m.bureau_id', '=', tx.bureauId)
    .orderBy('m.received_on', 'desc')
    .orderBy('m.matter_id')
    .limit(MOST)
    .execute();
  const names = await staffNames(
    tx,
    reviews.map(({ reviewedBy }) => reviewedBy),
  );
  return {
    asOf: tx.now,
    files: files.rows,
    reviews: reviews.map(({ reviewedBy, ...row }) => ({ ...row, reviewer: names.get(reviewedBy) ?? reviewedBy })),
    matters,
  };
}

/** Complaints, reviews and suits about a visit that went against the bureau, the newest first. */
export async function foundedMatters(tx: ReadTx, inspectionId: string): Promise<FoundedMatter[]> {
  const rows = await tx.db
    .selectFrom('oversight_matter')
    .select(['matter_id as matterId', 'kind', 'decided_on as decidedOn'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('outcome', '=', 'founded')
    .orderBy('decided_on', 'desc')
    .orderBy('matter_id')
    .execute();
  return rows.map(({ matterId, kind, decidedOn }) => ({ matterId, title: MATTERS[kind], decidedOn: decidedOn ?? '' }));
}

/** What the rule asks of a file before it is reviewed; undefined when the bureau has no such visit. */
export async function reviewFacts(
  tx: ReadTx,
  inspectionId: string,
  staffId: string,
): Promise<{ isSigned: boolean; isOwn: boolean; isReviewed: boolean } | undefined> {
  const { rows } = await sql<{ isSigned: boolean; isOwn: boolean; isReviewed: boolean }>`
    SELECT i.signed_on IS NOT NULL AS "isSigned",
      EXISTS (SELECT 1 FROM inspection_member m LEFT JOIN officer o ON o.bureau_id = m.bureau_id AND o.officer_id = m.person_id
        LEFT JOIN expert x ON x.bureau_id = m.bureau_id AND x.expert_id = m.person_id
        WHERE m.bureau_id = i.bureau_id AND m.inspection_id = i.inspection_id AND ${staffId} IN (o.staff_id, x.staff_id)) AS "isOwn",
      EXISTS (SELECT 1 FROM file_review r WHERE r.bureau_id = i.bureau_id AND r.inspection_id = i.inspection_id
        AND r.reviewed_by = ${staffId}) AS "isReviewed"
    FROM inspection i WHERE i.bureau_id = ${tx.bureauId} AND i.inspection_id = ${inspectionId}`.execute(tx.db);
  return rows[0];
}

export async function assessmentTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  const rows = await tx.db
    .selectFrom('oversight_matter as m')
    .innerJoin('inspection as i', (join) =>
      join.onRef('i.bureau_id', '=', 'm.bureau_id').onRef('i.inspection_id', '=', 'm.inspection_id'),
    )
    .select(['m.matter_id', 'm.kind', 'm.outcome', 'm.carried_out as carriedOut', 'i.enterprise_name'])
    .where('m.bureau_id', '=', tx.bureauId)
    .where((eb) =>
      eb.or([
        eb('m.outcome', 'is', null),
        eb.and([eb('m.outcome', '=', 'founded'), eb('m.kind', 'in', BINDING), eb('m.carried_out', 'is', null)]),
      ]),
    )
    .execute();
  const open = rows.flatMap(({ matter_id: id, enterprise_name: where, ...matter }) =>
    MATTER_OWED[matterStage(matter)].map((duty) => ({
      duty,
      record: id,
      where,
      stands: MATTERS[matter.kind],
      dueOn: null,
      href: '/oversight/quality' as const,
    })),
  );
  return pagesOfTurns(open, asked);
}
