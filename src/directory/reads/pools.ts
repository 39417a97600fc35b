/** The directories as plan and draw read them: every entry, in the order of its identity, with what a draw needs. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { expertConflicts, type NamedEnterprise } from '../rules.ts';
import { listSurvivors } from './duplicates.ts';
import '../tables.ts';
import type {
  DrawExpert,
  DrawOfficer,
  PoolEquipment,
  PoolVehicle,
  UniverseEntry,
  UniverseFilter,
} from '../types/pools.ts';
import type { Subdistrict } from '../types/records.ts';
import type { Conflict } from '../types/recusal.ts';

/** All enterprises the filter means, whatever their status, ascending by credit code (bytewise). */
export async function listUniverse(tx: ReadTx, filter: UniverseFilter = {}): Promise<readonly UniverseEntry[]> {
  let query = tx.db
    .selectFrom('enterprise')
    .select([
      'enterprise_id as enterpriseId',
      'credit_code as creditCode',
      'name',
      'kind',
      'status',
      'subdistrict_code as subdistrictCode',
      'safety_domain as safetyDomain',
      'special_flags as specialFlags',
      'risk_color as riskColor',
      'credit_class as creditClass',
      'size_class as sizeClass',
      'standardization_level as standardizationLevel',
      'regulator_level as regulatorLevel',
      'key_unit as keyUnit',
      'employees',
      'industry_code as industryCode',
      'version',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('credit_code');
  if (filter.keyUnit !== undefined) query = query.where('key_unit', '=', filter.keyUnit);
  if (filter.enterpriseIds?.length)
    query = query.where(sql<boolean>`enterprise_id = ANY(${[...filter.enterpriseIds]}::uuid[])`);
  if (filter.safetyDomains?.length) query = query.where('safety_domain', 'in', filter.safetyDomains);
  if (filter.subdistrictCodes?.length) query = query.where('subdistrict_code', 'in', filter.subdistrictCodes);
  if (filter.riskColors?.length) query = query.where('risk_color', 'in', filter.riskColors);
  if (filter.regulatorLevels?.length) query = query.where('regulator_level', 'in', filter.regulatorLevels);
  if (filter.statuses?.length) query = query.where('status', 'in', filter.statuses);
  if (filter.specialFlags?.length)
    query = query.where(sql<boolean>`special_flags && ${[...filter.specialFlags]}::text[]`);
  return query.execute();
}

/** All officers, whatever their status, ascending by certificate number. */
export async function listOfficersForDraw(tx: ReadTx): Promise<readonly DrawOfficer[]> {
  return tx.db
    .selectFrom('officer')
    .select([
      'officer_id as officerId',
      'certificate_number as certificateNumber',
      'name',
      'staff_id as staffId',
      'status',
      'certificate_domains as certificateDomains',
      'certificate_valid_from as certificateValidFrom',
      'certificate_expires_on as certificateExpiresOn',
      'is_presiding as isPresiding',
      'department',
      'organ',
      'specialties',
      'version',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('certificate_number')
    .execute();
}

/** All experts, whatever their status, ascending by directory number. */
export async function listExpertsForDraw(tx: ReadTx): Promise<readonly DrawExpert[]> {
  return tx.db
    .selectFrom('expert')
    .select([
      'expert_id as expertId',
      'directory_number as directoryNumber',
      'name',
      'staff_id as staffId',
      'status',
      'employer',
      'advisory_contracts as advisoryContracts',
      'specialties',
      'term_from as termFrom',
      'term_to as termTo',
      'updated_on as updatedOn',
      'version',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('directory_number')
    .execute();
}

/** All vehicles, ascending by plate. */
export async function listVehicles(tx: ReadTx): Promise<readonly PoolVehicle[]> {
  return tx.db
    .selectFrom('vehicle')
    .select(['vehicle_id as vehicleId', 'plate', 'kind', 'seats', 'tags', 'status', 'version'])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('plate')
    .execute();
}

/** All devices, ascending by serial. */
export async function listEquipment(tx: ReadTx): Promise<readonly PoolEquipment[]> {
  return tx.db
    .selectFrom('equipment')
    .select([
      'equipment_id as equipmentId',
      'serial',
      'kind',
      'model',
      'calibration_due_on as calibrationDueOn',
      'location',
      'status',
      'version',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('serial')
    .execute();
}

/** The bureau's 街镇, by code. */
export async function listSubdistricts(tx: ReadTx): Promise<readonly Subdistrict[]> {
  return tx.db
    .selectFrom('subdistrict')
    .select(['code', 'name', 'aliases'])
    .where('bureau_id', '=', tx.bureauId)
    .orderBy('code')
    .execute();
}

/**
 * Who must not be sent to these enterprises on `day` (or any day until `lastDay`): declared recusals in force then, and the experts' own ties
 * (`expertConflicts`). A pair may come more than once, with different reasons.
 */
export async function conflictsFor(
  tx: ReadTx,
  enterprises: readonly UniverseEntry[],
  day: string,
  lastDay = day,
): Promise<readonly Conflict[]> {
  if (enterprises.length === 0) return [];
  const declared = await tx.db
    .selectFrom('recusal')
    .select([
      'person_type as personType',
      'person_id as personId',
      'enterprise_id as enterpriseId',
      'reason',
      'declared_at as registeredAt',
      'declared_by as registeredBy',
    ])
    .where('bureau_id', '=', tx.bureauId)
    .where('withdrawn_at', 'is', null)
    .where('valid_from', '<=', lastDay)
    .where((where) => where.or([where('valid_to', 'is', null), where('valid_to', '>=', day)]))
    .orderBy('declared_at')
    .execute();
  const meant = new Set(enterprises.map((e) => e.enterpriseId));
  const survivors = await listSurvivors(tx);
  const standing = declared.map((row) => ({
    ...row,
    enterpriseId: survivors.get(row.enterpriseId) ?? row.enterpriseId,
    source: 'declared' as const,
  }));
  return [
    ...standing.filter((row) => meant.has(row.enterpriseId)),
    ...expertConflicts(await listExpertsForDraw(tx), await listNamedEnterprises(tx, [...meant])),
  ];
}

/** Every name that these enterprises go by in somebody's contract. */
export async function listNamedEnterprises(
  tx: ReadTx,
  enterpriseIds?: readonly string[],
): Promise<readonly NamedEnterprise[]> {
  const all = tx.db
    .selectFrom('enterprise')
    .select(['enterprise_id as enterpriseId', 'credit_code as creditCode', 'name', 'former_names as formerNames'])
    .where('bureau_id', '=', tx.bureauId)
    .where('removed', '=', false)
    .orderBy('credit_code');
  return enterpriseIds === undefined
    ? all.execute()
    : all.where(sql<boolean>`enterprise_id = ANY(${[...enterpriseIds]}::uuid[])`).execute();
}

/** Who changed one of the directories since `instant`: none of them may operate or witness a draw from it (domain §20). */
export async function listDirectoryEditors(tx: ReadTx, instant: string): Promise<readonly string[]> {
  const rows = await tx.db
    .selectFrom('directory_version')
    .select('actor_id')
    .distinct()
    .where('bureau_id', '=', tx.bureauId)
    .where('at', '>=', instant)
    .orderBy('actor_id')
    .execute();
  return rows.map((row) => row.actor_id);
}
