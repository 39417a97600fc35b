/** 异议: taken from whoever objects, answered by somebody who had no hand in the entry (docs/adr/0064). @module */
import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { readCalendar } from '../../calendar/reads.ts';
import { defineDeed, documentHash, execute, type DeedSpec } from '../../core/command.ts';
import { derivedId, newSecret } from '../../core/ids.ts';
import { ok, refuse, type Refusal, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { sealFile } from '../../core/sealed-files.ts';
import type { Tx } from '../../core/transact.ts';
import { checkUpload, type Upload } from '../../core/uploads/check.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { findVisit } from '../../inspection/reads/visits.ts';
import { findOrder } from '../../rectification/reads/orders.ts';
import { isOwnEnterprise } from '../../rectification/rules/access.ts';
import { putCorrection, putWithdrawal, Reason, Wording } from '../actions.ts';
import { objectionDeeds } from '../deeds.ts';
import type { Entry } from '../reads/entries.ts';
import { knownOf } from '../reads/known.ts';
import {
  allHandsOf,
  countOpen,
  findObjectionTerm,
  objectionContext,
  sealedCode,
  standingOf,
} from '../reads/objections.ts';
import { protectedRefusals } from '../rules/copy.ts';
import { answerBy, decideRefusals, objectionDaysRefusals, objectionTerm, objectRefusals } from '../rules/objection.ts';
import {
  MOST_OBJECTION_FILES,
  OBJECTION_FORMATS,
  OBJECTION_STATES,
  ObjectionFile,
  ObjectionId,
  ObjectionInput,
  type ObjectionOutcome,
} from '../types/objection.ts';
import { lockEntry } from '../writes.ts';
import { answerObjection, insertObjection, insertObjectionTerm, lockObjection } from '../writes/objections.ts';

/** Of whoever objects: the enterprise by its order, or anybody. */
const Objecting = ObjectionInput.extend({
  orderId: z.uuid().nullable(),
  files: z.array(ObjectionFile).max(MOST_OBJECTION_FILES),
});

/**
 * Not a route of its own: only bytes that `submitObjection` has looked at get here. `stored` names the sealed bytes, which are
 * others each time: no part of the input, so that the same form sent twice is the same command.
 */
function objectDeed(objectionId: string, stored: readonly string[]): DeedSpec<typeof Objecting> {
  return defineDeed({
    kind: 'disclosure.object',
    rule: objectionDeeds['disclosure.object'],
    input: Objecting,
    output: z.object({ objectionId: ObjectionId, dueOn: z.string() }),
    run: async (tx, { entryId, orderId, ground, words, contact, files }, runtime) => {
      const entry = await lockEntry(tx, entryId);
      if (entry === undefined || !(await mayObject(tx, entry, orderId)))
        return refuse([{ code: 'objection-entry-not-public' }]);
      const objector = orderId === null ? ('public' as const) : ('enterprise' as const);
      const refusals = objectRefusals(standingOf(entry, tx.today), objector, await countOpen(tx, entryId, objector));
      if (refusals.length > 0) return refuse(refusals);
      const { workdays } = objectionTerm(await findObjectionTerm(tx), tx.today);
      const dueOn = answerBy(tx.today, workdays, await readCalendar(tx));
      await insertObjection(tx, {
        objection_id: objectionId,
        entry_id: entryId,
        version: entry.version,
        objector,
        order_id: orderId,
        ground,
        words,
        contact_sealed:
          contact === '' ? null : runtime.fieldCipher.seal(contact, objectionContext(tx.bureauId, objectionId)),
        ...sealedCode(runtime.fieldCipher, tx.bureauId, objectionId, newSecret(10)),
        workdays,
        due_on: dueOn,
        files: files.map((file, n) => ({ ...file, stored: stored[n] ?? '' })),
      });
      tx.record({
        kind: 'disclosure.object',
        subject: `objection/${objectionId}`,
        facts: {
          entry: entryId,
          version: entry.version,
          objector,
          ground,
          document: documentHash({ words }),
          files: files.map(({ sha256 }) => sha256),
          dueOn,
        },
      });
      return ok({ objectionId, dueOn });
    },
  });
}

/** The public may object to whatever it can read; an enterprise acts by its own order, for what stands under its own code. */
async function mayObject(tx: Tx, entry: Entry, orderId: string | null): Promise<boolean> {
  if (orderId === null) return tx.actor.party === 'public';
  const order = isOwnEnterprise(tx.actor, orderId) ? await findOrder(tx, orderId) : undefined;
  const visit = order && (await findVisit(tx, order.inspectionId));
  return visit !== undefined && visit.row.credit_code === entry.content.enterprise.creditCode;
}

export interface Submission {
  readonly entryId: string;
  readonly orderId: string | null;
  readonly ground: string;
  readonly words: string;
  readonly contact: string;
  readonly files: readonly Upload[];
}

/** Keeps the files, sealed, and the objection. Refusals: those of `checkUpload`, `objection-file-kind`, and of the deed. */
export async function submitObjection(
  runtime: Runtime,
  actor: Actor,
  commandId: string,
  { files, ...said }: Submission,
): Promise<Result<{ objectionId: string }>> {
  const objectionId = derivedId(commandId, 'objection');
  const taken: { file: z.output<typeof ObjectionFile>; bytes: Uint8Array }[] = [];
  const refusals: Refusal[] =
    files.length > MOST_OBJECTION_FILES
      ? [{ code: 'objection-files-most', facts: { most: MOST_OBJECTION_FILES } }]
      : [];
  for (const upload of files) {
    const checked = await checkUpload(upload);
    const format = checked.ok && OBJECTION_FORMATS.find((each) => each === checked.value.format);
    if (!checked.ok) refusals.push(...checked.refusals);
    else if (!format) refusals.push({ code: 'objection-file-kind' });
    else taken.push({ file: { format, sha256: checked.value.sha256, size: checked.value.size }, bytes: upload.bytes });
  }
  if (refusals.length > 0) return refuse(refusals);
  const stored: string[] = [];
  for (const { bytes } of taken)
    stored.push(
      await runtime.files.put(sealFile(runtime.fieldCipher, objectionContext(actor.bureauId, objectionId), bytes)),
    );
  const deed = objectDeed(objectionId, stored);
  const done = await execute(runtime, actor, deed, commandId, { ...said, files: taken.map(({ file }) => file) });
  return done.ok ? ok({ objectionId }) : done;
}

/** Answered once, together with what the answer does to the entry. */
export const decideObjection = defineDeed({
  kind: 'disclosure.decide-objection',
  rule: objectionDeeds['disclosure.decide-objection'],
  /** `wording`: of a correction alone. */
  input: z.object({
    objectionId: ObjectionId,
    outcome: z.enum(['upheld', 'corrected', 'withdrawn']),
    reason: Reason,
    wording: Wording.exactOptional(),
  }),
  output: z.object({ objectionId: ObjectionId, state: z.enum(codesOf(OBJECTION_STATES)), version: z.int() }),
  run: async (tx, { objectionId, outcome, reason, wording = [] }) => {
    // The entry first, as whoever objects does: two locks are always taken in one order.
    const found = await entryOfObjection(tx, objectionId);
    const objection = found && (await lockObjection(tx, objectionId));
    if (found === undefined || objection === undefined) return refuse([{ code: 'objection-not-found' }]);
    const hands = await allHandsOf(tx, found, tx.actor.staffId);
    const standing = standingOf(found, tx.today);
    const refusals = decideRefusals(objection.state, outcome, standing, hands, tx.actor.staffId);
    if ((outcome === 'corrected') !== wording.length > 0) refusals.push({ code: 'objection-wording', at: 'wording' });
    if (refusals.length > 0) return refuse(refusals);
    const done = await carryOut(tx, found, outcome, { wording, reason });
    if (!done.ok) return done;
    const version = done.value;
    await answerObjection(tx, objectionId, { outcome, reason, version: outcome === 'corrected' ? version : null });
    tx.record({
      kind: 'disclosure.decide-objection',
      subject: `objection/${objectionId}`,
      facts: { entry: found.entry_id, outcome, version, isLate: tx.today > objection.due_on },
    });
    return ok({ objectionId, state: outcome, version });
  },
});

async function entryOfObjection(tx: Tx, objectionId: string): Promise<Entry | undefined> {
  const row = await tx.db
    .selectFrom('disclosure_objection')
    .select('entry_id')
    .where('bureau_id', '=', tx.bureauId)
    .where('objection_id', '=', objectionId)
    .executeTakeFirst();
  return row && lockEntry(tx, row.entry_id);
}

/** What the answer does to the entry; gives the version it leaves. Whatever is no longer public stays as it is. */
async function carryOut(
  tx: Tx,
  entry: Entry,
  outcome: ObjectionOutcome,
  { wording, reason }: { readonly wording: z.output<typeof Wording>; readonly reason: string },
): Promise<Result<number>> {
  if (outcome === 'corrected') {
    const corrected = await putCorrection(tx, entry, wording, reason);
    return corrected.ok ? ok(corrected.value.version) : corrected;
  }
  const refusals =
    outcome === 'withdrawn' && entry.state === 'published'
      ? await putWithdrawal(tx, entry, reason)
      : // The answer is public too.
        protectedRefusals([{ at: 'reason', text: reason }], await knownOf(tx, entry));
  return refusals.length > 0 ? refuse(refusals) : ok(entry.version);
}

export const setObjectionDays = defineDeed({
  kind: 'disclosure.set-objection-days',
  rule: objectionDeeds['disclosure.set-objection-days'],
  /** `version` is the one that was looked at. */
  input: z.object({ version: z.int().min(0), workdays: z.int('须为整数').min(1, '至少 1 个工作日') }),
  output: z.object({ version: z.int() }),
  run: async (tx, { version, workdays }) => {
    const refusals = objectionDaysRefusals(workdays, tx.today);
    if (((await findObjectionTerm(tx))?.version ?? 0) !== version)
      refusals.push({ code: 'thresholds-changed-meanwhile' });
    if (refusals.length > 0) return refuse(refusals);
    await insertObjectionTerm(tx, version + 1, workdays);
    tx.record({
      kind: 'disclosure.set-objection-days',
      subject: 'settings/objection',
      facts: { version: version + 1, workdays },
    });
    return ok({ version: version + 1 });
  },
});
