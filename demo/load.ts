/** The demo district: a year of inspections up to the day before it is loaded, done through the product's own deeds at the demo's own time. @module */
import { dayOf } from '../src/core/clock.ts';
import type { execute } from '../src/core/command.ts';
import type { Runtime } from '../src/core/runtime.ts';
import { foundDemoBureau } from './bureau.ts';
import { demoDistrict } from './district.ts';
import { loadSubstitutions } from './load-after.ts';
import { loadArchive } from './load-archive.ts';
import { loadDirectories, loadItems } from './load-directories.ts';
import { loadMainDraw, loadVoidDraw } from './load-draw.ts';
import { loadObjections } from './load-objections.ts';
import { loadOversight } from './load-oversight.ts';
import { loadPlan, loadStatusChanges } from './load-plan.ts';
import { loadSealedDraw, publishDemoChains } from './load-sealed.ts';
import { loadPresent, presentOf, signDrawRecords } from './load-present.ts';
import { loadVisits, loadVisitSettings } from './load-visits.ts';
import { openStage } from './stage.ts';
import { openYear } from './year.ts';

/** Loads everything into an installation without a bureau; the caller has checked that there is none. */
export async function loadDemo(runtime: Runtime, doing?: typeof execute): Promise<void> {
  const stage = openStage(runtime, '2026-01-04T01:00:00Z', doing);
  const people = await foundDemoBureau(stage, demoDistrict());
  await loadDirectories(stage, people);
  stage.at('2026-01-05T02:00:00Z');
  await loadItems(stage);
  stage.at('2026-01-06T02:00:00Z');
  const planId = await loadPlan(stage);
  await loadVisitSettings(stage);
  await publishDemoChains(stage);
  await loadStatusChanges(stage);
  await loadVoidDraw(stage, planId);
  const drawId = await loadMainDraw(stage, planId);
  await loadSubstitutions(stage, drawId);
  const year = openYear(stage, people);
  const surprise = await loadSealedDraw(stage, year, planId);
  await loadVisits(stage, year, drawId);
  const present = presentOf(dayOf(runtime.clock.now()));
  await loadPresent(stage, people, year, { planId: surprise.planId, present });
  stage.at(`${present}T08:30:00Z`);
  await signDrawRecords(stage, [drawId, surprise.drawId]);
  await loadOversight(stage, drawId);
  await loadObjections(stage);
  await loadArchive(stage, people);
}
