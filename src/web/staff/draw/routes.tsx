/** The pages of the draw. @module */
import { drawDeeds, drawPresents, drawReads } from '../../../draw/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { chainsText } from '../../kit/strings/draw-chains.zh.ts';
import { presentText } from '../../kit/strings/draw-present.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';

const readers = drawReads['draw.read'].roles;
const presenters = drawPresents['draw.present'].roles;
const configurers = drawDeeds['draw.configure'].roles;

export const drawPages: readonly PageRoute[] = [
  {
    path: '/draw',
    title: drawText.list.title,
    roles: readers,
    component: lazyPage(async () => (await import('./list.tsx')).DrawListPage),
  },
  {
    path: '/draw/new',
    title: drawText.editor.createTitle,
    roles: configurers,
    component: lazyPage(async () => (await import('./editor.tsx')).NewDrawPage),
  },
  {
    path: '/draw/chains',
    title: chainsText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./chains.tsx')).ChainsPage),
  },
  {
    path: '/draw/rehearsal',
    title: presentText.rehearsal.title,
    roles: presenters,
    component: lazyPage(async () => (await import('./rehearsal.tsx')).RehearsalPage),
  },
  {
    path: '/draw/$drawId/present',
    title: presentText.title,
    roles: readers,
    component: lazyPage(async () => (await import('./present.tsx')).PresentPage),
  },
  {
    path: '/draw/$drawId',
    title: drawText.list.title,
    roles: readers,
    component: lazyPage(async () => (await import('./draw.tsx')).DrawPage),
  },
  {
    path: '/draw/$drawId/edit',
    title: drawText.editor.changeTitle,
    roles: configurers,
    component: lazyPage(async () => (await import('./editor.tsx')).ChangeDrawPage),
  },
  {
    path: '/draw/$drawId/result',
    title: drawText.result.title,
    roles: readers,
    component: lazyPage(async () => (await import('./result.tsx')).ResultPage),
  },
];
