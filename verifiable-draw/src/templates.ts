/** Places by stratum: what a table says of one stratum, and what every team must ask for. SPEC §6.5. @module */
import type { Templates } from './announcement.ts';
import type { Slot } from './assign/instance.ts';

/** Places of a stratum; none when the table does not name it. */
export function placesOf(templates: Templates, stratum: string): readonly Slot[] {
  return Object.hasOwn(templates, stratum) ? (templates[stratum] as readonly Slot[]) : [];
}

/** Strata a table names that were not announced. */
export function namesOutside(known: readonly string[], templates: Templates): string[] {
  return Object.keys(templates).filter((id) => !known.includes(id));
}

/** 不少于两名执法人员, 一名主办: the lead is place 0, and everyone has a valid certificate. */
export function teamProblems(whose: string, places: readonly Slot[]): string[] {
  const problems: string[] = [];
  if (places.length < 2) problems.push(`${whose}: at least two officers, got ${places.length}`);
  places.forEach(({ all }, i) => {
    if (!all.includes('valid')) problems.push(`${whose} place ${i}: must ask for the tag valid`);
    if (all.includes('lead') !== (i === 0))
      problems.push(`${whose} place ${i}: place 0 and no other asks for the tag lead`);
  });
  return problems;
}
