/** The file that says what a folder is: `0=ocfl_object_1.1`, `0=ocfl_1.1` (OCFL §3.2, §4.2; NAMASTE). @module */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Findings } from '../findings.ts';
import { SPECS, type Spec } from './inventory.ts';

/** Codes of what can be wrong with it: missing, several, other tag, other value, other contents. */
const CODES = {
  ocfl_object: { missing: 'E003', several: 'E003', tag: 'E005', value: 'E006', contents: 'E007' },
  ocfl: { missing: 'E069', several: 'E076', tag: 'E078', value: 'E079', contents: 'E080' },
} as const;

/** Whether a name in a folder's top means to be a declaration. */
export function isDeclaration(name: string): boolean {
  return /^\d=/.test(name);
}

/** The specification a folder declares; undefined when it declares none. `names`: files at its top. */
export async function readDeclaration(
  root: string,
  kind: keyof typeof CODES,
  names: readonly string[],
  findings: Findings,
): Promise<Spec | undefined> {
  const codes = CODES[kind];
  const declarations = names.filter(isDeclaration);
  if (declarations.length === 0) findings.error(codes.missing, '');
  if (declarations.length > 1) findings.error(codes.several, '', declarations.join(' '));
  const specs = await Promise.all(
    declarations.map(async (name): Promise<Spec | undefined> => {
      const value = name.slice(2);
      const spec = SPECS.find((one) => value === `${kind}_${one}`);
      if (!name.startsWith('0')) findings.error(codes.tag, name);
      if (spec === undefined) findings.error(codes.value, name);
      if ((await readFile(join(root, name), 'utf8')) !== `${value}\n`) findings.error(codes.contents, name);
      return spec;
    }),
  );
  return specs.find((spec) => spec !== undefined);
}
