/** Licences in one cell (许可证): `名称|证号|有效期至`, several divided by `；`. Browser-safe. @module */
import { day } from '../../core/spreadsheet/cell-types.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Licence } from '../types/records.ts';

/** Number and day may be left out: `排污许可证`, `排污许可证||2027-05-31`. Days in any usual form. */
export function licencesOf(written: string): Result<readonly Licence[]> {
  const refusals: Refusal[] = [];
  const licences = written
    .split(/[；;\n]/)
    .filter((piece) => piece.trim() !== '')
    .map((piece): Licence => {
      const [name = '', number = '', until = '', ...rest] = piece.split(/[|｜]/).map((part) => part.trim());
      const expiresOn = until === '' ? null : dayOf(until);
      if (name === '' || name.length > 60 || number.length > 60 || rest.length > 0 || expiresOn === undefined) {
        refusals.push({ code: 'licence-form', facts: { found: piece.trim() } });
      }
      return { name, number: number === '' ? null : number, expiresOn: expiresOn ?? null };
    });
  return refusals.length > 0 ? refuse(refusals) : ok(licences);
}

/** The text that {@link licencesOf} reads back. */
export function licencesText(licences: readonly Licence[]): string {
  return licences
    .map(({ name, number, expiresOn }) => [name, number ?? '', expiresOn ?? ''].join('|').replace(/\|+$/, ''))
    .join('；');
}

function dayOf(written: string): string | undefined {
  const reading = day().read({ column: '', kind: 'text', value: written }, '1900');
  return reading.ok ? reading.value : undefined;
}
