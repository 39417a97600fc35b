/** What the plan and the draw need to know of the directories. No personal data beyond names. Browser-safe. @module */
import type {
  AssetStatus,
  CertificateDomain,
  CreditClass,
  EnterpriseKind,
  EnterpriseStatus,
  EquipmentKind,
  ExpertStatus,
  OfficerStatus,
  RegulatorLevel,
  RiskColor,
  SafetyDomain,
  SizeClass,
  SpecialFlag,
  Specialty,
  StandardizationLevel,
  VehicleKind,
} from './vocabulary.ts';

/** 抽查对象名录的一条, whatever its status: the draw lists every entry and says why one cannot be drawn. */
export interface UniverseEntry {
  readonly enterpriseId: string;
  readonly creditCode: string;
  readonly name: string;
  readonly kind: EnterpriseKind;
  readonly status: EnterpriseStatus;
  readonly subdistrictCode: string;
  readonly safetyDomain: SafetyDomain;
  readonly specialFlags: readonly SpecialFlag[];
  readonly riskColor: RiskColor | null;
  readonly creditClass: CreditClass | null;
  readonly sizeClass: SizeClass | null;
  readonly standardizationLevel: StandardizationLevel | null;
  readonly regulatorLevel: RegulatorLevel;
  readonly keyUnit: boolean;
  readonly employees: number | null;
  readonly industryCode: string | null;
  readonly version: number;
}

/** Which entries are meant; an absent or empty list means all. Within a list any one is enough, between lists all must hold. */
export interface UniverseFilter {
  readonly enterpriseIds?: readonly string[];
  readonly safetyDomains?: readonly SafetyDomain[];
  readonly specialFlags?: readonly SpecialFlag[];
  readonly subdistrictCodes?: readonly string[];
  readonly riskColors?: readonly RiskColor[];
  readonly regulatorLevels?: readonly RegulatorLevel[];
  readonly statuses?: readonly EnterpriseStatus[];
  readonly keyUnit?: boolean;
}

/** 执法人员 as the draw sees them. Eligible on a day: `status` is on-duty and the certificate is valid on it (`officerRefusals`). */
export interface DrawOfficer {
  readonly officerId: string;
  readonly certificateNumber: string;
  readonly name: string;
  readonly staffId: string | null;
  readonly status: OfficerStatus;
  readonly certificateDomains: readonly CertificateDomain[];
  readonly certificateValidFrom: string | null;
  readonly certificateExpiresOn: string;
  readonly isPresiding: boolean;
  readonly department: string | null;
  /** 所属机关 of the other department's officers; null for our own. */
  readonly organ: string | null;
  readonly specialties: readonly Specialty[];
  readonly version: number;
}

/** 专家 as the draw sees them. */
export interface DrawExpert {
  readonly expertId: string;
  readonly directoryNumber: string;
  readonly name: string;
  readonly staffId: string | null;
  readonly status: ExpertStatus;
  readonly employer: string | null;
  readonly advisoryContracts: readonly string[];
  readonly specialties: readonly Specialty[];
  readonly termFrom: string | null;
  readonly termTo: string | null;
  readonly updatedOn: string;
  readonly version: number;
}

/** 执法车辆 as plan and draw see them. */
export interface PoolVehicle {
  readonly vehicleId: string;
  readonly plate: string;
  readonly kind: VehicleKind;
  readonly seats: number;
  readonly tags: readonly string[];
  readonly status: AssetStatus;
  readonly version: number;
}

/** 执法装备 as plan and draw see them. */
export interface PoolEquipment {
  readonly equipmentId: string;
  readonly serial: string;
  readonly kind: EquipmentKind;
  readonly model: string | null;
  readonly calibrationDueOn: string | null;
  readonly location: string | null;
  readonly status: AssetStatus;
  readonly version: number;
}
