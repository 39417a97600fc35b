/** What may follow when an order is refused: power, case, court, closure, police. Each is a decision of its own. @module */
import { z } from 'zod';
import { readCalendar } from '../../calendar/reads.ts';
import { defineDeed, type DeedSpec } from '../../core/command.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { measureDeeds } from '../deeds.ts';
import { listPenalties } from '../reads/penalties.ts';
import { listMeasures, listSteps, type Measure } from '../reads/hazards.ts';
import {
  caseRefusals,
  courtRefusals,
  earliestCut,
  handOverRefusals,
  ownStepRefusals,
  policeRefusals,
  powerCutApprovalRefusals,
} from '../rules/checks.ts';
import { closureAlerts, countedOf } from '../rules/closure.ts';
import { isEnded, powerCutRefusals, type POWER_CUT_MOVES } from '../rules/moves.ts';
import {
  HandOver,
  HAZARD_STATES,
  OneHazard,
  PowerCut,
  PowerCutNotice,
  Reason,
  type MeasureKind,
  type PowerCutContent,
} from '../types/hazard.ts';
import { insertMeasure, updateMeasure } from '../writes.ts';
import { issueHazardDocument } from './document.ts';
import { officerRefusalsOf, openHazard, type OpenHazard } from './open.ts';

const MeasureAnswer = OneHazard.extend({ measureId: z.uuid() });
type MeasureDeed = keyof typeof measureDeeds;

/** A hazard that has not ended, for one of its officers where the deed is an officer's. */
async function openMeasure(tx: Tx, deed: MeasureDeed, hazardId: string): Promise<Result<OpenHazard>> {
  const found = await openHazard(tx, hazardId);
  if (!found.ok) return found;
  const { state } = found.value.hazard;
  const refusals: Refusal[] = (measureDeeds[deed].roles as readonly string[]).includes('officer')
    ? officerRefusalsOf(tx, found.value)
    : [];
  // A cut that was made is lifted, whatever has become of the hazard.
  if (isEnded(state) && deed !== 'hazard.lift-power-cut')
    refusals.push({ code: 'hazard-state', facts: { state: HAZARD_STATES[state], allowed: ['未结束'] } });
  return refusals.length > 0 ? refuse(refusals) : found;
}

