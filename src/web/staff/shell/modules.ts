/** The pages of all modules; one line per module, added when its `routes.tsx` exists. @module */
import type { PageRoute } from '../../kit/routing.ts';
import { archivePages } from '../archive/routes.tsx';
import { bureauPages } from '../bureau/routes.tsx';
import { calendarPages } from '../calendar/routes.tsx';
import { directoryPages } from '../directory/routes.tsx';
import { disclosurePages } from '../disclosure/routes.tsx';
import { creditPages } from '../credit/routes.tsx';
import { exchangePages } from '../exchange/routes.tsx';
import { hazardPages } from '../hazard/routes.tsx';
import { inspectionPages } from '../inspection/routes.tsx';
import { drawPages } from '../draw/routes.tsx';
import { itemsPages } from '../items/routes.tsx';
import { oversightPages } from '../oversight/routes.tsx';
import { penaltyPages } from '../penalty/routes.tsx';
import { planPages } from '../plan/routes.tsx';
import { rectificationPages } from '../rectification/routes.tsx';

export const modulePages: readonly PageRoute[] = [
  ...directoryPages,
  ...itemsPages,
  ...planPages,
  ...calendarPages,
  ...drawPages,
  ...inspectionPages,
  ...rectificationPages,
  ...hazardPages,
  ...creditPages,
  ...penaltyPages,
  ...disclosurePages,
  ...archivePages,
  ...exchangePages,
  ...oversightPages,
  ...bureauPages,
];
