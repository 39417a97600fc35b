/** The pages of the annual plan. @module */
import { planDeeds, planReads } from '../../../plan/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { planText } from '../../kit/strings/plan.zh.ts';
import { templateText } from '../../kit/strings/plan-templates.zh.ts';

const readers = planReads['plan.read'].roles;

export const planPages: readonly PageRoute[] = [
  {
    path: '/plan',
    title: planText.list.title,
    roles: readers,
    component: lazyPage(async () => (await import('./list.tsx')).PlanListPage),
  },
  {
    path: '/plan/new',
    title: planText.editor.createTitle,
    roles: planDeeds['plan.create'].roles,
    component: lazyPage(async () => (await import('./editor.tsx')).NewPlanPage),
  },
  {
    path: '/plan/templates',
    title: templateText.title,
    roles: planReads['plan.read-templates'].roles,
    component: lazyPage(async () => (await import('./templates.tsx')).TemplatesPage),
  },
  {
    path: '/plan/$planId',
    title: planText.list.title,
    roles: readers,
    component: lazyPage(async () => (await import('./plan.tsx')).PlanPage),
  },
  {
    path: '/plan/$planId/edit',
    title: planText.editor.amendTitle,
    roles: planDeeds['plan.amend-draft'].roles,
    component: lazyPage(async () => (await import('./editor.tsx')).AmendPlanPage),
  },
];
