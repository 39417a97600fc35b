/** Dates, sizes and hashes as text; pure, shared by desk and portal. In JSX use `DateText` and `HashText`. @module */
export { sentenceDate, sentenceTime, tableDate, tableTime } from '../../core/calendar/sentences.ts';

/** A hash in four equal groups, as it stands on screens, records and the wall; joined they are the whole hash. */
export function hashGroups(hash: string): readonly string[] {
  const width = Math.ceil(hash.length / 4);
  return [0, 1, 2, 3].map((group) => hash.slice(group * width, (group + 1) * width)).filter((group) => group !== '');
}

/** `1.5 MB`; sizes as file managers show them (1 KB = 1024 bytes). */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const inKb = bytes / 1024;
  return inKb < 1024 ? `${Math.round(inKb)} KB` : `${(inKb / 1024).toFixed(1)} MB`;
}
