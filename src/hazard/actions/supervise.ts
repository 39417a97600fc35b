/** 登记上报、督办、责任人、期限、不再认定. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';
import { basisWords } from '../../rectification/rules/void.ts';
import { hazardDeeds } from '../deeds.ts';
import { dismissRefusals, extendRefusals, treatByRefusals } from '../rules/checks.ts';
import { Dismissal, HAZARD_STATES, OneHazard, Reason, Registration, Supervision } from '../types/hazard.ts';
import { issueHazardDocument } from './document.ts';
import { moveHazard, openMove } from './open.ts';

export const HazardAnswer = OneHazard.extend({ state: z.enum(codesOf(HAZARD_STATES)) });

/** Due the day a second person confirmed it (安全生产法 §41: into the system, and told to the department). */
export const registerHazard = defineDeed({
  kind: 'hazard.register',
  rule: hazardDeeds['hazard.register'],
  input: OneHazard.extend({ registration: Registration }),
  output: HazardAnswer,
  run: async (tx, { hazardId, registration }) => {
    const found = await openMove(tx, 'hazard.register', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.register',
      note: registration.reportedTo,
      change: { registration: JSON.stringify(registration) },
    });
    tx.record({
      kind: 'hazard.register',
      subject: `hazard/${hazardId}`,
      facts: { finding: hazard.findingId, due: hazard.timerOn ?? '' },
    });
    return ok({ hazardId, state });
  },
});

/** 挂牌督办 at a level, with its 督办通知书, or 科室督促; either way with the last day of the treatment. */
export const superviseHazard = defineDeed({
  kind: 'hazard.supervise',
  rule: hazardDeeds['hazard.supervise'],
  input: OneHazard.extend({ supervision: Supervision }),
  output: HazardAnswer.extend({ number: z.string().nullable() }),
  run: async (tx, { hazardId, supervision }, runtime) => {
    const found = await openMove(tx, 'hazard.supervise', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const { level, treatBy, department, reason } = supervision;
    const refusals = treatByRefusals(treatBy, tx.today, 'supervision.treatBy');
    if (found.value.visit.signedOn === null) refusals.push({ code: 'hazard-visit-unsigned' });
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.supervise',
      note: reason,
      change: { level, treat_by: treatBy },
    });
    const number =
      level === 'section'
        ? null
        : await issueHazardDocument(
            tx,
            runtime,
            { ...found.value, hazard: { ...hazard, level, treatBy } },
            'supervision',
            {
              督办部门: department,
              督办理由: reason,
            },
          );
    tx.record({
      kind: 'hazard.supervise',
      subject: `hazard/${hazardId}`,
      facts: { finding: hazard.findingId, level, treatBy, number: number ?? '' },
    });
    return ok({ hazardId, state, number });
  },
});

export const extendHazard = defineDeed({
  kind: 'hazard.extend',
  rule: hazardDeeds['hazard.extend'],
  input: OneHazard.extend({ treatBy: z.iso.date(), reason: Reason, interim: Reason }),
  output: HazardAnswer.extend({ treatBy: z.string() }),
  run: async (tx, { hazardId, treatBy, reason, interim }) => {
    const found = await openMove(tx, 'hazard.extend', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const refusals = extendRefusals(hazard, treatBy, tx.today);
    if (refusals.length > 0) return refuse(refusals);
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.extend',
      note: `${reason}；期间措施：${interim}`,
      change: { treat_by: treatBy },
    });
    tx.record({
      kind: 'hazard.extend',
      subject: `hazard/${hazardId}`,
      facts: { finding: hazard.findingId, before: hazard.treatBy ?? '', treatBy },
    });
    return ok({ hazardId, state, treatBy });
  },
});

/** Another officer answers for it from now on; there is always one. */
export const assignHazard = defineDeed({
  kind: 'hazard.assign',
  rule: hazardDeeds['hazard.assign'],
  input: OneHazard.extend({ officerId: z.uuid('请选择执法人员'), reason: Reason }),
  output: HazardAnswer,
  run: async (tx, { hazardId, officerId, reason }) => {
    const found = await openMove(tx, 'hazard.assign', hazardId);
    if (!found.ok) return found;
    const officer = (await listOfficers(tx)).find(({ personId }) => personId === officerId);
    if (officer === undefined || officer.staffId === null || officer.status !== 'on-duty')
      return refuse([{ code: 'hazard-owner-unfit', at: 'officerId' }]);
    const state = await moveHazard(tx, found.value.hazard, {
      deed: 'hazard.assign',
      note: reason,
      change: { owner: officer.staffId },
    });
    tx.record({
      kind: 'hazard.assign',
      subject: `hazard/${hazardId}`,
      facts: { owner: officer.staffId, before: found.value.hazard.owner ?? '' },
    });
    return ok({ hazardId, state });
  },
});

/** The finding no longer stands, two people no longer call it major, or somebody who decides has denied it. */
export const dismissHazard = defineDeed({
  kind: 'hazard.dismiss',
  rule: hazardDeeds['hazard.dismiss'],
  input: Dismissal,
  output: HazardAnswer,
  run: async (tx, { hazardId, reason, document }) => {
    const found = await openMove(tx, 'hazard.dismiss', hazardId);
    if (!found.ok) return found;
    const { hazard, finding, visit } = found.value;
    const by = tx.actor.staffId;
    const refusals = dismissRefusals(finding, { document, by, signedOn: visit.signedOn, today: tx.today });
    if (refusals.length > 0) return refuse(refusals);
    const note = document === undefined ? reason : `${basisWords({ kind: 'document', document })}：${reason}`;
    const state = await moveHazard(tx, hazard, { deed: 'hazard.dismiss', note });
    tx.record({
      kind: 'hazard.dismiss',
      subject: `hazard/${hazardId}`,
      facts: { finding: hazard.findingId, document: document?.number ?? '' },
    });
    return ok({ hazardId, state });
  },
});
