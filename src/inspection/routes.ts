/** The visit on the wire. @module */
import { z } from 'zod';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { ok, refuse } from '../core/result.ts';
import { findDraw } from '../draw/reads/progress.ts';
import { receiptOf } from '../draw/reads/receipt.ts';
import { receiptSvg } from '../draw/rules/receipt.ts';
import { decideHeldOperations, registerDevice, revokeFieldDevice, storeKeyContext } from './actions/devices.ts';
import { issueDocument, keepPaper, voidDocument } from './actions/documents.ts';
import { attachEvidence, withdrawEvidence } from './actions/evidence.ts';
import { amendFinding, confirmLevel, stateFinding, withdrawFinding } from './actions/findings.ts';
import { answerPoints, checkIn, reportImpossible, stateOpinion } from './actions/on-site.ts';
import { notePartner, signPartner } from './actions/partners.ts';
import { approvePlan, authorisePlan, returnPlan } from './actions/approve.ts';
import {
  acceptTask,
  declareTaskRecusal,
  draftPlanWith,
  issueNotice,
  readFileWith,
  submitPlanWith,
} from './actions/prepare.ts';
import { closeRecord, closeVisit, reopenRecord, signForEnterprise, signOff, signRecord } from './actions/sign.ts';
import { syncVisit } from './actions/sync.ts';
import { setSettings, setTemplate } from './actions/settings.ts';
import { inspectionReads } from './deeds.ts';
import { countByStage, listBoard } from './reads/board.ts';
import { viewDevices } from './reads/devices.ts';
import { readMonth } from './reads/month.ts';
import { findDevice } from './reads/operations.ts';
import { packageFor } from './reads/package.ts';
import { visitDocumentReads } from './routes/documents.ts';
import { readPlanProgress } from './reads/progress.ts';
import { viewSync } from './reads/sync-view.ts';
import { viewVisit } from './reads/view.ts';
import { findSeenVisit } from './reads/visits.ts';
import { seesAll } from './rules/steps.ts';
import { BoardAnswer, BoardQuery, ReceiptView, VisitView } from './types/board.ts';
import { DeviceId, DeviceView, FieldPackage, SyncView } from './types/field.ts';
import { MonthQuery, MonthView } from './types/month.ts';
import { PlanProgress } from './types/progress.ts';
import type { RecordsOf } from './types/later.ts';
import { InspectionId } from './types/visit.ts';

const readBoard = defineRead({
  path: '/api/inspections',
  kind: 'inspection.read',
  rule: inspectionReads['inspection.read'],
  input: BoardQuery,
  output: BoardAnswer,
  run: async (tx, query, actor) => {
    const seen = seesAll(actor.roles) ? query : { ...query, mine: true };
    return ok({
      ...(await listBoard(tx, seen, actor.staffId)),
      counts: await countByStage(tx, seen, actor.staffId),
      asOf: tx.now,
    });
  },
});

const readMonthView = defineRead({
  path: '/api/inspection-month',
  kind: 'inspection.read-month',
  rule: inspectionReads['inspection.read-month'],
  input: MonthQuery,
  output: MonthView,
  run: async (tx, { month = tx.today.slice(0, 7) }) => ok(await readMonth(tx, month)),
});

const readVisit = (recordsOf: RecordsOf): ReadSpec =>
  defineRead({
    path: '/api/inspections/:inspectionId',
    kind: 'inspection.read',
    rule: inspectionReads['inspection.read'],
    input: z.object({ inspectionId: InspectionId }),
    output: VisitView,
    run: async (tx, { inspectionId }, actor) => {
      const visit = await findSeenVisit(tx, inspectionId, actor);
      return visit === undefined
        ? refuse([{ code: 'inspection-not-found' }])
        : ok(await viewVisit(tx, visit, actor.staffId, recordsOf));
    },
  });

const readProgress = defineRead({
  path: '/api/plans/:planId/progress',
  kind: 'inspection.read-progress',
  rule: inspectionReads['inspection.read-progress'],
  input: z.object({ planId: z.uuid() }),
  output: PlanProgress,
  run: async (tx, { planId }) => {
    const progress = await readPlanProgress(tx, planId);
    return progress === undefined ? refuse([{ code: 'plan-not-found' }]) : ok(progress);
  },
});

