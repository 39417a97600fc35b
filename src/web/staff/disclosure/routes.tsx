/** The pages of the disclosure desk. @module */
import { disclosureReads } from '../../../disclosure/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { exposureText } from '../../kit/strings/exposure.zh.ts';
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
    path: '/disclosure/exposures',
    title: exposureText.title,
    roles,
    component: lazyPage(async () => (await import('./exposures.tsx')).ExposuresPage),
  },
  {
    path: '/disclosure/$entryId',
    title: disclosureText.list.title,
    roles,
    component: lazyPage(async () => (await import('./entry.tsx')).DisclosureEntryPage),
  },
];
