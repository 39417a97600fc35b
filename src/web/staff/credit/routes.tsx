/** The pages of the list of serious dishonesty. @module */
import { creditReads } from '../../../credit/deeds.ts';
import { lazyPage, type PageRoute } from '../../kit/routing.ts';
import { creditText } from '../../kit/strings/credit.zh.ts';

const { roles } = creditReads['credit.read'];

export const creditPages: readonly PageRoute[] = [
  {
    path: '/credit',
    title: creditText.list.title,
    roles,
    component: lazyPage(async () => (await import('./list.tsx')).CreditList),
  },
  {
    path: '/credit/propose',
    title: creditText.list.propose,
    roles,
    component: lazyPage(async () => (await import('./propose.tsx')).ProposePage),
  },
  {
    path: '/credit/$entryId',
    title: creditText.list.title,
    roles,
    component: lazyPage(async () => (await import('./entry.tsx')).CreditPage),
  },
];