/** 入企核验码 for the notice: the same people who may read the visit. */
const readReceipt = defineRead({
  path: '/api/inspections/:inspectionId/receipt',
  kind: 'inspection.read',
  rule: inspectionReads['inspection.read'],
  input: z.object({ inspectionId: InspectionId }),
  output: ReceiptView,
  run: async (tx, { inspectionId }, actor) => {
    const visit = await findSeenVisit(tx, inspectionId, actor);
    const draw = visit && (await findDraw(tx, visit.drawId));
    if (visit === undefined || draw === undefined) return refuse([{ code: 'inspection-not-found' }]);
    const text = await receiptOf(tx, draw, visit.row.credit_code);
    return ok({ text: text ?? null, svg: (text === undefined ? undefined : receiptSvg(text)) ?? null });
  },
});

const readPackage = (recordsOf: RecordsOf): ReadSpec =>
  defineRead({
    path: '/api/field/package',
    kind: 'inspection.read-package',
    rule: inspectionReads['inspection.read-package'],
    input: z.object({}),
    output: FieldPackage,
    run: async (tx, _input, actor) => ok(await packageFor(tx, actor, recordsOf)),
  });

/** One's own phones; everybody's for those who may revoke them. */
const readDevices = defineRead({
  path: '/api/field/devices',
  kind: 'inspection.read-devices',
  rule: inspectionReads['inspection.read-devices'],
  input: z.object({}),
  output: z.object({ rows: z.array(DeviceView) }),
  run: async (tx, _input, actor) => {
    const seesEverybody = actor.roles.some((role) => role === 'section-chief' || role === 'security-admin');
    return ok({ rows: await viewDevices(tx, seesEverybody ? undefined : actor.staffId) });
  },
});

/** The key of one's own phone's store, to open a backup of it on another phone. */
const readStoreKey = defineRead({
  path: '/api/field/devices/:deviceId/key',
  kind: 'inspection.read-package',
  rule: inspectionReads['inspection.read-package'],
  input: z.object({ deviceId: DeviceId }),
  output: z.object({ storeKey: z.string() }),
  run: async (tx, { deviceId }, actor, runtime) => {
    const device = await findDevice(tx, deviceId);
    if (device === undefined || device.staff_id !== actor.staffId) return refuse([{ code: 'device-unknown' }]);
    return ok({ storeKey: runtime.fieldCipher.open(device.store_key, storeKeyContext(tx.bureauId, deviceId)) });
  },
});

const readSync = defineRead({
  path: '/api/inspections/:inspectionId/sync',
  kind: 'inspection.read',
  rule: inspectionReads['inspection.read'],
  input: z.object({ inspectionId: InspectionId }),
  output: SyncView,
  run: async (tx, { inspectionId }, actor) => {
    const visit = await findSeenVisit(tx, inspectionId, actor);
    return visit === undefined ? refuse([{ code: 'inspection-not-found' }]) : ok(await viewSync(tx, visit));
  },
});

const DEEDS: readonly DeedSpec[] = [
  acceptTask,
  declareTaskRecusal,
  returnPlan,
  approvePlan,
  authorisePlan,
  issueNotice,
  checkIn,
  answerPoints,
  stateFinding,
  amendFinding,
  withdrawFinding,
  confirmLevel,
  stateOpinion,
  closeRecord,
  reopenRecord,
  signRecord,
  signForEnterprise,
  notePartner,
  signPartner,
  signOff,
  reportImpossible,
  attachEvidence,
  withdrawEvidence,
  keepPaper,
  issueDocument,
  voidDocument,
  setSettings,
  setTemplate,
  closeVisit,
  registerDevice,
  revokeFieldDevice,
  syncVisit,
  decideHeldOperations,
];

const READS: readonly ReadSpec[] = [
  readBoard,
  readMonthView,
  readReceipt,
  readProgress,
  readDevices,
  readStoreKey,
  readSync,
  ...visitDocumentReads,
];

/** The deeds; the file that is read holds what later modules know of the enterprise. */
export function inspectionDeedSpecsWith(recordsOf: RecordsOf): readonly DeedSpec[] {
  return [...DEEDS, readFileWith(recordsOf), draftPlanWith(recordsOf), submitPlanWith(recordsOf)];
}

export function inspectionReadSpecsWith(recordsOf: RecordsOf): readonly ReadSpec[] {
  return [readVisit(recordsOf), readPackage(recordsOf), ...READS];
}
