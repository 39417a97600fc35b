/** 借阅: asked for, granted by another, read as a copy, given back; each opening is a deed. @module */
import { z } from 'zod';
import { addDays } from '../../core/calendar/day.ts';
import { defineDeed } from '../../core/command.ts';
import { publishCheckpoints } from '../../core/log/checkpoint.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { archiveReads, custodyDeeds } from '../deeds.ts';
import { mayDo } from '../../core/actor.ts';
import { findRunningLoan, toLoan, type StoredLoan } from '../reads/custody.ts';
import { findVolume, readArchiveSettings } from '../reads/volumes.ts';
import { decideLoanRefusals, lendableRefusals, readingRefusals, returnRefusals } from '../rules/custody.ts';
import { DecideLoan, LOAN_STATES, OneLoan, ReadVolume, RequestLoan, type LoanState } from '../types/after.ts';
import { VolumeId } from '../types/volume.ts';

const LoanAnswer = z.object({ loanId: z.uuid(), volumeId: VolumeId, state: z.enum(codesOf(LOAN_STATES)) });

export const requestLoan = defineDeed({
  kind: 'archive.request-loan',
  rule: custodyDeeds['archive.request-loan'],
  input: RequestLoan,
  output: LoanAnswer,
  run: async (tx, { volumeId, purpose, withInner }) => {
    const volume = await findVolume(tx, volumeId);
    if (volume === undefined || !mayDo(tx.actor.roles, archiveReads['archive.read']))
      return refuse([{ code: 'archive-volume-not-found' }]);
    const refusals = lendableRefusals(volume.state);
    if (refusals.length > 0) return refuse(refusals);
    const loanId = tx.newId();
    const inserted = await tx.db
      .insertInto('archive_loan')
      .values({
        bureau_id: tx.bureauId,
        volume_id: volumeId,
        loan_id: loanId,
        borrower: tx.actor.staffId,
        purpose,
        with_inner: withInner,
        state: 'requested',
        requested_on: tx.today,
      })
      // The database keeps that nobody holds the same volume twice.
      .onConflict((oc) => oc.doNothing())
      .executeTakeFirst();
    if (inserted.numInsertedOrUpdatedRows === 0n) return refuse([{ code: 'archive-loan-running' }]);
    tx.record({
      kind: 'archive.request-loan',
      subject: `volume/${volumeId}`,
      facts: { loan: loanId, inner: withInner },
    });
    return ok({ loanId, volumeId, state: 'requested' as const });
  },
});

export const decideLoan = defineDeed({
  kind: 'archive.decide-loan',
  rule: custodyDeeds['archive.decide-loan'],
  input: DecideLoan,
  output: LoanAnswer,
  run: async (tx, { loanId, outcome, reply }) => {
    const opened = await lockLoan(tx, loanId);
    if (!opened.ok) return opened;
    const loan = opened.value;
    const volume = await findVolume(tx, loan.volume_id);
    const refusals = [
      ...decideLoanRefusals(toLoan(loan), tx.actor),
      ...(outcome === 'lent' && volume !== undefined ? lendableRefusals(volume.state) : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const { settings } = await readArchiveSettings(tx);
    const dueOn = outcome === 'lent' ? addDays(tx.today, settings.loanDays) : null;
    await setLoan(tx, loanId, {
      state: outcome,
      decided_by: tx.actor.staffId,
      decided_on: tx.today,
      reply,
      due_on: dueOn,
    });
    tx.record({
      kind: 'archive.decide-loan',
      subject: `volume/${loan.volume_id}`,
      facts: { loan: loanId, outcome, due: dueOn ?? '' },
    });
    return ok({ loanId, volumeId: loan.volume_id, state: outcome });
  },
});

export const returnLoan = defineDeed({
  kind: 'archive.return-loan',
  rule: custodyDeeds['archive.return-loan'],
  input: OneLoan,
  output: LoanAnswer,
  run: async (tx, { loanId }) => {
    const opened = await lockLoan(tx, loanId);
    if (!opened.ok) return opened;
    const loan = opened.value;
    const refusals = returnRefusals(toLoan(loan), tx.actor);
    if (refusals.length > 0) return refuse(refusals);
    await setLoan(tx, loanId, { state: 'returned', returned_on: tx.today });
    tx.record({ kind: 'archive.return-loan', subject: `volume/${loan.volume_id}`, facts: { loan: loanId } });
    return ok({ loanId, volumeId: loan.volume_id, state: 'returned' as const });
  },
});

/** The copy or the bag is fetched under the id of the reading, by who read and for a few minutes. */
export const readVolume = defineDeed({
  kind: 'archive.read-volume',
  rule: custodyDeeds['archive.read-volume'],
  input: ReadVolume,
  output: z.object({ readingId: z.uuid(), volumeId: VolumeId }),
  run: async (tx, { volumeId, what }, runtime) => {
    // The bag is handed out with the proof of its seal, which may be a moment old.
    if (what === 'bag') await publishCheckpoints(runtime, tx.bureauId);
    const volume = await findVolume(tx, volumeId);
    if (volume === undefined) return refuse([{ code: 'archive-volume-not-found' }]);
    const { staffId, roles } = tx.actor;
    const loan = await findRunningLoan(tx, volumeId, staffId);
    const isArchivist = roles.includes('archivist');
    const isHere = volume.version > 0 && volume.state !== 'destroyed';
    const refusals = [
      ...readingRefusals(what, loan && toLoan(loan), isArchivist, tx.today),
      ...(isHere ? [] : lendableRefusals(volume.state)),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const readingId = tx.newId();
    await tx.db
      .insertInto('archive_reading')
      .values({
        bureau_id: tx.bureauId,
        volume_id: volumeId,
        reading_id: readingId,
        loan_id: loan?.loan_id ?? null,
        what,
        read_by: staffId,
        at: tx.now,
      })
      .execute();
    tx.record({
      kind: 'archive.read-volume',
      subject: `volume/${volumeId}`,
      facts: { reading: readingId, what, version: volume.version, loan: loan?.loan_id ?? '' },
    });
    return ok({ readingId, volumeId });
  },
});

async function lockLoan(tx: Tx, loanId: string): Promise<Result<StoredLoan>> {
  const row = await tx.db
    .selectFrom('archive_loan')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('loan_id', '=', loanId)
    .forUpdate()
    .executeTakeFirst();
  return row === undefined ? refuse([{ code: 'archive-loan-not-found' }]) : ok(row);
}

interface LoanChange {
  readonly state: LoanState;
  readonly decided_by?: string;
  readonly decided_on?: string;
  readonly reply?: string;
  readonly due_on?: string | null;
  readonly returned_on?: string;
}

async function setLoan(tx: Tx, loanId: string, change: LoanChange): Promise<void> {
  await tx.db
    .updateTable('archive_loan')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('loan_id', '=', loanId)
    .execute();
}
