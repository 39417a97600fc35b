/** Major hazards of published results. @module */
import type { RowOf } from '../types.ts';
import type { hazardColumns } from '../types/columns-figures.ts';
import type { Result } from './results.ts';

type Row = RowOf<typeof hazardColumns>;

/** Of the findings that are public as major: one that the public copy left out has no row here either. */
export function hazardRows(page: readonly Result[]): Row[] {
  return page.flatMap(({ entryId, hazards, content: { enterprise, inspectedOn, findings } }) =>
    findings.flatMap(({ number, itemName, text, level }): Row[] => {
      const hazard = hazards.get(number);
      if (level !== 'major' || hazard === undefined) return [];
      return [
        {
          finding_id: `${entryId}-${number}`,
          visit_id: entryId,
          enterprise_name: enterprise.name,
          credit_code: enterprise.creditCode,
          subdistrict_code: enterprise.subdistrictCode,
          subdistrict: enterprise.subdistrict,
          inspected_on: inspectedOn,
          item_name: itemName,
          text,
          standing: hazard.standing,
          supervision: hazard.supervision,
          treat_by: hazard.treatBy,
          ended_on: hazard.endedOn,
        },
      ];
    }),
  );
}
