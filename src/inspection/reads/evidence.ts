/** 证据 of a visit. @module */
import type { ReadTx } from '../../core/transact.ts';
import '../../core/uploads/tables.ts';
import '../tables/documents.ts';
import { keyOf } from '../rules/record.ts';
import { isOf } from '../rules/sync/merge.ts';
import type { EvidenceRow } from '../types/evidence.ts';
import { mergedVisitOf } from './operations.ts';
import { listFindings, type Visit } from './visits.ts';

/** In the order in which it was attached; what was withdrawn too. */
export async function listEvidence(tx: ReadTx, inspectionId: string): Promise<EvidenceRow[]> {
  const rows = await tx.db
    .selectFrom('evidence as e')
    .innerJoin('upload as u', (join) =>
      join.onRef('u.bureau_id', '=', 'e.bureau_id').onRef('u.sha256', '=', 'e.sha256'),
    )
    .selectAll('e')
    .select(['u.format', 'u.size', 'u.taken_at as camera_time'])
    .where('e.bureau_id', '=', tx.bureauId)
    .where('e.inspection_id', '=', inspectionId)
    .orderBy('e.at')
    .orderBy('e.evidence_id')
    .execute();
  return rows.map((row) => ({
    evidenceId: row.evidence_id,
    sha256: row.sha256,
    name: row.name,
    caption: row.caption,
    format: row.format,
    size: row.size,
    findingId: row.finding_id,
    point: row.item_id === null || row.point_no === null ? null : { itemId: row.item_id, pointNo: row.point_no },
    takenAt: row.taken_at,
    cameraTime: row.camera_time,
    hasPlace: row.place !== null,
    attachedBy: row.attached_by,
    at: row.at,
    withdrawReason: row.withdraw_reason,
  }));
}

/** How many standing pieces each finding has. */
export function countStanding(evidence: readonly EvidenceRow[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { findingId, withdrawReason } of evidence)
    if (findingId !== null && withdrawReason === null) counts.set(findingId, (counts.get(findingId) ?? 0) + 1);
  return counts;
}

/** Points that have something to show: evidence of their own or of their finding, or a photo announced from a phone. */
export async function evidencedPoints(tx: ReadTx, visit: Visit): Promise<ReadonlySet<string>> {
  const standing = (await listEvidence(tx, visit.inspectionId)).filter(({ withdrawReason }) => withdrawReason === null);
  const findings = new Map((await listFindings(tx, visit.inspectionId)).map((each) => [each.findingId, each]));
  const { registers } = await mergedVisitOf(tx, visit);
  const photos = [...registers.values()].map(([first]) => first).filter(isOf('photo'));
  return new Set([
    ...standing.flatMap(({ point }) => (point === null ? [] : [keyOf(point)])),
    ...standing.flatMap(({ findingId }) => {
      const finding = findingId === null ? undefined : findings.get(findingId);
      return finding === undefined ? [] : [keyOf(finding)];
    }),
    ...photos.filter(({ body }) => !body.isWithdrawn).map(({ body }) => keyOf(body)),
  ]);
}

/** Whether anything stands in the file at all: what an inspection that could not be is shown by. */
export async function hasEvidence(tx: ReadTx, inspectionId: string): Promise<boolean> {
  return (await listEvidence(tx, inspectionId)).some(({ withdrawReason }) => withdrawReason === null);
}
