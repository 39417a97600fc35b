/** From the draft to the public, and back when it must be (domain §21.9). @module */
import { z } from 'zod';
import { defineDeed } from '../core/command.ts';
import { ok, refuse, type Refusal, type Result } from '../core/result.ts';
import type { Tx } from '../core/transact.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { findVisit, seatOf } from '../inspection/reads/visits.ts';
import { disclosureDeeds } from './deeds.ts';
import { personsOf, resultHash, type Entry } from './reads/entries.ts';
import { protectedRefusals, stepRefusals, textsOf, type DisclosureDeed, type PublicText } from './rules.ts';
import { DISCLOSURE_STATES, EntryId, type PublicResult } from './types.ts';
import { insertSnapshot, lockEntry, updateEntry } from './writes.ts';

const One = z.object({ entryId: EntryId });
const Reason = z.string('请填写理由').trim().min(1, '请填写理由').max(500);
const Wording = z
  .array(z.object({ number: z.int(), text: z.string().trim().normalize('NFC').min(1, '请填写公开文字').max(1_000) }))
  .max(200);
const EntryAnswer = z.object({ entryId: EntryId, state: z.enum(codesOf(DISCLOSURE_STATES)), version: z.int() });

/** The officer in charge answers for the words; he may change those of a finding, nothing else. */
export const confirmEntry = defineDeed({
  kind: 'disclosure.confirm',
  rule: disclosureDeeds['disclosure.confirm'],
  input: One.extend({ wording: Wording.default([]) }),
  output: EntryAnswer,
  run: async (tx, { entryId, wording }) => {
    const opened = await openEntry(tx, 'disclosure.confirm', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const visit = await findVisit(tx, entry.inspection_id);
    const refusals: Refusal[] =
      visit !== undefined && seatOf(visit, tx.actor.staffId)?.kind === 'officer'
        ? []
        : [{ code: 'disclosure-not-handler' }];
    const content = reword(entry.content, wording);
    refusals.push(...unknownNumbers(entry.content, wording), ...(await wordingRefusals(tx, entry, textsOf(content))));
    if (refusals.length > 0) return refuse(refusals);
    await updateEntry(tx, entryId, {
      state: 'confirmed',
      content: JSON.stringify(content),
      confirmed_by: tx.actor.staffId,
      return_reason: null,
    });
    tx.record({ kind: 'disclosure.confirm', subject: `disclosure/${entryId}`, facts: { reworded: wording.length } });
    return ok({ entryId, state: 'confirmed' as const, version: entry.version });
  },
});

export const approveEntry = defineDeed({
  kind: 'disclosure.approve',
  rule: disclosureDeeds['disclosure.approve'],
  input: One,
  output: EntryAnswer,
  run: async (tx, { entryId }) => {
    const opened = await openEntry(tx, 'disclosure.approve', entryId);
    if (!opened.ok) return opened;
    await updateEntry(tx, entryId, { state: 'approved', approved_by: tx.actor.staffId });
    tx.record({ kind: 'disclosure.approve', subject: `disclosure/${entryId}`, facts: {} });
    return ok({ entryId, state: 'approved' as const, version: opened.value.version });
  },
});

export const returnEntry = defineDeed({
  kind: 'disclosure.return',
  rule: disclosureDeeds['disclosure.return'],
  input: One.extend({ reason: Reason }),
  output: EntryAnswer,
  run: async (tx, { entryId, reason }) => {
    const opened = await openEntry(tx, 'disclosure.return', entryId);
    if (!opened.ok) return opened;
    await updateEntry(tx, entryId, { state: 'drafted', return_reason: reason, confirmed_by: null, approved_by: null });
    tx.record({ kind: 'disclosure.return', subject: `disclosure/${entryId}`, facts: {} });
    return ok({ entryId, state: 'drafted' as const, version: opened.value.version });
  },
});

export const publishEntry = defineDeed({
  kind: 'disclosure.publish',
  rule: disclosureDeeds['disclosure.publish'],
  /** `hash`: of the content that the reviewer read. */
  input: One.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: EntryAnswer.extend({ hash: z.string() }),
  run: async (tx, { entryId, hash: read }) => {
    const opened = await openEntry(tx, 'disclosure.publish', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const refusals = await wordingRefusals(tx, entry, textsOf(entry.content));
    if (resultHash(entry.content) !== read) refusals.push({ code: 'disclosure-changed' });
    if (refusals.length > 0) return refuse(refusals);
    const hash = await insertSnapshot(tx, { entryId, version: entry.version, content: entry.content, reason: null });
    await updateEntry(tx, entryId, { state: 'published', published_by: tx.actor.staffId, published_on: tx.today });
    tx.record({
      kind: 'disclosure.publish',
      subject: `disclosure/${entryId}`,
      facts: { document: hash, version: entry.version },
    });
    return ok({ entryId, state: 'published' as const, version: entry.version, hash });
  },
});

/** A correction is a new version with its reason; the old one stays on the page. */
export const correctEntry = defineDeed({
  kind: 'disclosure.correct',
  rule: disclosureDeeds['disclosure.correct'],
  input: One.extend({ wording: Wording.min(1, '请写出更正的文字'), reason: Reason }),
  output: EntryAnswer.extend({ hash: z.string() }),
  run: async (tx, { entryId, wording, reason }) => {
    const opened = await openEntry(tx, 'disclosure.correct', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const content = reword(entry.content, wording);
    const refusals = [
      ...unknownNumbers(entry.content, wording),
      ...(await wordingRefusals(tx, entry, [...textsOf(content), { at: 'reason', text: reason }])),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const version = entry.version + 1;
    const hash = await insertSnapshot(tx, { entryId, version, content, reason });
    await updateEntry(tx, entryId, { version, content: JSON.stringify(content) });
    tx.record({ kind: 'disclosure.correct', subject: `disclosure/${entryId}`, facts: { document: hash, version } });
    return ok({ entryId, state: 'published' as const, version, hash });
  },
});

/** Taken off the portal, with the reason in its place (行政处罚法 §48: within 3 workdays). */
export const withdrawEntry = defineDeed({
  kind: 'disclosure.withdraw',
  rule: disclosureDeeds['disclosure.withdraw'],
  input: One.extend({ reason: Reason }),
  output: EntryAnswer,
  run: async (tx, { entryId, reason }) => {
    const opened = await openEntry(tx, 'disclosure.withdraw', entryId);
    if (!opened.ok) return opened;
    // The reason stands in the place of the result, so it is public too.
    const refusals = await wordingRefusals(tx, opened.value, [{ at: 'reason', text: reason }]);
    if (refusals.length > 0) return refuse(refusals);
    await updateEntry(tx, entryId, { state: 'withdrawn', withdrawn_on: tx.today, withdraw_reason: reason });
    tx.record({
      kind: 'disclosure.withdraw',
      subject: `disclosure/${entryId}`,
      facts: { version: opened.value.version },
    });
    return ok({ entryId, state: 'withdrawn' as const, version: opened.value.version });
  },
});

async function openEntry(tx: Tx, deed: DisclosureDeed, entryId: string): Promise<Result<Entry>> {
  const entry = await lockEntry(tx, entryId);
  if (entry === undefined) return refuse([{ code: 'disclosure-not-found' }]);
  const hands = { confirmedBy: entry.confirmed_by, approvedBy: entry.approved_by };
  const refusals = stepRefusals(deed, entry.state, hands, tx.actor.staffId);
  return refusals.length > 0 ? refuse(refusals) : ok(entry);
}

async function wordingRefusals(tx: Tx, entry: Entry, texts: readonly PublicText[]): Promise<Refusal[]> {
  return protectedRefusals(texts, await personsOf(tx, entry.inspection_id));
}

function unknownNumbers(content: PublicResult, wording: z.output<typeof Wording>): Refusal[] {
  return wording
    .filter(({ number }) => !content.findings.some((finding) => finding.number === number))
    .map(({ number }) => ({ code: 'disclosure-finding-unknown', at: `wording.${number}`, facts: { number } }));
}

function reword(content: PublicResult, wording: z.output<typeof Wording>): PublicResult {
  return {
    ...content,
    findings: content.findings.map((finding) => ({
      ...finding,
      text: wording.find(({ number }) => number === finding.number)?.text ?? finding.text,
    })),
  };
}
