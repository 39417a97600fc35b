/** The bureau's 街镇, code → name. @module */
import type { Subdistrict } from '../../../directory/types/records.ts';
import { useRead, type Read } from '../../kit/read.tsx';
import type { Words } from './kinds.ts';

/** As the server holds them, in the order of their codes. */
export function useSubdistrictRows(): Read<{ readonly rows: readonly Subdistrict[] }> {
  return useRead('/api/directory/subdistricts');
}

export function useSubdistricts(): Words {
  const rows = useSubdistrictRows().value?.rows ?? [];
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}
