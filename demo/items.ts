/** The 45 items of the demo district's list (抽查事项), with their check points. Free of real names. @module */
import type { ItemContent } from '../src/items/types.ts';
import { CHEMICAL_ITEMS } from './items/chemicals.ts';
import { DUTY_ITEMS } from './items/duties.ts';
import { MANAGEMENT_ITEMS } from './items/management.ts';
import { SITE_ITEMS } from './items/site.ts';
import { TRADE_ITEMS } from './items/trades.ts';
import { WORKS_ITEMS } from './items/works.ts';

/** In its order: comprehensive, hazardous chemicals, industry and trade, fireworks. */
export const DEMO_ITEMS: readonly ItemContent[] = [
  ...MANAGEMENT_ITEMS,
  ...WORKS_ITEMS,
  ...SITE_ITEMS,
  ...DUTY_ITEMS,
  ...CHEMICAL_ITEMS,
  ...TRADE_ITEMS,
];
