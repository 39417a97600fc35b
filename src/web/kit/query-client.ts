/** How screens cache and repeat their reads. Made once, in main.tsx. @module */
import { QueryClient } from '@tanstack/react-query';
import { ReadFailed } from './api.ts';

const FRESH_MS = 10_000;
const REPEATS = 2;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        // A refusal will be the same the second time; a lost answer may not.
        retry: (failures, error) => failures < REPEATS && !(error instanceof ReadFailed && error.isAnswered),
        networkMode: 'always',
      },
      // The library would otherwise hold a deed back in silence while the browser believes to be offline.
      mutations: { networkMode: 'always' },
    },
  });
}
