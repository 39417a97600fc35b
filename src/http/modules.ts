/** The modules' deeds, reads and followers, in the order of the pipeline. @module */
import { archiveFollowers } from '../archive/jobs.ts';
import { archiveDeedSpecs, archiveReadSpecs } from '../archive/routes.ts';
import { bureauDeedSpecs, bureauReadSpecs } from '../bureau/routes.ts';
import { calendarDeedSpecs, calendarReadSpecs } from '../calendar/routes.ts';
import type { DeedSpec, ReadSpec } from '../core/command.ts';
import type { Follower } from '../core/follow.ts';
import { creditFollowers } from '../credit/jobs.ts';
import { creditDeedSpecs, creditReadSpecs } from '../credit/routes.ts';
import { directoryFollowers } from '../directory/jobs/credit.ts';
import { directoryDeedSpecsWith, directoryReadSpecsWith } from '../directory/routes.ts';
import type { LaterModules } from '../directory/types/later.ts';
import { disclosureFollowers } from '../disclosure/jobs.ts';
import { disclosureDeedSpecs, disclosureReadSpecs } from '../disclosure/routes.ts';
import { exposureDeedSpecs, exposureReadSpecs } from '../disclosure/routes/exposures.ts';
import { objectionDeedSpecs, objectionReadSpecs } from '../disclosure/routes/objections.ts';
import { drawFollowers } from '../draw/jobs.ts';
import { bookingHolds, drawnUses } from '../draw/reads/bookings.ts';
import { scopeCondition } from '../draw/reads/scope-condition.ts';
import { mergeHoldsOfDraws, scopeOf } from '../draw/reads/scope.ts';
import { drawDeedSpecs, drawReadSpecs } from '../draw/routes.ts';
import { exchangeDeedSpecs, exchangeReadSpecs } from '../exchange/routes.ts';
import { hazardFollowers } from '../hazard/jobs.ts';
import { hazardDeedSpecs, hazardReadSpecs } from '../hazard/routes.ts';
import { inspectionFollowers } from '../inspection/jobs.ts';
import { loadOf, mergeHoldsOfVisits, visitsOf } from '../inspection/reads/enterprise.ts';
import { inspectionDeedSpecsWith, inspectionReadSpecsWith } from '../inspection/routes.ts';
import { itemsDeedSpecs, itemsReadSpecs } from '../items/routes.ts';
import { oversightDeedSpecs, oversightReadSpecs } from '../oversight/routes.ts';
import { penaltyFollowers } from '../penalty/jobs.ts';
import { penaltyDeedSpecs, penaltyReadSpecsWith } from '../penalty/routes.ts';
import { planFollowers } from '../plan/jobs.ts';
import { planDeedSpecs, planReadSpecs } from '../plan/routes.ts';
import { rectificationFollowers } from '../rectification/jobs.ts';
import { rectificationDeedSpecsWith, rectificationReadSpecsWith } from '../rectification/routes.ts';
import { laterSubjectsOf } from './case-later.ts';
import { readQueue } from './queue.ts';
import { recordsOf } from './enterprise-records.ts';
import { laterOfFindings } from './order-later.ts';

/** What the directories show of modules they may not import (docs/adr/0030). */
const LATER: LaterModules = {
  scopeOf,
  scopeCondition,
  bookingHolds,
  drawnUses,
  visitsOf,
  loadOf,
  mergeHolds: async (tx, ids) => [...(await mergeHoldsOfDraws(tx)), ...(await mergeHoldsOfVisits(tx, ids))],
};

export const DEED_SPECS: readonly DeedSpec[] = [
  ...bureauDeedSpecs,
  ...calendarDeedSpecs,
  ...directoryDeedSpecsWith(LATER),
  ...itemsDeedSpecs,
  ...planDeedSpecs,
  ...drawDeedSpecs,
  ...inspectionDeedSpecsWith(recordsOf),
  ...rectificationDeedSpecsWith(laterOfFindings),
  ...hazardDeedSpecs,
  ...creditDeedSpecs,
  ...penaltyDeedSpecs,
  ...disclosureDeedSpecs,
  ...exposureDeedSpecs,
  ...objectionDeedSpecs,
  ...archiveDeedSpecs,
  ...exchangeDeedSpecs,
  ...oversightDeedSpecs,
];

export const READ_SPECS: readonly ReadSpec[] = [
  ...bureauReadSpecs,
  ...calendarReadSpecs,
  ...directoryReadSpecsWith(LATER),
  ...itemsReadSpecs,
  ...planReadSpecs,
  ...drawReadSpecs,
  ...inspectionReadSpecsWith(recordsOf),
  ...rectificationReadSpecsWith(laterOfFindings),
  ...hazardReadSpecs,
  ...creditReadSpecs,
  ...penaltyReadSpecsWith(laterSubjectsOf),
  ...disclosureReadSpecs,
  ...exposureReadSpecs,
  ...objectionReadSpecs,
  ...archiveReadSpecs,
  ...exchangeReadSpecs,
  ...oversightReadSpecs,
  readQueue,
];

/** Those of the draw count the visits that the inspections have just been given. */
export const FOLLOWERS: readonly Follower[] = [
  ...planFollowers,
  ...inspectionFollowers,
  ...drawFollowers,
  ...rectificationFollowers,
  ...hazardFollowers,
  ...creditFollowers,
  ...directoryFollowers,
  ...penaltyFollowers,
  ...disclosureFollowers,
  ...archiveFollowers,
];
