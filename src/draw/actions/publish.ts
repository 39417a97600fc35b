/** Freezing the lists of a draw, and announcing it before anything is random. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { leafHash, suiteOf, toHex } from 'verifiable-draw';
import { z } from 'zod';
import { toSeconds } from '../../core/clock.ts';
import { defineDeed, documentHash } from '../../core/command.ts';
import { newSecret } from '../../core/ids.ts';
import { ok, refuse } from '../../core/result.ts';
import { documentOf } from '../../items/rules/document.ts';
import { drawDeeds } from '../deeds.ts';
import { findPlan } from '../../plan/reads.ts';
import { findAnnouncementHash, readPlanDocument } from '../reads/draws.ts';
import { findAudit } from '../reads/audit.ts';
import { lockBookings } from '../../directory/reads/bookings.ts';
import { churnSince, findChurn } from '../reads/churn.ts';
import { codesFor } from '../reads/codes.ts';
import { findDraw } from '../reads/progress.ts';
import { heldBy } from '../reads/means.ts';
import { readSnapshot } from '../reads/pools.ts';
import { verifierHashes } from '../reads/references.ts';
import { listCommitments } from '../reads/sources.ts';
import { announcementOf, commitLists, summaryOf } from '../rules/announcement.ts';
import { eligibleOf, freezeRefusals, planStateRefusals } from '../rules/freeze.ts';
import { sizeOf } from '../rules/pool.ts';
import { codeId } from '../rules/sealed.ts';
import { nextSeq, setAnnounced, setFrozen } from '../writes/draws.ts';
import { insertChurn, insertLists } from '../writes/lists.ts';
import { takeMeans } from '../writes/means.ts';
import { insertCodes } from '../writes/sealed.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const OneDraw = z.object({ drawId: z.uuid() });
const Hash = z.string();

/** Freezes roster, officers, experts, vehicles and recusals as committed leaves. Nothing of the draw can change after it. */
export const freezeDraw = defineDeed({
  kind: 'draw.freeze',
  rule: drawDeeds['draw.freeze'],
  input: OneDraw,
  output: OneDraw.extend({ rosterRoot: Hash, eligible: z.int() }),
  run: async (tx, { drawId }) => {
    const step = await openStep(tx, 'draw.freeze', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { config } = step.draw;
    if (config.means !== undefined) await lockBookings(tx);
    const { pools, facts } = await readSnapshot(tx, step.draw);
    const refusals = [...step.refusals, ...(step.draw.state === 'configuring' ? freezeRefusals(facts) : [])];
    if (refusals.length > 0) return refuse(refusals);
    // Judged above, and held by the database against a freeze at the same moment.
    if (config.means !== undefined && !(await takeMeans(tx, drawId)))
      return refuse([{ code: 'draw-means-held', facts: { name: (await heldBy(tx, drawId)) ?? '' } }]);
    const saltKey = Buffer.from(newSecret(), 'hex');
    const suite = suiteOf(config.suite);
    const lists = commitLists(suite, pools, saltKey);
    const planHash = toHex(leafHash(suite, await readPlanDocument(tx, step.draw.plan_id)));
    const sizing = { ...sizeOf(config.size, facts.plan, eligibleOf(pools.roster).length), planHash };
    const frozen = summaryOf(config, pools, lists, sizing, toSeconds(tx.now));
    await setFrozen(tx, drawId, saltKey, frozen);
    await insertLists(tx, drawId, pools, lists);
    const { root, size, leaves: entries } = lists.roster;
    const churn = await churnSince(tx, step.draw, { root, size, entries, saltKey });
    if (churn !== undefined) await insertChurn(tx, step.draw, churn);
    const { roster, officers, experts, conflicts, expertConflicts } = frozen;
    const { vehicles, devices, bookings } = lists;
    tx.record({
      kind: 'draw.freeze',
      subject: `draw/${drawId}`,
      facts: {
        draw: step.draw.public_id,
        roster: roster.root,
        size: roster.size,
        eligible: roster.eligible,
        officers: officers.root,
        experts: experts.root,
        vehicles: vehicles.root,
        devices: devices.root,
        bookings: bookings.root,
        conflicts: conflicts.root,
        expertConflicts: expertConflicts.root,
      },
    });
    return ok({ drawId, rosterRoot: roster.root, eligible: roster.eligible });
  },
});

/** Publishes the announcement: from here on the result is a function of it, of the two shares and of the dice. */
export const announceDraw = defineDeed({
  kind: 'draw.announce',
  rule: drawDeeds['draw.announce'],
  input: OneDraw,
  output: OneDraw.extend({ seq: z.int(), announcement: Hash }),
  run: async (tx, { drawId }) => {
    const step = await openStep(tx, 'draw.announce', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw } = step;
    const refusals = [...step.refusals, ...planStateRefusals(await findPlan(tx, draw.plan_id))];
    if (refusals.length > 0 || draw.frozen === null) return refuse(refusals);
    // The number is taken first: its lock keeps two announcements from taking the same code.
    const seq = await nextSeq(tx);
    const taken = await codesFor(tx, draw.config);
    if (taken.refusals.length > 0) return refuse(taken.refusals);
    const built = announcementOf({
      draw: {
        publicId: draw.public_id,
        agency: await bureauCode(tx),
        year: draw.year,
        task: draw.task,
        batch: draw.batch,
      },
      config: draw.config,
      frozen: draw.frozen,
      rules: documentHash(documentOf(draw.config)),
      commitments: await listCommitments(tx, drawId),
      seq,
      previous: await findAnnouncementHash(tx, seq - 1),
      narrowing: (await findAudit(tx, drawId))?.reportHash,
      churn: (await findChurn(tx, drawId))?.reportHash,
      verifier: verifierHashes(),
      codes: taken.codes.map((code) => ({
        id: codeId(code.holder),
        type: 'otc',
        anchor: code.anchor,
        index: code.index,
      })),
      voids: draw.replaces === null ? undefined : (await findDraw(tx, draw.replaces))?.public_id,
    });
    await insertCodes(tx, drawId, 0, taken.codes);
    await setAnnounced(tx, drawId, { seq, bytes: Buffer.from(built.bytes), hash: built.hash });
    tx.record({
      kind: 'draw.announce',
      subject: `draw/${drawId}`,
      facts: { draw: draw.public_id, seq, document: built.hash },
    });
    return ok({ drawId, seq, announcement: built.hash });
  },
});
