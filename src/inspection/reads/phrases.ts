/** 现成语句: what this bureau has written of check points before, and what every bureau begins with; found by pinyin. @module */
import { sql } from 'kysely';
import { pinyin } from 'pinyin-pro';
import type { ReadTx } from '../../core/transact.ts';
import { COMMON_PHRASES } from '../rules/phrases.ts';
import type { Phrase } from '../types/field.ts';

/** More would only be scrolled. */
const MOST_OWN = 120;

/** The bureau's own words first, the most used first. */
export async function listPhrases(tx: ReadTx): Promise<Phrase[]> {
  const own = await tx.db
    .selectFrom('finding')
    .select([sql<string>`content->>'description'`.as('words'), sql<string>`max(content->>'measure')`.as('measure')])
    .where('bureau_id', '=', tx.bureauId)
    .where('is_withdrawn', '=', false)
    .groupBy(sql`content->>'description'`)
    .orderBy((eb) => eb.fn.countAll(), 'desc')
    .orderBy(sql`content->>'description'`)
    .limit(MOST_OWN)
    .execute();
  const known = new Set(own.map(({ words }) => words));
  const common = COMMON_PHRASES.filter(([words]) => !known.has(words)).map(([words, measure]) => ({ words, measure }));
  return [...own, ...common].map(({ words, measure }) => ({ words, measure, keys: keysOf(words) }));
}

/** `full pinyin|initials`, lower case, without spaces. */
function keysOf(words: string): string {
  const syllables = pinyin(words, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true });
  const full = syllables.join('').toLowerCase().replaceAll(/\s/g, '');
  return `${full}|${syllables
    .map((syllable) => syllable.slice(0, 1))
    .join('')
    .toLowerCase()}`;
}
