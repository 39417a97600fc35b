/** The permission table: every deed and every read with the roles that may. Browser-safe; server, UI and manual share it. @module */
import { archiveDeeds, archiveReads, custodyDeeds } from './archive/deeds.ts';
import { bureauDeeds, bureauReads } from './bureau/deeds.ts';
import { calendarDeeds, calendarReads } from './calendar/deeds.ts';
import type { DeedRules } from './core/actor.ts';
import { creditDeeds, creditReads, jointDeeds } from './credit/deeds.ts';
import { directoryDeeds, directoryReads } from './directory/deeds.ts';
import { disclosureDeeds, disclosureReads, exposureDeeds, objectionDeeds } from './disclosure/deeds.ts';
import { chainDeeds, drawDeeds, drawPresents, drawReads, substitutionDeeds } from './draw/deeds.ts';
import { exchangeDeeds, exchangeReads } from './exchange/deeds.ts';
import { hazardDeeds, hazardReads, measureDeeds } from './hazard/deeds.ts';
import { inspectionDeeds, inspectionReads } from './inspection/deeds.ts';
import { itemsDeeds, itemsReads } from './items/deeds.ts';
import { oversightDeeds, oversightReads } from './oversight/deeds.ts';
import { penaltyDeeds, penaltyReads } from './penalty/deeds.ts';
import { planDeeds, planReads } from './plan/deeds.ts';
import { rectificationDeeds, rectificationReads } from './rectification/deeds.ts';

/** All deeds, by name, in the order of the pipeline. */
export const allDeeds: DeedRules = {
  ...bureauDeeds,
  ...calendarDeeds,
  ...directoryDeeds,
  ...itemsDeeds,
  ...planDeeds,
  ...chainDeeds,
  ...drawDeeds,
  ...substitutionDeeds,
  ...inspectionDeeds,
  ...rectificationDeeds,
  ...hazardDeeds,
  ...measureDeeds,
  ...creditDeeds,
  ...jointDeeds,
  ...penaltyDeeds,
  ...disclosureDeeds,
  ...exposureDeeds,
  ...objectionDeeds,
  ...archiveDeeds,
  ...custodyDeeds,
  ...exchangeDeeds,
  ...oversightDeeds,
};

/** All reads, by name. */
export const allReads: DeedRules = {
  ...bureauReads,
  ...calendarReads,
  ...directoryReads,
  ...itemsReads,
  ...planReads,
  ...drawReads,
  ...drawPresents,
  ...inspectionReads,
  ...rectificationReads,
  ...hazardReads,
  ...creditReads,
  ...penaltyReads,
  ...disclosureReads,
  ...archiveReads,
  ...exchangeReads,
  ...oversightReads,
};
