/** The words of a draft: written anew, marked, marks lifted; and a penalty that was repaired. @module */
import { z } from 'zod';
import { PUBLICITY_CLASSES } from '../../credit/rules/publicity.ts';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { EntryAnswer, handlerRefusals, One, openEntry, unknownPlaces, Wording } from '../actions.ts';
import { disclosureDeeds } from '../deeds.ts';
import { copyHash, copyOf } from '../reads/entries.ts';
import { knownOf } from '../reads/known.ts';
import { markedTexts, markRefusals, protectedRefusals, redacted, textsOf } from '../rules/copy.ts';
import { inClass, repairRefusals } from '../rules/publicity.ts';
import { Mark } from '../types.ts';
import { updateEntry } from '../writes.ts';

/** What is given replaces what was there: the words in these places, all marks, the class. The copy is made anew from it. */
export const redactEntry = defineDeed({
  kind: 'disclosure.redact',
  rule: disclosureDeeds['disclosure.redact'],
  input: One.extend({
    wording: Wording.default([]),
    marks: z.array(Mark).max(200),
    level: z.enum(codesOf(PUBLICITY_CLASSES)).optional(),
  }),
  output: EntryAnswer.extend({ hash: z.string() }),
  run: async (tx, { entryId, wording, marks, level }) => {
    const opened = await openEntry(tx, 'disclosure.redact', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const before = copyOf(entry);
    const known = await knownOf(tx, entry);
    const words = { ...entry.words, ...Object.fromEntries(wording.map(({ at, text: now }) => [at, now])) };
    const texts = textsOf(before).map(({ at, text: now }) => ({ at, text: words[at] ?? now }));
    const refusals: Refusal[] = [
      ...(await handlerRefusals(tx, entry)),
      ...unknownPlaces(texts, wording),
      ...markRefusals(texts, known, marks),
    ];
    if (level !== undefined && before.source === 'visit')
      refusals.push({ code: 'disclosure-class-penalty-only', at: 'level' });
    if (refusals.length > 0) return refuse(refusals);
    const masked = redacted(before, markedTexts(before, words, known, marks));
    const copy =
      masked.source === 'penalty' && level !== undefined
        ? { ...masked, content: inClass(masked.content, level) }
        : masked;
    await updateEntry(tx, entryId, {
      words: JSON.stringify(words),
      marks: JSON.stringify(marks),
      content: JSON.stringify(copy.content),
      redacted_by: tx.actor.staffId,
    });
    const hash = copyHash(copy);
    tx.record({
      kind: 'disclosure.redact',
      subject: `disclosure/${entryId}`,
      facts: {
        document: hash,
        reworded: wording.length,
        added: marks.filter(({ how }) => how === 'added').length,
        lifted: marks.filter(({ how }) => how === 'lifted').length,
      },
    });
    return ok({ entryId, state: entry.state, version: entry.version, hash });
  },
});

/** 信用修复: the publication of a penalty ends before its time, with the number of the repair decision (信用修复管理办法). */
export const repairEntry = defineDeed({
  kind: 'disclosure.repair',
  rule: disclosureDeeds['disclosure.repair'],
  input: One.extend({ number: text('修复决定文号', 60) }),
  output: EntryAnswer,
  run: async (tx, { entryId, number }) => {
    const opened = await openEntry(tx, 'disclosure.repair', entryId);
    if (!opened.ok) return opened;
    const entry = opened.value;
    const refusals = [
      ...repairRefusals(entry.source === 'penalty' ? entry.content : undefined, tx.today),
      // The number stands in the place of the decision, so it is public too.
      ...protectedRefusals([{ at: 'number', text: number }], await knownOf(tx, entry)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    await updateEntry(tx, entryId, { state: 'ended', ended_on: tx.today, end_reason: number });
    tx.record({ kind: 'disclosure.repair', subject: `disclosure/${entryId}`, facts: { version: entry.version } });
    return ok({ entryId, state: 'ended' as const, version: entry.version });
  },
});
