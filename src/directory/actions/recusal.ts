/** Declaring and withdrawing recusals (回避). @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { directoryDeeds } from '../deeds.ts';
import { findRecord } from '../reads/records.ts';
import { hasRecusal } from '../reads/recusals.ts';
import type { RowJson } from '../rows.ts';
import { DeclareRecusalInput } from '../types/inputs.ts';
import { insertRecusal, withdrawRecusalRow } from '../writes/records.ts';

/** The office declares for anybody, an officer or expert only for himself. */
export const declareRecusal = defineDeed({
  kind: 'directory.declare-recusal',
  rule: directoryDeeds['directory.declare-recusal'],
  input: DeclareRecusalInput,
  output: z.object({ recusalId: z.uuid() }),
  run: async (tx, input) => {
    const recusal = { recusalId: tx.newId(), ...input, validFrom: input.validFrom ?? tx.today };
    const person = await findRecord(tx, recusal.personType, recusal.personId);
    const enterprise = await findRecord(tx, 'enterprise', recusal.enterpriseId);
    const refusals: Refusal[] = [];
    if (person === undefined) refusals.push({ code: 'record-not-found', facts: { kind: recusal.personType } });
    if (enterprise === undefined) refusals.push({ code: 'record-not-found', facts: { kind: 'enterprise' } });
    if (person !== undefined && !mayDeclareFor(tx, person)) refusals.push({ code: 'recusal-of-another' });
    if (recusal.validTo !== null && recusal.validTo < recusal.validFrom) {
      refusals.push({
        code: 'days-reversed',
        at: 'validTo',
        facts: { from: recusal.validFrom, until: recusal.validTo },
      });
    }
    if (await hasRecusal(tx, recusal)) refusals.push({ code: 'recusal-exists' });
    if (refusals.length > 0) return refuse(refusals);

    await insertRecusal(tx, recusal);
    const { recusalId, personType, personId, enterpriseId, reason, validFrom, validTo } = recusal;
    tx.record({
      kind: 'directory.declare-recusal',
      subject: `recusal/${recusalId}`,
      facts: { personType, personId, enterpriseId, reason, validFrom, ...(validTo === null ? {} : { validTo }) },
    });
    return ok({ recusalId });
  },
});

export const withdrawRecusal = defineDeed({
  kind: 'directory.withdraw-recusal',
  rule: directoryDeeds['directory.withdraw-recusal'],
  input: z.object({ recusalId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { recusalId }) => {
    if (!(await withdrawRecusalRow(tx, recusalId))) return refuse([{ code: 'recusal-not-found' }]);
    tx.record({ kind: 'directory.withdraw-recusal', subject: `recusal/${recusalId}`, facts: {} });
    return ok({});
  },
});

function mayDeclareFor(tx: Tx, person: RowJson): boolean {
  return tx.actor.roles.includes('group-office') || person['staff_id'] === tx.actor.staffId;
}
