/** Values of the item list as people read them. @module */
import { codesOf, SAFETY_DOMAINS, SPECIAL_FLAGS } from '../../../directory/types/vocabulary.ts';
import { CHECK_METHODS, type CatalogueState, type CheckMethod, type ObjectScope } from '../../../items/types.ts';
import type { StateTone } from '../../kit/state-tag.tsx';
import { itemsText } from '../../kit/strings/items.zh.ts';

export const CATALOGUE_TONES: Readonly<Record<CatalogueState, StateTone>> = {
  draft: 'draft',
  submitted: 'waiting',
  approved: 'active',
  published: 'done',
};

/** 冶金、粉尘涉爆; 全部单位 when there is no limit. */
export function scopeText({ domains, flags }: ObjectScope): string {
  const labels = [
    ...codesOf(SAFETY_DOMAINS)
      .filter((domain) => domains.includes(domain))
      .map((domain) => SAFETY_DOMAINS[domain]),
    ...codesOf(SPECIAL_FLAGS)
      .filter((flag) => flags.includes(flag))
      .map((flag) => SPECIAL_FLAGS[flag]),
  ];
  return labels.length === 0 ? itemsText.list.everyone : labels.join('、');
}

export function methodText(methods: readonly CheckMethod[]): string {
  return methods.map((method) => CHECK_METHODS[method]).join('、');
}
