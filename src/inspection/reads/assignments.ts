/** Whom the draw sent where, and who may know of it. @module */
import { KNOWS_ALL, knownToStaff } from '../../core/actor.ts';
import type { ReadTx } from '../../core/transact.ts';
import { findVisitMeans } from '../../draw/reads/means.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { assignmentsOf } from '../../draw/reads/teams.ts';
import { isSealed } from '../../draw/rules/sealed.ts';
import type { NewVisit, SealedVisit } from '../types/visit.ts';

/** Every drawn enterprise of a released draw with its team, lead officer first, in the order it was drawn. */
export async function listAssignments(
  tx: ReadTx,
  drawId: string,
): Promise<Omit<NewVisit, 'inspectionId' | 'drawId'>[]> {
  const draw = await findDraw(tx, drawId);
  const assignments = await assignmentsOf(tx, drawId);
  const visits: Omit<NewVisit, 'inspectionId' | 'drawId'>[] = [];
  const partners = await listPartners(tx);
  for (const { enterpriseId, name: enterpriseName, id: creditCode, officerIds: seated, expertIds } of assignments) {
    const officerIds = seated.filter((id) => !partners.has(id));
    visits.push({
      enterpriseId,
      enterpriseName,
      creditCode,
      officerIds,
      partnerIds: seated.filter((id) => partners.has(id)),
      expertIds,
      sealed:
        draw !== undefined && isSealed(draw)
          ? {
              knownTo: await knownToTeam(tx, officerIds, expertIds),
              knownFrom: (await findVisitMeans(tx, drawId, creditCode))?.day ?? null,
            }
          : OPEN,
    });
  }
  return visits;
}

/** 外单位人员 of the directory, those who left it included. */
async function listPartners(tx: ReadTx): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('officer')
    .select('officer_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('organ', 'is not', null)
    .execute();
  return new Set(rows.map(({ officer_id: id }) => id));
}

/** SQL knows no empty list. */
const NOBODY = '00000000-0000-0000-0000-000000000000';
const OPEN: SealedVisit = { knownTo: null, knownFrom: null };

/** Of a sealed visit know its team and the program; people without an account know nothing. */
export async function knownToTeam(
  tx: ReadTx,
  officerIds: readonly string[],
  expertIds: readonly string[],
): Promise<string[]> {
  const officers = await tx.db
    .selectFrom('officer')
    .select('staff_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('officer_id', 'in', [NOBODY, ...officerIds])
    .execute();
  const experts = await tx.db
    .selectFrom('expert')
    .select('staff_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('expert_id', 'in', [NOBODY, ...expertIds])
    .execute();
  const accounts = [...officers, ...experts].flatMap(({ staff_id: staffId }) => (staffId === null ? [] : [staffId]));
  return [KNOWS_ALL, ...new Set(accounts.map(knownToStaff))];
}
