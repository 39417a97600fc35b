/** The pages of oversight. @module */
import { STAFF_ROLES } from '../../../core/actor.ts';
import { oversightReads } from '../../../oversight/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { assessmentText } from '../../kit/strings/assessment.zh.ts';
import { feedbackText } from '../../kit/strings/feedback.zh.ts';
import { oversightText } from '../../kit/strings/oversight.zh.ts';

const supervision = oversightReads['oversight.read-console'].roles;
const noticed = oversightReads['oversight.read-notices'].roles;

export const oversightPages: readonly PageRoute[] = [
  {
    path: '/oversight',
    title: oversightText.overview.title,
    roles: STAFF_ROLES,
    component: lazyPage(async () => (await import('./overview.tsx')).OversightPage),
  },
  {
    path: '/oversight/assessment',
    title: assessmentText.page.title,
    roles: STAFF_ROLES,
    component: lazyPage(async () => (await import('./assessment.tsx')).AssessmentPage),
  },
  {
    path: '/oversight/quality',
    title: assessmentText.quality.title,
    roles: oversightReads['assessment.read-quality'].roles,
    component: lazyPage(async () => (await import('./quality.tsx')).QualityPage),
  },
  {
    path: '/oversight/bulletins',
    title: feedbackText.list.title,
    roles: STAFF_ROLES,
    component: lazyPage(async () => (await import('./bulletins.tsx')).BulletinsPage),
  },
  {
    path: '/oversight/bulletins/$bulletinId',
    title: feedbackText.list.title,
    roles: STAFF_ROLES,
    component: lazyPage(async () => (await import('./bulletin.tsx')).BulletinPage),
  },
  {
    path: '/oversight/console',
    title: oversightText.console.title,
    roles: supervision,
    component: lazyPage(async () => (await import('./console.tsx')).ConsolePage),
  },
  {
    path: '/oversight/alerts/$code',
    title: oversightText.console.title,
    roles: supervision,
    component: lazyPage(async () => (await import('./alert.tsx')).AlertPage),
  },
  {
    path: '/oversight/pairs',
    title: oversightText.pairs.title,
    roles: supervision,
    component: lazyPage(async () => (await import('./pairs.tsx')).PairsPage),
  },
  {
    path: '/oversight/ratings',
    title: oversightText.ratings.title,
    roles: oversightReads['oversight.read-ratings'].roles,
    component: lazyPage(async () => (await import('./ratings.tsx')).RatingsPage),
  },
  {
    path: '/oversight/notices',
    title: oversightText.notices.title,
    roles: noticed,
    component: lazyPage(async () => (await import('./notices.tsx')).NoticesPage),
  },
  {
    path: '/oversight/notices/$noticeId',
    title: oversightText.notices.title,
    roles: noticed,
    component: lazyPage(async () => (await import('./notice.tsx')).NoticePage),
  },
];
