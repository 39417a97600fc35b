/** What still speaks against the next step of a visit: the same rules as the deeds, asked for the page. @module */
import type { Refusal } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { approvalRefusals, OFFICERS_REQUIRED, planRefusals } from '../rules/preparation.ts';
import { closingRefusals, recordRefusals } from '../rules/record.ts';
import { signOffRefusals, signRefusals, type SigningFacts } from '../rules/signing.ts';
import type { RecordsOf } from '../types/later.ts';
import { evidencedPoints } from './evidence.ts';
import { listPartnersOf } from './partners.ts';
import { planFactsOf, visitsThisYear } from './preparation.ts';
import { listFindings, listSignatures, recordPartsOf, seatOf, type Visit } from './visits.ts';

/** For the deed that ends the visit's present state: submit, approve, close the record, sign off, close. */
export async function nextRefusals(
  tx: ReadTx,
  visit: Visit,
  staffId: string,
  recordsOf: RecordsOf,
): Promise<Refusal[]> {
  switch (visit.state) {
    case 'preparing':
      return visit.plan === null
        ? [{ code: 'inspection-plan-missing' }]
        : planRefusals(visit.plan, await planFactsOf(tx, visit, visit.plan.inspectOn, recordsOf), visit, tx.today);
    case 'plan-submitted':
    case 'plan-reviewed':
      return approvalRefusals(visit, staffId, seatOf(visit, staffId) !== undefined, await visitsThisYear(tx, visit));
    case 'inspecting':
      return recordRefusals(
        { ...(await recordPartsOf(tx, visit)), evidenced: await evidencedPoints(tx, visit) },
        OFFICERS_REQUIRED,
      );
    case 'awaiting-signatures':
      return signOffRefusals(await signingFactsOf(tx, visit), tx.today);
    case 'signed':
    case 'following-up':
      return closingRefusals(await listFindings(tx, visit.inspectionId));
    case 'assigned':
    case 'plan-approved':
    case 'notified':
    case 'closed':
    case 'impossible':
    case 'replaced':
      return [];
  }
}

/** Against the signature of this member of the team; empty for everybody else. */
export async function ownSignRefusals(tx: ReadTx, visit: Visit, staffId: string): Promise<Refusal[]> {
  const mine = seatOf(visit, staffId);
  if (mine === undefined || visit.recordHash === null || visit.state !== 'awaiting-signatures') return [];
  return signRefusals(await signingFactsOf(tx, visit), mine, visit.recordHash, tx.today);
}

/** @throws Error when the record is not frozen: nobody signs what can still change */
export async function signingFactsOf(tx: ReadTx, visit: Visit): Promise<SigningFacts> {
  if (visit.recordHash === null) throw new Error(`visit ${visit.inspectionId} awaits signatures without a record`);
  return {
    recordHash: visit.recordHash,
    members: visit.members,
    officers: visit.team.flatMap(({ certificate }) => (certificate === undefined ? [] : [certificate])),
    signatures: await listSignatures(tx, visit.inspectionId),
    officersRequired: OFFICERS_REQUIRED,
    partners: await listPartnersOf(tx, visit),
  };
}
