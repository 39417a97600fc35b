/** The pages of penalty cases. @module */
import { penaltyDeeds, penaltyReads } from '../../../penalty/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';

const { roles } = penaltyReads['penalty.read'];

export const penaltyPages: readonly PageRoute[] = [
  {
    path: '/penalty',
    title: penaltyText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).PenaltyList),
  },
  {
    path: '/penalty/new',
    title: penaltyDeeds['penalty.open-lead'].title,
    roles: penaltyDeeds['penalty.open-lead'].roles,
    component: lazyPage(async () => (await import('./new-case.tsx')).NewLeadPage),
  },
  {
    path: '/penalty/spot',
    title: penaltyDeeds['penalty.decide-on-spot'].title,
    roles: penaltyDeeds['penalty.decide-on-spot'].roles,
    component: lazyPage(async () => (await import('./new-case.tsx')).SpotPage),
  },
  {
    path: '/penalty/setup',
    title: penaltyText.setup.title,
    roles,
    component: lazyPage(async () => (await import('./setup.tsx')).PenaltySetupPage),
  },
  {
    path: '/penalty/$caseId',
    title: penaltyText.list.title,
    roles,
    component: lazyPage(async () => (await import('./case.tsx')).CasePage),
  },
];
