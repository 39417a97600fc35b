/** From the draft to the public, and back when it must be (domain §21.9). @module */
import { z } from 'zod';
import { defineDeed } from '../core/command.ts';
import { ok, refuse, type Refusal, type Result } from '../core/result.ts';
import type { Tx } from '../core/transact.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { disclosureDeeds } from './deeds.ts';
import { copyHash, copyOf, isHandlerOf, voidedIn, type Entry } from './reads/entries.ts';
import { knownOf } from './reads/known.ts';
import { stepRefusals, type DisclosureDeed } from './rules.ts';
import { markedTexts, protectedRefusals, redacted, textsOf, type PublicText } from './rules/copy.ts';
import { overRefusals } from './rules/publicity.ts';
import { withoutFindings } from './rules/void.ts';
import { DISCLOSURE_STATES, EntryId, type PublicCopy } from './types.ts';
import { insertSnapshot, lockEntry, updateEntry } from './writes.ts';

export const One = z.object({ entryId: EntryId });
export const Reason = z.string('请填写理由').trim().min(1, '请填写理由').max(500);
/** Words in the place of those of the record: `at` names them, e.g. `findings.2.text`. */
export const Wording = z
  .array(
    z.object({ at: z.string().max(60), text: z.string().trim().normalize('NFC').min(1, '请填写公开文字').max(2_000) }),
  )
  .max(200);
export const EntryAnswer = z.object({ entryId: EntryId, state: z.enum(codesOf(DISCLOSURE_STATES)), version: z.int() });

