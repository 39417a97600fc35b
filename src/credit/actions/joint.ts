/** 联合惩戒: other agencies are asked, answer, and lift when the entry is over. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { jointDeeds } from '../deeds.ts';
import { listMeasures } from '../reads/entries.ts';
import { measureRefusals } from '../rules/moves.ts';
import { Acknowledgement, CREDIT_STATES, JointRequest, OneEntry, OneMeasure, ON_LIST } from '../types/credit.ts';
import { insertMeasure, lockEntry, updateMeasure } from '../writes.ts';

const MeasureAnswer = OneEntry.extend({ measureId: z.uuid() });

export const requestMeasure = defineDeed({
  kind: 'credit.request-measure',
  rule: jointDeeds['credit.request-measure'],
  input: JointRequest,
  output: MeasureAnswer,
  run: async (tx, { entryId, agency, measure, basis }) => {
    const entry = await lockEntry(tx, entryId);
    if (entry === undefined) return refuse([{ code: 'credit-not-found' }]);
    if (!ON_LIST.some((state) => state === entry.state)) {
      const facts = { state: CREDIT_STATES[entry.state], allowed: ON_LIST.map((state) => CREDIT_STATES[state]) };
      return refuse([{ code: 'credit-state', facts }]);
    }
    const measureId = await insertMeasure(tx, entryId, { agency, measure, basis });
    tx.record({
      kind: 'credit.request-measure',
      subject: `credit/${entryId}`,
      facts: { measure: measureId, what: measure },
    });
    return ok({ entryId, measureId });
  },
});

export const acknowledgeMeasure = defineDeed({
  kind: 'credit.acknowledge-measure',
  rule: jointDeeds['credit.acknowledge-measure'],
  input: Acknowledgement,
  output: MeasureAnswer,
  run: async (tx, { entryId, measureId, outcome, reply, on }) => {
    const entry = await lockEntry(tx, entryId);
    if (entry === undefined) return refuse([{ code: 'credit-not-found' }]);
    const measure = (await listMeasures(tx, entryId)).find((each) => each.measure_id === measureId);
    const refusals = measureRefusals('credit.acknowledge-measure', measure?.state);
    if (measure !== undefined && (on > tx.today || on < measure.requested_on))
      refusals.push({ code: 'credit-heard-day', at: 'on', facts: { from: measure.requested_on, to: tx.today } });
    if (refusals.length > 0) return refuse(refusals);
    await updateMeasure(tx, measureId, { state: outcome, reply, replied_on: on });
    tx.record({
      kind: 'credit.acknowledge-measure',
      subject: `credit/${entryId}`,
      facts: { measure: measureId, outcome, on },
    });
    return ok({ entryId, measureId });
  },
});

export const liftMeasure = defineDeed({
  kind: 'credit.lift-measure',
  rule: jointDeeds['credit.lift-measure'],
  input: OneMeasure,
  output: MeasureAnswer,
  run: async (tx, { entryId, measureId }) => {
    const entry = await lockEntry(tx, entryId);
    if (entry === undefined) return refuse([{ code: 'credit-not-found' }]);
    const measure = (await listMeasures(tx, entryId)).find((each) => each.measure_id === measureId);
    const refusals = measureRefusals('credit.lift-measure', measure?.state);
    if (refusals.length > 0) return refuse(refusals);
    await updateMeasure(tx, measureId, { state: 'lifted', lifted_on: tx.today });
    tx.record({ kind: 'credit.lift-measure', subject: `credit/${entryId}`, facts: { measure: measureId } });
    return ok({ entryId, measureId });
  },
});
