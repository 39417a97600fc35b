/** A confirmed major finding becomes a hazard; one that went to another department ends with its receipt. @module */
import { readCalendar } from '../calendar/reads.ts';
import type { Follower } from '../core/follow.ts';
import type { Tx } from '../core/transact.ts';
import { findVisit, listFindings } from '../inspection/reads/visits.ts';
import { isEnded } from './rules/moves.ts';
import { timerOf } from './rules/terms.ts';
import { insertHazard, lockHazardOfFinding, takeStep } from './writes.ts';
import { lockTimers, moveTimer } from './writes/timers.ts';

/** At the desk by its own deed, from a phone by what it handed in; whatever was missed is found when the record is closed or signed. */
const openHazards: Follower = {
  job: 'hazard.open',
  kinds: ['inspection.confirm-level', 'inspection.sync', 'inspection.close-record', 'inspection.sign-off'],
  handle: (tx, deed) => openOf(tx, deed.subjectId),
};

async function openOf(tx: Tx, inspectionId: string): Promise<void> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) return;
  const lead = visit.team.find(({ kind, seat, staffId }) => kind === 'officer' && seat === 0 && staffId !== null);
  const major = (await listFindings(tx, inspectionId)).filter(
    ({ level, isWithdrawn, reviewedBy }) => level === 'major' && !isWithdrawn && reviewedBy !== null,
  );
  for (const { findingId, statedBy, dueOn, number } of major) {
    const owner = lead?.staffId ?? statedBy;
    const hazardId = await insertHazard(tx, { findingId, inspectionId, owner, treatBy: dueOn });
    if (hazardId === undefined) continue;
    tx.record({
      kind: 'hazard.open',
      subject: `hazard/${hazardId}`,
      facts: { inspection: inspectionId, finding: findingId, number, owner, due: tx.today },
    });
  }
}

/** 移送: the other department has taken it over with its finding. */
const endTransferred: Follower = {
  job: 'hazard.transfer',
  kinds: ['rectification.settle'],
  handle: async (tx, deed) => {
    if (deed.facts['outcome'] !== 'transferred') return;
    const hazard = await lockHazardOfFinding(tx, deed.subjectId);
    if (hazard === undefined || isEnded(hazard.state)) return;
    await takeStep(tx, hazard, { deed: 'hazard.transfer', to: 'transferred' });
    tx.record({ kind: 'hazard.transfer', subject: `hazard/${hazard.hazardId}`, facts: { finding: deed.subjectId } });
  },
};

/** A new holiday notice moves the days by which the next step is due. */
const recount: Follower = {
  job: 'hazard.recount',
  kinds: ['calendar.load-notice'],
  handle: async (tx, { seq }) => {
    const calendar = await readCalendar(tx);
    for (const { hazardId, state, from, treatBy, timerOn: before } of await lockTimers(tx)) {
      const due = timerOf(state, from, treatBy, calendar);
      if (due === null || due === before) continue;
      await moveTimer(tx, hazardId, due);
      tx.record({
        kind: 'hazard.recount',
        subject: `hazard/${hazardId}`,
        facts: { notice: seq, from: before, to: due },
      });
    }
  },
};

export const hazardFollowers: readonly Follower[] = [openHazards, endTransferred, recount];
