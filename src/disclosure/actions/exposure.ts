/** 公开审查 of exposures and of the enterprises' own words. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { exposureDeeds } from '../deeds.ts';
import { knownOfVisit } from '../reads/known.ts';
import { exposureHash, listWordsRows, knownOfExposure, type Exposure } from '../reads/exposures.ts';
import { protectedRefusals } from '../rules/copy.ts';
import { exposureStepRefusals, wordsRefusals, type EXPOSURE_MOVES } from '../rules/exposure.ts';
import { EXPOSURE_STATES, ExposureId, PublicExposure, StatementId } from '../types/exposure.ts';
import { insertWordsDecision, lockExposure, updateExposure } from '../writes/exposures.ts';

const ExposureAnswer = z.object({ exposureId: ExposureId, state: z.enum(codesOf(EXPOSURE_STATES)) });

export const publishExposure = defineDeed({
  kind: 'disclosure.publish-exposure',
  rule: exposureDeeds['disclosure.publish-exposure'],
  input: z.object({ exposureId: ExposureId, text: PublicExposure.shape.text }),
  output: ExposureAnswer.extend({ hash: z.string() }),
  run: async (tx, { exposureId, text: words }) => {
    const opened = await open(tx, 'disclosure.publish-exposure', exposureId);
    if (!opened.ok) return opened;
    const content = { ...opened.value.content, text: words };
    const refusals = protectedRefusals([{ at: 'text', text: words }], await knownOfExposure(tx, exposureId));
    if (refusals.length > 0) return refuse(refusals);
    const hash = exposureHash(content);
    await updateExposure(tx, exposureId, {
      state: 'published',
      content: JSON.stringify(content),
      hash,
      published_by: tx.actor.staffId,
      published_on: tx.today,
    });
    tx.record({
      kind: 'disclosure.publish-exposure',
      subject: `exposure/${exposureId}`,
      facts: { document: hash },
    });
    return ok({ exposureId, state: 'published' as const, hash });
  },
});

/** Off the portal, with its reason kept here: it was rectified, or should not have been there. */
export const withdrawExposure = defineDeed({
  kind: 'disclosure.withdraw-exposure',
  rule: exposureDeeds['disclosure.withdraw-exposure'],
  input: z.object({ exposureId: ExposureId, reason: text('撤回理由', 500) }),
  output: ExposureAnswer,
  run: async (tx, { exposureId, reason }) => {
    const opened = await open(tx, 'disclosure.withdraw-exposure', exposureId);
    if (!opened.ok) return opened;
    await updateExposure(tx, exposureId, { state: 'withdrawn', withdrawn_on: tx.today, withdraw_reason: reason });
    tx.record({
      kind: 'disclosure.withdraw-exposure',
      subject: `exposure/${exposureId}`,
      facts: { document: opened.value.hash ?? '' },
    });
    return ok({ exposureId, state: 'withdrawn' as const });
  },
});

async function open(tx: Tx, deed: keyof typeof EXPOSURE_MOVES, exposureId: string): Promise<Result<Exposure>> {
  const exposure = await lockExposure(tx, exposureId);
  if (exposure === undefined) return refuse([{ code: 'disclosure-not-found' }]);
  const hands = { proposedBy: exposure.proposed_by, decidedBy: exposure.decided_by };
  const refusals = exposureStepRefusals(deed, exposure.state, hands, tx.actor.staffId);
  return refusals.length > 0 ? refuse(refusals) : ok(exposure);
}

const WordsAnswer = z.object({ statementId: StatementId });

/** The enterprise's words go out as they are, or not at all: nobody here rewrites them. */
export const publishWords = defineDeed({
  kind: 'disclosure.publish-words',
  rule: exposureDeeds['disclosure.publish-words'],
  input: WordsAnswer,
  output: WordsAnswer,
  run: (tx, { statementId }) => decideWords(tx, 'disclosure.publish-words', statementId, null),
});

export const returnWords = defineDeed({
  kind: 'disclosure.return-words',
  rule: exposureDeeds['disclosure.return-words'],
  input: WordsAnswer.extend({ reason: text('退回理由', 500) }),
  output: WordsAnswer,
  run: (tx, { statementId, reason }) => decideWords(tx, 'disclosure.return-words', statementId, reason),
});

async function decideWords(
  tx: Tx,
  kind: 'disclosure.publish-words' | 'disclosure.return-words',
  statementId: string,
  reason: string | null,
): Promise<Result<z.output<typeof WordsAnswer>>> {
  const [words] = await listWordsRows(tx, statementId);
  if (words === undefined) return refuse([{ code: 'words-not-found' }]);
  const refusals = wordsRefusals(words.state);
  if (reason === null)
    refusals.push(...protectedRefusals([{ at: 'text', text: words.text }], await knownOfVisit(tx, words.inspectionId)));
  if (refusals.length > 0) return refuse(refusals);
  const outcome = reason === null ? ('published' as const) : ('returned' as const);
  if (!(await insertWordsDecision(tx, statementId, { outcome, reason }))) return refuse(wordsRefusals(outcome));
  tx.record({ kind, subject: `statement/${statementId}`, facts: { inspection: words.inspectionId } });
  return ok({ statementId });
}
