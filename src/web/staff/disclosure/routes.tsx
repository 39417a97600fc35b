/** The pages of the disclosure desk. @module */
import { disclosureDeeds, disclosureReads } from '../../../disclosure/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { exposureText } from '../../kit/strings/exposure.zh.ts';
import { objectionText } from '../../kit/strings/objection.zh.ts';
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
    path: '/disclosure/batch',
    title: disclosureText.batch.title,
    roles: disclosureDeeds['disclosure.publish'].roles,
    component: lazyPage(async () => (await import('./batch.tsx')).DisclosureBatchPage),
  },
  {
    path: '/disclosure/exposures',
    title: exposureText.title,
    roles,
    component: lazyPage(async () => (await import('./exposures.tsx')).ExposuresPage),
  },
  {
    path: '/disclosure/objections',
    title: objectionText.desk.title,
    roles: disclosureReads['disclosure.read-objection'].roles,
    component: lazyPage(async () => (await import('./objections.tsx')).ObjectionsPage),
  },
  {
    path: '/disclosure/objections/$objectionId',
    title: objectionText.desk.one,
    roles: disclosureReads['disclosure.read-objection'].roles,
    component: lazyPage(async () => (await import('./objection.tsx')).ObjectionPage),
  },
  {
    path: '/disclosure/$entryId',
    title: disclosureText.list.title,
    roles,
    component: lazyPage(async () => (await import('./entry.tsx')).DisclosureEntryPage),
  },
];