/** The head alone (安全生产法 §70: 经本部门主要负责人批准). */
export const approvePowerCut = defineDeed({
  kind: 'hazard.approve-power-cut',
  rule: measureDeeds['hazard.approve-power-cut'],
  input: OneHazard.extend({ cut: PowerCut }),
  output: MeasureAnswer,
  run: async (tx, { hazardId, cut }) => {
    const found = await openMeasure(tx, 'hazard.approve-power-cut', hazardId);
    if (!found.ok) return found;
    const { hazard, finding } = found.value;
    const running = await powerCutOf(tx, hazardId);
    const refusals = [
      ...powerCutApprovalRefusals(hazard, finding?.measureKind, running !== undefined),
      ...ownStepRefusals(await listSteps(tx, hazardId), 'hazard.note-refusal', tx.actor.staffId),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const measureId = await insertMeasure(tx, hazardId, { kind: 'power-cut', content: cut });
    tx.record({ kind: 'hazard.approve-power-cut', subject: `hazard/${hazardId}`, facts: { measure: measureId } });
    return ok({ hazardId, measureId });
  },
});

export const notifyPowerCut = defineDeed({
  kind: 'hazard.notify-power-cut',
  rule: measureDeeds['hazard.notify-power-cut'],
  input: OneHazard.extend({ notice: PowerCutNotice }),
  output: MeasureAnswer.extend({ earliestAt: z.string(), number: z.string() }),
  run: async (tx, { hazardId, notice }, runtime) => {
    const opened = await openCut(tx, 'hazard.notify-power-cut', hazardId);
    if (!opened.ok) return opened;
    const { found, cut } = opened.value;
    const content = { ...cut.content, ...notice };
    const earliestAt = earliestCut(tx.now, notice.urgency, await readCalendar(tx));
    await updateMeasure(tx, cut, { state: 'notified', content: JSON.stringify(content), notified_at: tx.now });
    const fields = {
      供电单位: content.supplier,
      现实危险: content.danger,
      保证安全: content.safety,
      停电时间: earliestAt,
      紧急情形: notice.urgency ?? '',
    };
    // The supplier is told, the unit has a decision that it can contest.
    const number = await issueHazardDocument(tx, runtime, found, 'power-cut', fields);
    await issueHazardDocument(tx, runtime, found, 'power-cut-decision', fields);
    tx.record({
      kind: 'hazard.notify-power-cut',
      subject: `hazard/${hazardId}`,
      facts: { measure: cut.measure_id, earliest: earliestAt, urgent: notice.urgency !== undefined, number },
    });
    return ok({ hazardId, measureId: cut.measure_id, earliestAt, number });
  },
});

/** Not before 24 hours after the notice, unless waiting endangers. */
export const carryOutPowerCut = defineDeed({
  kind: 'hazard.carry-out-power-cut',
  rule: measureDeeds['hazard.carry-out-power-cut'],
  input: OneHazard,
  output: MeasureAnswer,
  run: async (tx, { hazardId }) => {
    const opened = await openCut(tx, 'hazard.carry-out-power-cut', hazardId);
    if (!opened.ok) return opened;
    const { cut } = opened.value;
    const earliest = earliestCut(cut.notified_at ?? tx.now, cut.content.urgency, await readCalendar(tx));
    if (Temporal.Instant.compare(tx.now, earliest) < 0)
      return refuse([{ code: 'power-cut-too-early', facts: { earliest } }]);
    if (opened.value.found.hazard.refusedOn === null) return refuse([{ code: 'hazard-not-refused' }]);
    await updateMeasure(tx, cut, { state: 'carried-out', carried_out_at: tx.now });
    tx.record({
      kind: 'hazard.carry-out-power-cut',
      subject: `hazard/${hazardId}`,
      facts: { measure: cut.measure_id, notified: cut.notified_at ?? '' },
    });
    return ok({ hazardId, measureId: cut.measure_id });
  },
});

/** 及时解除: the order was obeyed, or the cut is not wanted any more. */
export const liftPowerCut = defineDeed({
  kind: 'hazard.lift-power-cut',
  rule: measureDeeds['hazard.lift-power-cut'],
  input: OneHazard.extend({ reason: Reason }),
  output: MeasureAnswer,
  run: async (tx, { hazardId, reason }, runtime) => {
    const opened = await openCut(tx, 'hazard.lift-power-cut', hazardId);
    if (!opened.ok) return opened;
    const { cut, found } = opened.value;
    await updateMeasure(tx, cut, { state: 'lifted', content: JSON.stringify({ ...cut.content, liftReason: reason }) });
    // A supplier that was never told has nothing to restore.
    if (cut.notified_at !== null)
      await issueHazardDocument(tx, runtime, found, 'power-restored', {
        供电单位: cut.content.supplier,
        恢复理由: reason.replace(/。$/, ''),
      });
    tx.record({
      kind: 'hazard.lift-power-cut',
      subject: `hazard/${hazardId}`,
      facts: { measure: cut.measure_id, was: cut.state },
    });
    return ok({ hazardId, measureId: cut.measure_id });
  },
});

interface Cut extends Pick<Measure, 'measure_id' | 'state' | 'notified_at'> {
  readonly content: PowerCutContent;
}

async function powerCutOf(tx: Tx, hazardId: string): Promise<Cut | undefined> {
  const cut = (await listMeasures(tx, hazardId)).find(({ kind, state }) => kind === 'power-cut' && state !== 'lifted');
  return cut && { ...cut, content: PowerCutNotice.extend(PowerCut.shape).parse(cut.content) };
}

async function openCut(
  tx: Tx,
  deed: keyof typeof POWER_CUT_MOVES,
  hazardId: string,
): Promise<Result<{ readonly found: OpenHazard; readonly cut: Cut }>> {
  const found = await openMeasure(tx, deed, hazardId);
  if (!found.ok) return found;
  const cut = await powerCutOf(tx, hazardId);
  const refusals = powerCutRefusals(deed, cut?.state);
  if (refusals.length > 0 || cut === undefined) return refuse(refusals);
  return ok({ found: found.value, cut });
}

/** A deed that hands it over to another authority: once each, with its paper. */
function handOver(
  deed: Exclude<MeasureDeed, keyof typeof POWER_CUT_MOVES | 'hazard.approve-power-cut'>,
  kind: Exclude<MeasureKind, 'power-cut'>,
  judge: (tx: Tx, found: OpenHazard, given: HandOver) => Refusal[] | Promise<Refusal[]>,
): DeedSpec {
  return defineDeed({
    kind: deed,
    rule: measureDeeds[deed],
    input: OneHazard.extend({ handOver: HandOver }),
    output: MeasureAnswer,
    run: async (tx, { hazardId, handOver: given }) => {
      const found = await openMeasure(tx, deed, hazardId);
      if (!found.ok) return found;
      const refusals = [...(await judge(tx, found.value, given))];
      if ((await listMeasures(tx, hazardId)).some((each) => each.kind === kind))
        refusals.push({ code: 'hazard-measure-taken' });
      if (refusals.length > 0) return refuse(refusals);
      const measureId = await insertMeasure(tx, hazardId, { kind, content: given });
      tx.record({
        kind: deed,
        subject: `hazard/${hazardId}`,
        facts: { measure: measureId, finding: found.value.hazard.findingId, on: given.on },
      });
      return ok({ hazardId, measureId });
    },
  });
}

/** 立案 (安全生产法 §102): the case itself is opened by those who follow the log. */
export const referHazardCase = handOver('hazard.refer-case', 'case', (tx, { hazard }, given) => [
  ...handOverRefusals(given, tx.today),
  ...caseRefusals(hazard, tx.today),
]);

export const applyCourt = handOver('hazard.apply-court', 'court', async (tx, { hazard }, given) =>
  courtRefusals(given, hazard, tx.today, await readCalendar(tx)),
);

/** §113: only when the rule is met, or a stop is refused; the alert proposes, a person does. */
export const proposeClosure = handOver('hazard.propose-closure', 'closure', async (tx, found, given) => {
  const refusals = handOverRefusals(given, tx.today);
  const alerts = closureAlerts(countedOf(await listPenalties(tx, found.visit.row.credit_code)));
  if (alerts.length === 0 && found.hazard.refusedOn === null) refusals.push({ code: 'closure-no-ground' });
  return refusals;
});

export const referPolice = handOver('hazard.refer-police', 'police', (tx, { hazard, finding }, given) => [
  ...handOverRefusals(given, tx.today),
  ...policeRefusals(hazard, finding?.measureKind),
]);
