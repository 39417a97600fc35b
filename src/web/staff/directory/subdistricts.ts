/** The bureau's 街镇, code → name. @module */
import type { Subdistrict } from '../../../directory/types/records.ts';
import { useRead } from '../../kit/read.tsx';
import type { Words } from './kinds.ts';

export function useSubdistricts(): Words {
  const rows = useRead<{ readonly rows: readonly Subdistrict[] }>('/api/directory/subdistricts').value?.rows ?? [];
  return Object.fromEntries(rows.map(({ code, name }) => [code, name]));
}
