/** The two shares of randomness: committed as hashes before the announcement, revealed or recovered after it. @module */
import { commitmentOf, fromHex, suiteOf, toHex } from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { drawDeeds } from '../deeds.ts';
import { envelopeRefusals, openEnvelopes } from '../rules/envelopes.ts';
import { sharesText } from '../rules/sources.ts';
import { partyOf } from '../rules/steps.ts';
import { PARTIES } from '../types.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { ENVELOPES } from '../types/inputs.ts';
import { insertCommitment, insertReveal } from '../writes/draws.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/, '须为 64 位小写十六进制数');
const Share = z.object({ drawId: z.uuid(), party: z.enum(codesOf(PARTIES)) });

/** Takes the hash of a person's 32 random bytes; the bytes stay with the person until the reveal (protocol §4.2). */
export const commitShare = defineDeed({
  kind: 'draw.commit',
  rule: drawDeeds['draw.commit'],
  input: z.object({
    drawId: z.uuid(),
    commitment: Hex32,
    /** Hashes of three envelopes, any two of which give the bytes back; or none. */
    envelopes: z.array(Hex32).length(ENVELOPES, '信封共三个').optional(),
  }),
  output: Share,
  run: async (tx, { drawId, commitment, envelopes = [] }) => {
    const step = await openStep(tx, 'draw.commit', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const party = partyOf(tx.actor);
    const refusals = [...step.refusals, ...envelopeRefusals(step.progress, envelopes)];
    if (refusals.length > 0) return refuse(refusals);
    await insertCommitment(tx, drawId, { party, commitment, envelopes });
    const sealed = envelopes.length === 0 ? {} : { shares: sharesText(envelopes) };
    tx.record({ kind: 'draw.commit', subject: `draw/${drawId}`, facts: { party, commitment, ...sealed } });
    return ok({ drawId, party });
  },
});

/** Takes the bytes themselves, if they open the commitment. */
export const revealShare = defineDeed({
  kind: 'draw.reveal',
  rule: drawDeeds['draw.reveal'],
  input: z.object({ drawId: z.uuid(), nonce: Hex32 }),
  output: Share,
  run: async (tx, { drawId, nonce }) => {
    const step = await openStep(tx, 'draw.reveal', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw, progress } = step;
    const own = progress.committed.find(({ staffId }) => staffId === tx.actor.staffId);
    const opens =
      own !== undefined &&
      own.commitment === toHex(commitmentOf(suiteOf(draw.config.suite), own.party, draw.public_id, fromHex(nonce)));
    const refusals = [
      ...step.refusals,
      ...(own === undefined || opens ? [] : [{ code: 'draw-reveal-mismatch', at: 'nonce' }]),
    ];
    if (own === undefined || refusals.length > 0) return refuse(refusals);
    await insertReveal(tx, drawId, { party: own.party, nonce, recovered: false });
    tx.record({ kind: 'draw.reveal', subject: `draw/${drawId}`, facts: { party: own.party, nonce } });
    return ok({ drawId, party: own.party });
  },
});

/** Opens the envelopes of a party that does not reveal: two of three give its bytes back (SPEC §7.3a, docs/adr/0024). */
export const recoverShare = defineDeed({
  kind: 'draw.recover',
  rule: drawDeeds['draw.recover'],
  input: Share.extend({ envelopes: z.array(z.string().max(200, '内容过长')).max(ENVELOPES, '信封共三个') }),
  output: Share,
  run: async (tx, { drawId, party, envelopes }) => {
    const step = await openStep(tx, 'draw.recover', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    if (step.refusals.length > 0) return refuse(step.refusals);
    const { draw, progress } = step;
    const opened = openEnvelopes(draw, progress, { party, texts: envelopes }, tx.actor);
    if ('refusals' in opened) return refuse(opened.refusals);
    const { nonce } = opened;
    await insertReveal(tx, drawId, { party, nonce, recovered: true });
    tx.record({ kind: 'draw.recover', subject: `draw/${drawId}`, facts: { party, nonce } });
    return ok({ drawId, party });
  },
});
