/** Major hazards on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { findVisit } from '../inspection/reads/visits.ts';
import { closeAcceptance, removeHazard, reopenAcceptance, sendBack, signAcceptance } from './actions/accept.ts';
import {
  applyCourt,
  approvePowerCut,
  carryOutPowerCut,
  liftPowerCut,
  notifyPowerCut,
  proposeClosure,
  referHazardCase,
  referPolice,
} from './actions/measures.ts';
import { assignHazard, dismissHazard, extendHazard, registerHazard, superviseHazard } from './actions/supervise.ts';
import {
  approveTreatmentPlan,
  claimAcceptance,
  noteCompliance,
  noteRefusal,
  reportProgress,
  returnClaim,
  returnTreatmentPlan,
  submitTreatmentPlan,
} from './actions/treat.ts';
import { hazardReads } from './deeds.ts';
import { findHazard } from './reads/hazards.ts';
import { listHazards } from './reads/list.ts';
import { viewHazard } from './reads/view.ts';
import { OneHazard } from './types/hazard.ts';
import { HazardQuery, HazardRow, HazardView } from './types/views.ts';

const readHazards = defineRead({
  path: '/api/hazards',
  kind: 'hazard.read',
  rule: hazardReads['hazard.read'],
  input: HazardQuery,
  output: z.object({ total: z.int(), rows: z.array(HazardRow), asOf: z.string() }),
  run: async (tx, query) => ok({ ...(await listHazards(tx, query)), asOf: tx.now }),
});

const readHazard = defineRead({
  path: '/api/hazards/:hazardId',
  kind: 'hazard.read',
  rule: hazardReads['hazard.read'],
  input: OneHazard,
  output: HazardView,
  run: async (tx, { hazardId }, actor) => {
    const hazard = await findHazard(tx, hazardId);
    const visit = hazard && (await findVisit(tx, hazard.inspectionId));
    if (hazard === undefined || visit === undefined) return refuse([{ code: 'hazard-not-found' }]);
    return ok(await viewHazard(tx, hazard, visit, actor.staffId));
  },
});

export const hazardDeedSpecs: readonly DeedSpec[] = [
  registerHazard,
  superviseHazard,
  submitTreatmentPlan,
  returnTreatmentPlan,
  approveTreatmentPlan,
  reportProgress,
  claimAcceptance,
  returnClaim,
  closeAcceptance,
  reopenAcceptance,
  signAcceptance,
  removeHazard,
  sendBack,
  extendHazard,
  assignHazard,
  dismissHazard,
  noteRefusal,
  noteCompliance,
  approvePowerCut,
  notifyPowerCut,
  carryOutPowerCut,
  liftPowerCut,
  referHazardCase,
  applyCourt,
  proposeClosure,
  referPolice,
];
export const hazardReadSpecs: readonly ReadSpec[] = [readHazards, readHazard];
