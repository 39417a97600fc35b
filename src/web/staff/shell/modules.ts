/** The pages of all modules; one line per module, added when its `routes.tsx` exists. @module */
import type { PageRoute } from '../../kit/routing.ts';

export const modulePages: readonly PageRoute[] = [];
