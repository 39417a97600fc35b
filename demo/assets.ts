/** The 6 vehicles and 25 devices of the demo bureau. @module */
import { EquipmentContent, VehicleContent } from '../src/directory/types/records.ts';
import type { EquipmentKind } from '../src/directory/types/vocabulary.ts';

export function demoVehicles(): VehicleContent[] {
  return Array.from({ length: 6 }, (_, n) =>
    VehicleContent.parse({
      plate: `津示A000${n + 1}`,
      kind: n === 5 ? 'emergency' : 'enforcement',
      seats: n === 4 ? 7 : 5,
      tags: n === 0 ? ['防爆'] : [],
      status: n === 3 ? 'repair' : 'available',
    }),
  );
}

const DEVICES: readonly (readonly [EquipmentKind, string, number, string | null])[] = [
  ['body-camera', '示例记录仪 K1', 10, null],
  ['terminal', '示例终端 T2', 4, null],
  ['printer', '示例打印机 P58', 3, null],
  ['gas-detector', '示例四合一 G4', 4, '2026-12-15'],
  ['rangefinder', '示例测距仪 R60', 1, '2026-10-31'],
  ['infrared-thermometer', '示例测温枪 I3', 1, '2026-08-31'],
  ['static-tester', '示例静电仪 S1', 1, '2026-03-31'],
  ['explosion-proof-camera', '示例防爆相机 E1', 1, null],
];

/** Devices past their calibration stay listed; they may not carry a measurement. */
export function demoEquipment(): EquipmentContent[] {
  let serial = 0;
  return DEVICES.flatMap(([kind, model, count, calibrationDueOn]) =>
    Array.from({ length: count }, (_, n) => {
      serial += 1;
      return EquipmentContent.parse({
        serial: `ZB-2024-${String(serial).padStart(3, '0')}`,
        kind,
        model,
        calibrationDueOn: n === 3 ? '2026-02-28' : calibrationDueOn,
        location: '执法大队装备室',
        status: serial === 25 ? 'repair' : 'available',
      });
    }),
  );
}
