/** The demo district: a year of inspections, done through the product's own deeds at the demo's own time. @module */
import type { Runtime } from '../src/core/runtime.ts';
import { foundDemoBureau } from './bureau.ts';
import { demoDistrict } from './district.ts';
import { loadSubstitutions } from './load-after.ts';
import { loadDirectories, loadItems } from './load-directories.ts';
import { loadMainDraw, loadVoidDraw } from './load-draw.ts';
import { loadOversight } from './load-oversight.ts';
import { loadPlan, loadStatusChanges } from './load-plan.ts';
import { loadSealedDraw, publishDemoChains } from './load-sealed.ts';
import { loadVisits } from './load-visits.ts';
import { openStage } from './stage.ts';

/** Loads everything into an installation without a bureau; the caller has checked that there is none. */
export async function loadDemo(runtime: Runtime): Promise<void> {
  const stage = openStage(runtime, '2026-01-04T01:00:00Z');
  const people = await foundDemoBureau(stage, demoDistrict());
  await loadDirectories(stage, people);
  stage.at('2026-01-05T02:00:00Z');
  await loadItems(stage);
  stage.at('2026-01-06T02:00:00Z');
  const planId = await loadPlan(stage);
  await publishDemoChains(stage);
  await loadStatusChanges(stage);
  await loadVoidDraw(stage, planId);
  const drawId = await loadMainDraw(stage, planId);
  await loadSubstitutions(stage, drawId);
  await loadSealedDraw(stage, people, planId);
  await loadVisits(stage, people, drawId);
  await loadOversight(stage, drawId);
}
