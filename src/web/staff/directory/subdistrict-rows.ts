/** 街镇 as a form holds them: aliases are one text, divided by 、. @module */
import { XIQING, XIQING_SUPERVISED } from '../../../core/codes/divisions.ts';
import type { Subdistrict } from '../../../directory/types/records.ts';

export interface SubdistrictRow {
  readonly code: string;
  readonly name: string;
  readonly aliases: string;
}

export const BLANK_ROW: SubdistrictRow = { code: '', name: '', aliases: '' };

/** A district whose 街镇 the product brings along. */
interface Bundle {
  readonly district: string;
  readonly rows: readonly SubdistrictRow[];
}

const BUNDLES: Readonly<Record<string, Bundle>> = {
  [XIQING]: { district: '西青区', rows: XIQING_SUPERVISED.map(({ code, name }) => ({ code, name, aliases: '' })) },
};

/** @param bureauCode division code of the bureau, 6 digits */
export function bundleOf(bureauCode: string): Bundle | undefined {
  return BUNDLES[bureauCode];
}

export function toRow({ code, name, aliases }: Subdistrict): SubdistrictRow {
  return { code, name, aliases: aliases.join('、') };
}

/** What the deed takes; its schema judges it. */
export function fromRow({ code, name, aliases }: SubdistrictRow): Subdistrict {
  const parts = aliases.split(/[、，,；;\n]/).map((part) => part.trim());
  return { code: code.trim(), name, aliases: [...new Set(parts)].filter((part) => part !== '') };
}

export function rowsOf(value: unknown): readonly SubdistrictRow[] {
  return Array.isArray(value) ? value : [];
}

/** What was typed stays; the bundle adds what is not there yet and takes the place of blank rows. */
export function withBundle(rows: readonly SubdistrictRow[], bundle: Bundle): SubdistrictRow[] {
  const typed = rows.filter(({ code, name, aliases }) => `${code}${name}${aliases}`.trim() !== '');
  const codes = new Set(typed.map(({ code }) => code.trim()));
  return [...typed, ...bundle.rows.filter(({ code }) => !codes.has(code))];
}
