/** What is owed to the item list and to the law it rests on (docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { CatalogueState } from '../types.ts';

export const itemsDuties = {
  'items.submit': {
    deed: 'items.submit',
    owners: ['group-office'],
    unit: 'day',
    why: '草拟的清单改好后提交批准，批准并公布后才能用于抽取',
  },
  'items.approve': {
    deed: 'items.approve',
    owners: ['head', 'deputy-head'],
    unit: 'day',
    why: '清单已提交，等待批准',
  },
  'items.publish': {
    deed: 'items.publish',
    owners: ['disclosure-reviewer', 'group-office'],
    unit: 'day',
    why: '清单已批准；未经公布的事项不得实施检查',
  },
  'items.review-change': {
    deed: 'items.review-change',
    owners: ['legal-reviewer', 'group-office', 'section-chief'],
    unit: 'day',
    why: '所引条文有变动，施行之日前逐项复核',
  },
} as const satisfies Duties;

export const CATALOGUE_OWED: OwedIn<CatalogueState, typeof itemsDuties> = {
  draft: ['items.submit'],
  submitted: ['items.approve'],
  approved: ['items.publish'],
  published: [],
};