/** The officer in charge answers for the words as they will go out. */
export const confirmEntry = defineDeed({
  kind: 'disclosure.confirm',
  rule: disclosureDeeds['disclosure.confirm'],
  input: One,
  output: EntryAnswer,
  run: async (tx, { entryId }) => {
    const opened = await openEntry(tx, 'disclosure.confirm', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const refusals = [...(await handlerRefusals(tx, entry)), ...(await copyRefusals(tx, entry))];
    if (refusals.length > 0) return refuse(refusals);
    await updateEntry(tx, entryId, { state: 'confirmed', confirmed_by: tx.actor.staffId, return_reason: null });
    const lifted = entry.marks.filter(({ how }) => how === 'lifted').length;
    tx.record({
      kind: 'disclosure.confirm',
      subject: `disclosure/${entryId}`,
      facts: { document: copyHash(copyOf(entry)), lifted },
    });
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
    const refusals = await copyRefusals(tx, entry);
    if (copyHash(copyOf(entry)) !== read) refusals.push({ code: 'disclosure-changed' });
    if (entry.source === 'penalty') refusals.push(...overRefusals(entry.content, tx.today));
    if (refusals.length > 0) return refuse(refusals);
    const hash = await insertSnapshot(tx, { entryId, version: entry.version, copy: copyOf(entry), reason: null });
    await updateEntry(tx, entryId, {
      state: 'published',
      published_by: tx.actor.staffId,
      published_on: tx.today,
      public_until: entry.source === 'penalty' ? entry.content.publicUntil : null,
    });
    tx.record({
      kind: 'disclosure.publish',
      subject: `disclosure/${entryId}`,
      facts: { document: hash, version: entry.version },
    });
    return ok({ entryId, state: 'published' as const, version: entry.version, hash });
  },
});

/** A correction is a new version with its reason, without what was voided since; the old one stays on the page. */
export const correctEntry = defineDeed({
  kind: 'disclosure.correct',
  rule: disclosureDeeds['disclosure.correct'],
  input: One.extend({ wording: Wording, reason: Reason }),
  output: EntryAnswer.extend({ hash: z.string() }),
  run: async (tx, { entryId, wording, reason }) => {
    const opened = await openEntry(tx, 'disclosure.correct', entryId);
    if (!opened.ok) return opened;
    const corrected = await putCorrection(tx, opened.value, wording, reason);
    return corrected.ok ? ok({ entryId, state: 'published' as const, ...corrected.value }) : corrected;
  },
});

/** The new version of a published entry, with its deed; what an answer to an objection does too. */
export async function putCorrection(
  tx: Tx,
  entry: Entry,
  wording: z.output<typeof Wording>,
  reason: string,
): Promise<Result<{ version: number; hash: string }>> {
  const entryId = entry.entry_id;
  const voided = await voidedIn(tx, entry);
  const before = copyWithout(entry, voided);
  const known = await knownOf(tx, entry);
  const words = { ...entry.words, ...Object.fromEntries(wording.map(({ at, text }) => [at, text])) };
  const copy = redacted(before, markedTexts(before, words, known, entry.marks));
  const refusals = [
    ...(wording.length === 0 && voided.length === 0 ? [{ code: 'disclosure-nothing-changed' }] : []),
    ...unknownPlaces(textsOf(before), wording),
    // A correction is written by hand for the public: what is protected in it is refused, not hidden behind the writer's back.
    ...protectedRefusals([...wording, { at: 'reason', text: reason }], known, entry.marks),
  ];
  if (refusals.length > 0) return refuse(refusals);
  const version = entry.version + 1;
  const hash = await insertSnapshot(tx, { entryId, version, copy, reason });
  await updateEntry(tx, entryId, {
    version,
    words: JSON.stringify(words),
    content: JSON.stringify(copy.content),
    ...(voided.length === 0 ? {} : { corrected_on: tx.today }),
  });
  tx.record({
    kind: 'disclosure.correct',
    subject: `disclosure/${entryId}`,
    facts: { document: hash, version, ...(voided.length === 0 ? {} : { voided }) },
  });
  return ok({ version, hash });
}

function copyWithout(entry: Entry, voided: readonly number[]): PublicCopy {
  return entry.source === 'visit'
    ? { source: 'visit', content: withoutFindings(entry.content, voided) }
    : copyOf(entry);
}

/** Taken off the portal, with the reason in its place (行政处罚法 §48: within 3 workdays). */
export const withdrawEntry = defineDeed({
  kind: 'disclosure.withdraw',
  rule: disclosureDeeds['disclosure.withdraw'],
  input: One.extend({ reason: Reason }),
  output: EntryAnswer,
  run: async (tx, { entryId, reason }) => {
    const opened = await openEntry(tx, 'disclosure.withdraw', entryId);
    if (!opened.ok) return opened;
    const refusals = await putWithdrawal(tx, opened.value, reason);
    if (refusals.length > 0) return refuse(refusals);
    return ok({ entryId, state: 'withdrawn' as const, version: opened.value.version });
  },
});

/** Takes a published entry off, with its deed; what an answer to an objection does too. Refused, nothing is done. */
export async function putWithdrawal(tx: Tx, entry: Entry, reason: string): Promise<Refusal[]> {
  const entryId = entry.entry_id;
  // The reason stands in the place of the result, so it is public too.
  const refusals = protectedRefusals([{ at: 'reason', text: reason }], await knownOf(tx, entry));
  if (refusals.length > 0) return refusals;
  await updateEntry(tx, entryId, { state: 'withdrawn', withdrawn_on: tx.today, withdraw_reason: reason });
  tx.record({ kind: 'disclosure.withdraw', subject: `disclosure/${entryId}`, facts: { version: entry.version } });
  return [];
}

export async function openEntry(tx: Tx, deed: DisclosureDeed, entryId: string): Promise<Result<Entry>> {
  const entry = await lockEntry(tx, entryId);
  if (entry === undefined) return refuse([{ code: 'disclosure-not-found' }]);
  const hands = { confirmedBy: entry.confirmed_by, approvedBy: entry.approved_by };
  const refusals = stepRefusals(deed, entry.state, hands, tx.actor.staffId);
  return refusals.length > 0 ? refuse(refusals) : ok(entry);
}

export async function handlerRefusals(tx: Tx, entry: Entry): Promise<Refusal[]> {
  return (await isHandlerOf(tx, entry, tx.actor.staffId)) ? [] : [{ code: 'disclosure-not-handler' }];
}

/**
 * What still stands in the copy and must not. A copy that is exactly what its words and marks give today holds nothing; a
 * name may have come into the rosters since it was made.
 */
async function copyRefusals(tx: Tx, entry: Entry): Promise<Refusal[]> {
  const known = await knownOf(tx, entry);
  const copy = copyOf(entry);
  const today = new Map(markedTexts(copy, entry.words, known, entry.marks).map((text) => [text.at, text.copy]));
  const changed = textsOf(copy).filter(({ at, text }) => today.get(at) !== text);
  return protectedRefusals(changed, known, entry.marks);
}

export function unknownPlaces(texts: readonly PublicText[], wording: z.output<typeof Wording>): Refusal[] {
  return wording
    .filter(({ at }) => !texts.some((text) => text.at === at))
    .map(({ at }) => ({ code: 'disclosure-place-unknown', at, facts: { place: at } }));
}
