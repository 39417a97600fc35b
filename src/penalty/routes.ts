/** Penalty cases on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { renewCode } from './actions/access.ts';
import { caseDeedSpecs, decideOnSpot, openLead } from './actions/case.ts';
import { delegate, setBenchmark, setSettings, stopDelegation } from './actions/settings.ts';
import { penaltyReads } from './deeds.ts';
import { accessOf } from './reads/access.ts';
import { findCase } from './reads/cases.ts';
import { listCases } from './reads/list.ts';
import { viewCase, viewSetup } from './reads/view.ts';
import { OneCase } from './types/case.ts';
import type { LaterSubjectsOf } from './types/later.ts';
import { CaseList, CaseQuery, CaseView, PenaltySetup } from './types/views.ts';

const rule = penaltyReads['penalty.read'];

const readCases = defineRead({
  path: '/api/penalties',
  kind: 'penalty.read',
  rule,
  input: CaseQuery,
  output: CaseList,
  run: async (tx, query, actor) => ok({ ...(await listCases(tx, query, actor.staffId)), asOf: tx.now }),
});

const readCase = (laterOf: LaterSubjectsOf): ReadSpec =>
  defineRead({
    path: '/api/penalties/:caseId',
    kind: 'penalty.read',
    rule,
    input: OneCase,
    output: CaseView,
    run: async (tx, { caseId }, actor, runtime) => {
      const file = await findCase(tx, caseId);
      if (file === undefined) return refuse([{ code: 'case-not-found' }]);
      const isMine = file.handlers.some(({ staffId }) => staffId === actor.staffId);
      const access = isMine ? await accessOf(tx, runtime.fieldCipher, caseId) : null;
      return ok({ ...(await viewCase(tx, file, actor, laterOf)), access });
    },
  });

const readSetup = defineRead({
  path: '/api/penalty-setup',
  kind: 'penalty.read',
  rule,
  input: z.object({}),
  output: PenaltySetup,
  run: async (tx) => ok(await viewSetup(tx)),
});

export const penaltyDeedSpecs: readonly DeedSpec[] = [
  openLead,
  decideOnSpot,
  ...caseDeedSpecs,
  renewCode,
  setSettings,
  setBenchmark,
  delegate,
  stopDelegation,
];

/** The reads; the timeline of a case goes on with what later modules made of it. */
export function penaltyReadSpecsWith(laterOf: LaterSubjectsOf): readonly ReadSpec[] {
  return [readCases, readCase(laterOf), readSetup];
}
