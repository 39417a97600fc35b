/** The pages of the item list. @module */
import { itemsDeeds, itemsReads } from '../../../items/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { itemEditorText } from '../../kit/strings/items-editor.zh.ts';
import { itemFilesText } from '../../kit/strings/items-files.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { lawText } from '../../kit/strings/law.zh.ts';

const roles = itemsReads['items.read'].roles;
const editors = itemsDeeds['items.save'].roles;

export const itemsPages: readonly PageRoute[] = [
  {
    path: '/items',
    title: itemsText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).ItemListPage),
  },
  {
    path: '/items/import',
    title: itemFilesText.title,
    roles: itemsDeeds['items.import'].roles,
    component: lazyPage(async () => (await import('./import.tsx')).ItemImportPage),
  },
  {
    path: '/items/new',
    title: itemEditorText.new,
    roles: editors,
    component: lazyPage(async () => (await import('./editor.tsx')).NewItemPage),
  },
  {
    path: '/items/law',
    title: lawText.changes,
    roles,
    component: lazyPage(async () => (await import('./law-changes.tsx')).LawChangesPage),
  },
  {
    path: '/items/law/texts',
    title: lawText.laws,
    roles,
    component: lazyPage(async () => (await import('./laws.tsx')).LawsPage),
  },
  {
    path: '/items/law/adopt',
    title: lawText.adopt,
    roles: itemsDeeds['items.adopt-law'].roles,
    component: lazyPage(async () => (await import('./law-adopt.tsx')).AdoptLawPage),
  },
  {
    path: '/items/law/texts/$instrument',
    title: lawText.laws,
    roles,
    component: lazyPage(async () => (await import('./laws.tsx')).LawPage),
  },
  {
    path: '/items/$itemId/compare/$otherId',
    title: itemEditorText.compare,
    roles,
    component: lazyPage(async () => (await import('./compare.tsx')).ComparePage),
  },
  {
    path: '/items/$itemId/edit',
    title: itemEditorText.edit,
    roles: editors,
    component: lazyPage(async () => (await import('./editor.tsx')).EditItemPage),
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
