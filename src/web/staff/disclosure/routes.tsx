/** The pages of the disclosure desk. @module */
import { disclosureReads } from '../../../disclosure/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';

const { roles } = disclosureReads['disclosure.read'];

export const disclosurePages: readonly PageRoute[] = [
  {
    path: '/disclosure',
    title: disclosureText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).DisclosureListPage),
  },
  {
    path: '/disclosure/$entryId',
    title: disclosureText.list.title,
    roles,
    component: lazyPage(async () => (await import('./entry.tsx')).DisclosureEntryPage),
  },
];
