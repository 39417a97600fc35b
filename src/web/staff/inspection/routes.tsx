/** The pages of the visit. @module */
import { inspectionReads } from '../../../inspection/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { monthText } from '../../kit/strings/month.zh.ts';
import { visitSettingsText } from '../../kit/strings/visit-documents.zh.ts';
import { fieldDevicesText } from '../../kit/strings/visit-sync.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';

const { roles } = inspectionReads['inspection.read'];

export const inspectionPages: readonly PageRoute[] = [
  {
    path: '/inspection',
    title: inspectionText.board.title,
    roles,
    component: lazyPage(async () => (await import('./board.tsx')).BoardPage),
  },
  {
    path: '/inspection/month',
    title: monthText.title,
    roles: inspectionReads['inspection.read-month'].roles,
    component: lazyPage(async () => (await import('./month.tsx')).MonthPage),
  },
  {
    path: '/inspection/settings',
    title: visitSettingsText.title,
    roles: inspectionReads['inspection.read-settings'].roles,
    component: lazyPage(async () => (await import('./settings.tsx')).SettingsPage),
  },
  {
    path: '/inspection/devices',
    title: fieldDevicesText.title,
    roles: inspectionReads['inspection.read-devices'].roles,
    component: lazyPage(async () => (await import('./devices.tsx')).DevicesPage),
  },
  {
    path: '/inspection/$inspectionId',
    title: inspectionText.visit.title,
    roles,
    component: lazyPage(async () => (await import('./visit.tsx')).VisitPage),
  },
];
