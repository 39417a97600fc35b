/** The pages of 数据归集. @module */
import { exchangeReads } from '../../../exchange/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { exchangeText } from '../../kit/strings/exchange.zh.ts';

const { roles } = exchangeReads['exchange.read'];
const { title } = exchangeText;

export const exchangePages: readonly PageRoute[] = [
  { path: '/exchange', title, roles, component: lazyPage(async () => (await import('./list.tsx')).ExchangePage) },
  { path: '/exchange/$pack', title, roles, component: lazyPage(async () => (await import('./pack.tsx')).PackPage) },
  {
    path: '/exchange/$pack/$batchId',
    title,
    roles,
    component: lazyPage(async () => (await import('./batch.tsx')).BatchPage),
  },
];
