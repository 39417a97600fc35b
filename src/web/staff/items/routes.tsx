/** The pages of the item list. @module */
import { itemsReads } from '../../../items/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';

const roles = itemsReads['items.read'].roles;

export const itemsPages: readonly PageRoute[] = [
  {
    path: '/items',
    title: itemsText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).ItemListPage),
  },
  {
    path: '/items/$itemId',
    title: itemsText.list.name,
    roles,
    component: lazyPage(async () => (await import('./item.tsx')).ItemPage),
  },
  {
    path: '/items/editions/$edition',
    title: itemsText.list.edition,
    roles,
    component: lazyPage(async () => (await import('./edition.tsx')).EditionPage),
  },
];
