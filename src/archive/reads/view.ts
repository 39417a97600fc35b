/** The page of one volume. @module */
import { staffNames } from '../../bureau/reads.ts';
import type { Actor } from '../../core/actor.ts';
import { addDays } from '../../core/calendar/day.ts';
import type { ReadTx } from '../../core/transact.ts';
import { lendableRefusals, readingRefusals } from '../rules/custody.ts';
import type { LoanView, VolumeView } from '../types/views.ts';
import { completenessOf } from './course.ts';
import { findRunningLoan, listAppraisals, listLoans, listReadings, toLoan, type StoredLoan } from './custody.ts';
import { rowOf } from './list.ts';
import {
  listMaterials,
  listReports,
  listVersions,
  listVolumeSteps,
  readArchiveSettings,
  type Volume,
} from './volumes.ts';

export async function viewVolume(tx: ReadTx, volume: Volume, actor: Actor): Promise<VolumeView> {
  const id = volume.volume_id;
  const { settings } = await readArchiveSettings(tx);
  const materials = await listMaterials(tx, id);
  const versions = await listVersions(tx, id);
  const reports = await listReports(tx, id);
  const loans = await listLoans(tx, id);
  const readings = await listReadings(tx, id);
  const appraisals = await listAppraisals(tx, id);
  const steps = await listVolumeSteps(tx, id);
  const names = await staffNames(tx, [
    ...[...materials, ...versions, ...reports, ...readings, ...steps].map(({ by }) => by),
    ...loans.flatMap(({ borrower, decided_by: decided }) => [borrower, decided ?? '']),
    ...appraisals.flatMap(({ proposed_by: by, decided_by: decided }) => [by, decided ?? '']),
  ]);
  const nameOf = (staffId: string | null): string =>
    staffId === null ? '' : (names.get(staffId) ?? (staffId === 'system' ? '系统' : staffId));
  const { content } = volume;
  return {
    ...rowOf(volume, tx.today, settings.bindDays),
    party: volume.party,
    creditCode: volume.credit_code,
    year: volume.year,
    source: sourceOf(volume),
    opening: volume.opening,
    version: volume.version,
    bindBy: addDays(volume.closed_on, settings.bindDays),
    destroyedOn: volume.destroyed_on,
    // What was destroyed is judged no more.
    matrix: volume.state === 'destroyed' ? [] : [...(await completenessOf(tx, volume)).matrix],
    entries: content?.entries ?? [],
    media: content?.media ?? [],
    sources: content?.sources ?? [],
    deeds: content?.deeds ?? 0,
    materials: materials.map(({ materialId, requirement, title, dated, by }) => ({
      materialId,
      requirement,
      title,
      dated,
      by: nameOf(by),
    })),
    versions: versions.map(({ version, seal, files, bytes, reason, by, on }) => ({
      version,
      seal,
      files,
      bytes,
      reason,
      by: nameOf(by),
      on,
    })),
    reports: reports.map(({ results, by, ...report }) => ({ ...report, results: [...results], by: nameOf(by) })),
    loans: loans.map((loan) => viewLoan(loan, nameOf, actor, tx.today)),
    readings: readings.map(({ by, ...reading }) => ({ ...reading, by: nameOf(by) })),
    appraisals: appraisals.map((row) => ({
      number: row.number,
      proposal: row.proposal,
      retention: row.retention,
      reason: row.reason,
      proposedBy: nameOf(row.proposed_by),
      outcome: row.outcome,
      reply: row.reply ?? '',
      decidedBy: nameOf(row.decided_by),
    })),
    readingRefusals: await readingRefusalsOf(tx, volume, actor),
    steps: steps.map(({ number, deed, to, note, by, at }) => ({ number, deed, to, note, by: nameOf(by), at })),
  };
}

function viewLoan(
  loan: StoredLoan,
  nameOf: (staffId: string | null) => string,
  { staffId }: Actor,
  today: string,
): LoanView {
  return {
    loanId: loan.loan_id,
    borrower: nameOf(loan.borrower),
    isMine: loan.borrower === staffId,
    purpose: loan.purpose,
    withInner: loan.with_inner,
    state: loan.state,
    requestedOn: loan.requested_on,
    decidedBy: nameOf(loan.decided_by),
    reply: loan.reply ?? '',
    dueOn: loan.due_on,
    returnedOn: loan.returned_on,
    isOverdue: loan.state === 'lent' && loan.due_on !== null && loan.due_on < today,
  };
}

async function readingRefusalsOf(
  tx: ReadTx,
  volume: Volume,
  { staffId, roles }: Actor,
): Promise<VolumeView['readingRefusals']> {
  const found = await findRunningLoan(tx, volume.volume_id, staffId);
  const loan = found && toLoan(found);
  const isArchivist = roles.includes('archivist');
  const gone = volume.version > 0 && volume.state !== 'destroyed' ? [] : lendableRefusals(volume.state);
  return {
    bag: [...gone, ...readingRefusals('bag', loan, isArchivist, tx.today)],
    copy: [...gone, ...readingRefusals('copy', loan, isArchivist, tx.today)],
  };
}

/** The page of what the volume is of. */
function sourceOf({ inspection_id: inspectionId, case_id: caseId, draw_id: drawId }: Volume): string {
  if (inspectionId !== null) return `/inspection/${inspectionId}`;
  return caseId === null ? `/draw/${drawId}` : `/penalty/${caseId}`;
}
