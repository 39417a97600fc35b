/** Which part of what an enterprise is found by is read for a word (docs/adr/0088). @module */

/** The forms of an enterprise, whole or a part of them: the less is read, the sooner all have been looked through. */
export type SearchPart = 'search' | 'search_letters' | 'search_names';

/**
 * The part of an enterprise's forms that holds this needle if any does. Characters stand in names alone; letters without a vowel
 * are initials, since pinyin has one in every syllable, unless they are the beginning of a syllable that is still being typed.
 */
export function searchPart(needle: string): SearchPart {
  if (!/[ -~]/.test(needle)) return 'search_names';
  return /^[b-df-hj-np-tw-z]+$/.test(needle) && !/^[zcs]h$/.test(needle) ? 'search_letters' : 'search';
}
