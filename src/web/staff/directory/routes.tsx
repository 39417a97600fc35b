/** The pages of the directories. @module */
import { createElement } from 'react';
import type { Role } from '../../../core/actor.ts';
import { directoryDeeds, directoryReads } from '../../../directory/deeds.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { subdistrictsText } from '../../kit/strings/directory-subdistricts.zh.ts';
import { duplicatesText } from '../../kit/strings/directory-duplicates.zh.ts';
import { historyText } from '../../kit/strings/directory-history.zh.ts';
import { verificationText } from '../../kit/strings/directory-verification.zh.ts';
import { organisationText } from '../../kit/strings/directory-organisation.zh.ts';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { KIND_VIEWS } from './kinds.ts';

const readers = directoryReads['directory.read'].roles;
const importers = directoryReads['directory.read-import'].roles;
const declarers: readonly Role[] = [...readers, ...directoryReads['directory.read-own-recusals'].roles];

/** List, new, record and edit of one kind. The list of enterprises is the module's first page. */
function kindPages(kind: DirectoryKind): readonly PageRoute[] {
  const root = `/directory/${KIND_VIEWS[kind].slug}`;
  const title = directoryText.lists[kind];
  const editors = directoryDeeds[`directory.save-${kind}`].roles;
  return [
    {
      path: kind === 'enterprise' ? '/directory' : root,
      title,
      roles: readers,
      component: lazyPage(async () => {
        const { DirectoryListPage } = await import('./list.tsx');
        return () => createElement(DirectoryListPage, { kind });
      }),
    },
    {
      path: `${root}/new`,
      title: directoryText.add(DIRECTORY_KINDS[kind]),
      roles: editors,
      component: lazyPage(async () => {
        const { NewRecordPage } = await import('./form.tsx');
        return () => createElement(NewRecordPage, { kind });
      }),
    },
    {
      path: `${root}/$recordId`,
      title,
      roles: readers,
      component: lazyPage(async () => {
        const { DirectoryRecordPage } = await import('./record.tsx');
        return () => createElement(DirectoryRecordPage, { kind });
      }),
    },
    {
      path: `${root}/$recordId/edit`,
      title,
      roles: editors,
      component: lazyPage(async () => {
        const { EditRecordPage } = await import('./form.tsx');
        return () => createElement(EditRecordPage, { kind });
      }),
    },
  ];
}

export const directoryPages: readonly PageRoute[] = [
  ...codesOf(DIRECTORY_KINDS).flatMap(kindPages),
  {
    path: '/directory/duplicates',
    title: duplicatesText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./duplicates.tsx')).DuplicatesPage),
  },
  {
    path: '/directory/verification',
    title: verificationText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./verification.tsx')).VerificationPage),
  },
  {
    path: '/directory/organisation',
    title: organisationText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./organisation.tsx')).OrganisationPage),
  },
  {
    path: '/directory/as-of',
    title: historyText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./as-of.tsx')).AsOfPage),
  },
  {
    path: '/directory/recusals',
    title: directoryText.lists.recusals,
    roles: declarers,
    component: lazyPage(async () => (await import('./recusals.tsx')).RecusalsPage),
  },
  {
    path: '/directory/subdistricts',
    title: subdistrictsText.title,
    roles: directoryDeeds['directory.set-subdistricts'].roles,
    component: lazyPage(async () => (await import('./subdistricts-page.tsx')).SubdistrictsPage),
  },
  {
    path: '/directory/import',
    title: directoryText.lists.import,
    roles: importers,
    component: lazyPage(async () => (await import('./import.tsx')).ImportPage),
  },
  {
    path: '/directory/import/$batchId',
    title: directoryText.lists.import,
    roles: importers,
    component: lazyPage(async () => (await import('./import-batch.tsx')).ImportBatchPage),
  },
];
