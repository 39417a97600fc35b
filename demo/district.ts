/** The demo district (演示区): plainly invented, the same everywhere, in the sizes of domain §18. @module */
import type {
  EnterpriseContent,
  EquipmentContent,
  ExpertContent,
  OfficerContent,
  VehicleContent,
} from '../src/directory/types/records.ts';
import { demoEquipment, demoVehicles } from './assets.ts';
import { demoEnterprises } from './enterprises.ts';
import { demoExperts, demoOfficers } from './people.ts';

export interface District {
  readonly enterprises: readonly EnterpriseContent[];
  readonly officers: readonly OfficerContent[];
  readonly experts: readonly ExpertContent[];
  readonly vehicles: readonly VehicleContent[];
  readonly equipment: readonly EquipmentContent[];
}

export function demoDistrict(): District {
  const enterprises = demoEnterprises();
  const hazardous = enterprises.filter(
    ({ safetyDomain }) => safetyDomain === 'hazchem' || safetyDomain === 'machinery',
  );
  return {
    enterprises,
    officers: demoOfficers(),
    experts: demoExperts(hazardous.map(({ name }) => name)),
    vehicles: demoVehicles(),
    equipment: demoEquipment(),
  };
}
