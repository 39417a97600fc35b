/** The pages of the archive. @module */
import { archiveReads } from '../../../archive/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { archiveText } from '../../kit/strings/archive.zh.ts';

const { roles } = archiveReads['archive.read'];

export const archivePages: readonly PageRoute[] = [
  {
    path: '/archive',
    title: archiveText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).ArchiveList),
  },
  {
    path: '/archive/custody',
    title: archiveText.custody.title,
    roles,
    component: lazyPage(async () => (await import('./custody.tsx')).CustodyPage),
  },
  {
    path: '/archive/$volumeId',
    title: archiveText.list.title,
    roles,
    component: lazyPage(async () => (await import('./volume.tsx')).VolumePage),
  },
];
