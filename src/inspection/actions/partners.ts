/** 联合检查 on site: our team notes whether the other department's people came, and their signatures on the record. @module */
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { inspectionDeeds } from '../deeds.ts';
import { listCertifiedPartners } from '../reads/partners.ts';
import { partnerSignRefusals, presenceRefusals } from '../rules/partners.ts';
import { NotePartnerInput, SignPartnerInput } from '../types/partners.ts';
import { insertPartnerWord } from '../writes/partners.ts';
import { openStep, StepAnswer } from './step.ts';

/** They have no account here: an officer of the team who sees certificate and person says so. */
export const notePartner = defineDeed({
  kind: 'inspection.note-partner',
  rule: inspectionDeeds['inspection.note-partner'],
  input: NotePartnerInput,
  output: StepAnswer,
  run: async (tx, input) => {
    const { inspectionId, officerId, came } = input;
    const step = await openStep(tx, 'inspection.note-partner', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const partner = (await listCertifiedPartners(tx, visit)).find((each) => each.officerId === officerId);
    const refusals = presenceRefusals(partner, came, tx.today);
    if (partner === undefined || refusals.length > 0) return refuse(refusals);
    const { number, name } = partner;
    const said =
      input.came === 'yes' ? { word: 'present' as const } : { word: 'absent' as const, reason: input.reason };
    if (!(await insertPartnerWord(tx, inspectionId, { officerId, number, ...said })))
      return refuse([{ code: 'partner-noted', facts: { name } }]);
    tx.record({
      kind: 'inspection.note-partner',
      subject: `inspection/${inspectionId}`,
      facts: { certificate: number, word: said.word },
    });
    return ok({ inspectionId, state: visit.state });
  },
});

/** The signature stands on the record's hash, as everybody's does; a record opened again is signed again. */
export const signPartner = defineDeed({
  kind: 'inspection.sign-partner',
  rule: inspectionDeeds['inspection.sign-partner'],
  input: SignPartnerInput,
  output: StepAnswer,
  run: async (tx, { inspectionId, officerId, recordHash }) => {
    const step = await openStep(tx, 'inspection.sign-partner', inspectionId);
    if (!step.ok) return step;
    const { visit } = step.value;
    const partner = (await listCertifiedPartners(tx, visit)).find((each) => each.officerId === officerId);
    const refusals = partnerSignRefusals(partner, visit.recordHash, recordHash);
    if (partner === undefined || refusals.length > 0) return refuse(refusals);
    const { number } = partner;
    if (!(await insertPartnerWord(tx, inspectionId, { officerId, number, word: 'signed', recordHash })))
      return refuse([{ code: 'sign-twice' }]);
    tx.record({
      kind: 'inspection.sign-partner',
      subject: `inspection/${inspectionId}`,
      facts: { document: recordHash, certificate: number },
    });
    return ok({ inspectionId, state: visit.state });
  },
});
