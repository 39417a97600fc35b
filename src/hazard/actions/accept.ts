/** 验收与销号: two officers and an expert, one opinion, both signatures; somebody else decides. @module */
import { canonicalize } from 'verifiable-draw';
import { bureauCode } from '../../bureau/reads.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { listOfficers } from '../../rectification/reads/orders.ts';
import { hazardDeeds } from '../deeds.ts';
import { listExperts, signersOf } from '../reads/hazards.ts';
import { acceptanceDocument, acceptanceRefusals, signRefusals } from '../rules/checks.ts';
import { Acceptance, DocumentHash, OneHazard, Reason, type Acceptance as AcceptanceWords } from '../types/hazard.ts';
import { insertAcceptanceSignature } from '../writes.ts';
import { issueHazardDocument } from './document.ts';
import { moveHazard, openMove, type OpenHazard } from './open.ts';
import { HazardAnswer } from './supervise.ts';

/** Freezes 验收意见: from here its bytes and hash are what the officers sign. */
export const closeAcceptance = defineDeed({
  kind: 'hazard.close-acceptance',
  rule: hazardDeeds['hazard.close-acceptance'],
  input: OneHazard.extend({ acceptance: Acceptance }),
  output: HazardAnswer.extend({ documentHash: DocumentHash }),
  run: async (tx, { hazardId, acceptance }) => {
    const found = await openMove(tx, 'hazard.close-acceptance', hazardId);
    if (!found.ok) return found;
    const officers = await listOfficers(tx);
    const mine = officers.find(({ staffId }) => staffId === tx.actor.staffId)?.personId;
    const refusals = acceptanceRefusals(acceptance, officers, await listExperts(tx), { mine, today: tx.today });
    if (refusals.length > 0) return refuse(refusals);
    const document = await documentOf(tx, found.value, acceptance);
    const hash = documentHash(document);
    const state = await moveHazard(tx, found.value.hazard, {
      deed: 'hazard.close-acceptance',
      change: {
        acceptance: JSON.stringify(acceptance),
        document: Buffer.from(canonicalize(document)),
        document_hash: hash,
      },
    });
    tx.record({
      kind: 'hazard.close-acceptance',
      subject: `hazard/${hazardId}`,
      facts: { document: hash, outcome: acceptance.outcome },
    });
    return ok({ hazardId, state, documentHash: hash });
  },
});

/** Signatures given stay on file and count for nothing: the next document is another one. */
export const reopenAcceptance = defineDeed({
  kind: 'hazard.reopen-acceptance',
  rule: hazardDeeds['hazard.reopen-acceptance'],
  input: OneHazard.extend({ reason: Reason }),
  output: HazardAnswer,
  run: async (tx, { hazardId, reason }) => {
    const found = await openMove(tx, 'hazard.reopen-acceptance', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.reopen-acceptance',
      note: reason,
      change: { acceptance: null, document: null, document_hash: null },
    });
    tx.record({
      kind: 'hazard.reopen-acceptance',
      subject: `hazard/${hazardId}`,
      facts: { document: hazard.documentHash ?? '' },
    });
    return ok({ hazardId, state });
  },
});

/** With the last signature it waits for 销号, or goes on being treated until the new day. */
export const signAcceptance = defineDeed({
  kind: 'hazard.sign-acceptance',
  rule: hazardDeeds['hazard.sign-acceptance'],
  input: OneHazard.extend({ documentHash: DocumentHash }),
  output: HazardAnswer,
  run: async (tx, { hazardId, documentHash: seen }) => {
    const found = await openMove(tx, 'hazard.sign-acceptance', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const officer = (await listOfficers(tx)).find(({ staffId }) => staffId === tx.actor.staffId);
    const signedBy = await signersOf(tx, hazard);
    const refusals = signRefusals(hazard, officer, signedBy, { documentHash: seen, today: tx.today });
    if (refusals.length > 0 || officer === undefined || hazard.acceptance === null) return refuse(refusals);
    await insertAcceptanceSignature(tx, hazardId, { officerId: officer.personId, documentHash: seen });
    const isWhole = hazard.acceptance.officerIds.every((id) => id === officer.personId || signedBy.includes(id));
    const { outcome, opinion, treatBy } = hazard.acceptance;
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.sign-acceptance',
      to: !isWhole ? 'accepting' : outcome === 'passed' ? 'accepted' : 'treating',
      ...(isWhole ? { note: opinion } : {}),
      ...(isWhole && outcome === 'failed'
        ? { change: { treat_by: treatBy ?? null, acceptance: null, document: null, document_hash: null } }
        : {}),
    });
    tx.record({
      kind: 'hazard.sign-acceptance',
      subject: `hazard/${hazardId}`,
      facts: {
        finding: hazard.findingId,
        document: seen,
        certificate: officer.certificateNumber,
        outcome: isWhole ? outcome : 'open',
        ...(isWhole && outcome === 'failed' ? { treatBy: treatBy ?? '' } : {}),
      },
    });
    return ok({ hazardId, state });
  },
});

/** 核销: decided by somebody who did not sign the opinion; rectification settles its finding by this deed. */
export const removeHazard = defineDeed({
  kind: 'hazard.remove',
  rule: hazardDeeds['hazard.remove'],
  input: OneHazard.extend({ reason: Reason }),
  output: HazardAnswer,
  run: async (tx, { hazardId, reason }, runtime) => {
    const found = await openMove(tx, 'hazard.remove', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const mine = (await listOfficers(tx)).find(({ staffId }) => staffId === tx.actor.staffId)?.personId;
    if (mine !== undefined && (await signersOf(tx, hazard)).includes(mine))
      return refuse([{ code: 'consent-own-opinion' }]);
    const state = await moveHazard(tx, hazard, { deed: 'hazard.remove', note: reason });
    const number = await issueHazardDocument(tx, runtime, found.value, 'removal', { 销号意见: reason });
    tx.record({
      kind: 'hazard.remove',
      subject: `hazard/${hazardId}`,
      facts: { finding: hazard.findingId, document: hazard.documentHash ?? '', number },
    });
    return ok({ hazardId, state });
  },
});

export const sendBack = defineDeed({
  kind: 'hazard.send-back',
  rule: hazardDeeds['hazard.send-back'],
  input: OneHazard.extend({ reason: Reason }),
  output: HazardAnswer,
  run: async (tx, { hazardId, reason }) => {
    const found = await openMove(tx, 'hazard.send-back', hazardId);
    if (!found.ok) return found;
    const { hazard } = found.value;
    const state = await moveHazard(tx, hazard, {
      deed: 'hazard.send-back',
      note: reason,
      change: { acceptance: null, document: null, document_hash: null },
    });
    tx.record({
      kind: 'hazard.send-back',
      subject: `hazard/${hazardId}`,
      facts: { document: hazard.documentHash ?? '' },
    });
    return ok({ hazardId, state });
  },
});

async function documentOf(tx: Tx, { hazard, visit, finding }: OpenHazard, acceptance: AcceptanceWords) {
  const officers = await listOfficers(tx);
  const experts = await listExperts(tx);
  return acceptanceDocument(hazard, acceptance, {
    bureau: await bureauCode(tx),
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    hazard: finding?.description ?? '',
    closedAt: tx.now,
    officers: officers.filter(({ personId }) => acceptance.officerIds.includes(personId)),
    experts: experts.filter(({ personId }) => acceptance.expertIds.includes(personId)),
  });
}
