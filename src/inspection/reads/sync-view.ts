/** 同步情况: contradictions, corrections and what was kept apart, for the visit's page. @module */
import type { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import type { SyncView } from '../types/field.ts';
import { isOf } from '../rules/sync/merge.ts';
import { missingFiles } from '../rules/sync/complete.ts';
import { listFiles, listHeld, mergedVisitOf } from './operations.ts';
import type { Visit } from './visits.ts';

export async function viewSync(tx: ReadTx, visit: Visit): Promise<z.input<typeof SyncView>> {
  const merged = await mergedVisitOf(tx, visit);
  const held = await listHeld(tx, visit.inspectionId);
  const files = await listFiles(tx, visit.inspectionId);
  const missing = new Set(missingFiles(merged.registers, files));
  const photos = [...merged.registers.values()].map(([first]) => first).filter(isOf('photo'));
  const authors = [
    ...merged.conflicts.flatMap(({ versions }) => versions.map(({ author }) => author)),
    ...merged.corrections.map(({ author }) => author),
    ...merged.rivals.map(({ operation }) => operation.author),
    ...held.map(({ author }) => author),
  ];
  return {
    conflicts: merged.conflicts.map(({ subject, versions }) => ({ subject, versions: [...versions] })),
    corrections: [...merged.corrections],
    rivals: merged.rivals.map(({ recordHash, operation }) => ({
      recordHash,
      author: operation.author,
      closedAt: operation.body.closedAt,
    })),
    held: held.map((each) => ({
      operationId: each.operation_id,
      deviceId: each.device_id,
      author: each.author,
      sent: each.sent,
      refusals: each.refusals,
      receivedAt: each.received_at,
      standing: each.standing,
      reason: each.reason,
    })),
    photos: photos
      .filter(({ body }) => !body.isWithdrawn)
      .map(({ body: { sha256 } }) => ({ sha256, isConfirmed: !missing.has(sha256) })),
    names: await namesOf(tx, visit, authors),
  };
}

/** Of the team by the directory; others are named by their account. */
async function namesOf(tx: ReadTx, { team }: Visit, authors: readonly string[]): Promise<Record<string, string>> {
  const accounts = [...new Set(authors)];
  const staff =
    accounts.length === 0
      ? []
      : await tx.db
          .selectFrom('staff')
          .select(['staff_id', 'name'])
          .where('bureau_id', '=', tx.bureauId)
          .where('staff_id', 'in', accounts)
          .execute();
  const byAccount = new Map(staff.map(({ staff_id, name }) => [staff_id, name]));
  return Object.fromEntries(
    accounts.map((id) => [id, byAccount.get(id) ?? team.find(({ staffId }) => staffId === id)?.name ?? id]),
  );
}
