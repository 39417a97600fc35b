/** The pages of rectification. @module */
import { rectificationReads } from '../../../rectification/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';

const { roles } = rectificationReads['rectification.read'];

export const rectificationPages: readonly PageRoute[] = [
  {
    path: '/rectification',
    title: rectificationText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).RectificationList),
  },
  {
    path: '/rectification/$orderId',
    title: rectificationText.list.title,
    roles,
    component: lazyPage(async () => (await import('./order.tsx')).OrderPage),
  },
];
