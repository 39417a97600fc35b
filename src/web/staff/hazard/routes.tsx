/** The pages of major hazards. @module */
import { hazardReads } from '../../../hazard/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { hazardText } from '../../kit/strings/hazard.zh.ts';

const { roles } = hazardReads['hazard.read'];

export const hazardPages: readonly PageRoute[] = [
  {
    path: '/hazard',
    title: hazardText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).HazardList),
  },
  {
    path: '/hazard/$hazardId',
    title: hazardText.list.title,
    roles,
    component: lazyPage(async () => (await import('./hazard.tsx')).HazardPage),
  },
];
