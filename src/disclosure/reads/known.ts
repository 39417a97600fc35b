/** Who and what is known of a visit, a case and the bureau: their names may not stand in public words. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { findVisit } from '../../inspection/reads/visits.ts';
import { listPartnersOf } from '../../inspection/reads/partners.ts';
import { findCase } from '../../penalty/reads/cases.ts';
import type { Known } from '../types/protected.ts';
import type { Entry } from './entries.ts';

/** Of what an entry is about. */
export async function knownOf(tx: ReadTx, { inspection_id: inspectionId, case_id: caseId }: Entry): Promise<Known> {
  if (inspectionId !== null) return knownOfVisit(tx, inspectionId);
  if (caseId === null) throw new Error('an entry without its source');
  return knownOfCase(tx, caseId);
}

export async function knownOfCase(tx: ReadTx, caseId: string): Promise<Known> {
  const file = await findCase(tx, caseId);
  if (file === undefined) throw new Error(`case ${caseId} has a public copy and is not there`);
  const { party } = file.lead;
  const served = [...file.notices.map(({ service }) => service), ...(file.service === null ? [] : [file.service])];
  const names = [
    party.principal,
    ...(party.kind === 'person' ? [party.name] : []),
    ...served.flatMap(({ recipient, witness }) => [recipient, witness ?? '']),
    ...(await peopleOf(tx, party.creditCode)),
  ];
  // Somebody who signed for the unit may have signed with the unit's name.
  return known(
    [...names.filter((name) => name !== party.name || party.kind === 'person'), ...(await rosters(tx))],
    party.creditCode,
  );
}

export async function knownOfVisit(tx: ReadTx, inspectionId: string): Promise<Known> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) return { persons: [], creditCodes: [] };
  const names = [
    ...(await peopleOf(tx, visit.row.credit_code)),
    ...visit.team.map(({ name }) => name),
    ...(await listPartnersOf(tx, visit)).map(({ name }) => name),
    ...(await rosters(tx)),
  ];
  return known(names, visit.row.credit_code);
}

function known(names: readonly string[], creditCode: string): Known {
  return {
    persons: [...new Set(names.map((name) => name.trim()))].filter((name) => name.length >= 2),
    creditCodes: creditCode === '' ? [] : [creditCode],
  };
}

/** The unit's people as the directory has them. */
async function peopleOf(tx: ReadTx, creditCode: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('enterprise')
    .select(['legal_representative', 'principal', 'safety_manager'])
    .where('bureau_id', '=', tx.bureauId)
    .where('credit_code', '=', creditCode)
    .execute();
  return rows.flatMap((row) =>
    [row.legal_representative, row.principal, row.safety_manager].filter((name) => name !== null),
  );
}

/** Officers, experts, assistants and accounts of the bureau. */
async function rosters(tx: ReadTx): Promise<string[]> {
  const { rows } = await sql<{ readonly name: string }>`
    SELECT name FROM officer WHERE bureau_id = ${tx.bureauId}
    UNION SELECT name FROM expert WHERE bureau_id = ${tx.bureauId}
    UNION SELECT name FROM assistant WHERE bureau_id = ${tx.bureauId}
    UNION SELECT name FROM staff WHERE bureau_id = ${tx.bureauId}
    ORDER BY name`.execute(tx.db);
  return rows.map(({ name }) => name);
}
