/** What somebody in a random walk might say: days around today, amounts around what is right, ids that may be there. @module */
import { addDays } from '../core/calendar/day.ts';
import { newId } from '../core/ids.ts';
import type { Dice } from '../testing/walk-dice.ts';
import type { ActOnCase } from './rules/apply.ts';
import { unservedPapers } from './rules/papers.ts';
import {
  CHIEF,
  HAZARD,
  hashToSign,
  LEGAL,
  sampleEvidence,
  sampleFile,
  SECOND_LEGAL,
  type CaseScene,
} from './scene.testing.ts';
import type { Outcome, Service } from './types/case.ts';
import type { AttachedFile, EvidenceInput } from './types/evidence.ts';
import { openRechecks } from './rules/daily.ts';
import { openClaims } from './rules/guards/execution.ts';
import { outstandingOf } from './rules/money.ts';
import { openAppraisals } from './rules/pauses.ts';
import type { CaseFile } from './types/file.ts';
import type { Address } from './types/party.ts';

/** A few scans that were uploaded once; a walk that names one again is told so. */
const pools = new WeakMap<CaseScene, Promise<AttachedFile[]>>();
async function fileOf(scene: CaseScene, dice: Dice): Promise<AttachedFile> {
  const pool = pools.get(scene) ?? Promise.all(Array.from({ length: 6 }, () => sampleFile(scene)));
  pools.set(scene, pool);
  const files = await pool;
  const file = files[dice(files.length)];
  if (file === undefined) throw new Error('walks have no file');
  return file;
}

const AMOUNTS = [0, 1, 300_000, 800_000, 1_000_000, 2_500_000, 6_000_000, 25_000_000];

/** What they might say: days around today, amounts around what is right, ids that may be there. */
export async function wordsFor(
  scene: CaseScene,
  file: CaseFile,
  act: ActOnCase,
  dice: Dice,
): Promise<Record<string, unknown>> {
  const today = scene.today();
  const day = (): string => addDays(today, dice(3) === 0 ? dice(7) - 3 : 0);
  const pick = <T>(from: readonly T[]): T | undefined => from[dice(Math.max(1, from.length))];
  const reason = '随机办理的理由';
  const officers = (): string[] =>
    dice(4) === 0
      ? scene.officerIds.slice(dice(6), dice(6) + 2).slice(0, 2)
      : file.handlers.map(({ officerId }) => officerId);
  const pair = (): string[] => (file.handlers.length < 2 ? scene.officerIds.slice(0, 2) : officers());
  const service = (): Partial<Service> => ({
    means: pick(['direct', 'left', 'post', 'electronic', 'public'] as const) ?? 'direct',
    on: day(),
    recipient: '签收人',
    witness: '见证人',
    officerIds: pair(),
  });
  const outcome = (): Outcome => randomOutcome(file, dice);
  const ruling = (yes: string, no: string): string => (dice(4) === 0 ? no : yes);
  const hold = pick(file.holds.filter(({ endedOn }) => endedOn === null))?.holdId ?? newId();
  const seizure = pick(file.seizures.filter(({ endedOn }) => endedOn === null))?.seizureId ?? newId();
  const appraisal = pick(openAppraisals(file))?.appraisalId ?? newId();
  const paper = pick(unservedPapers(file))?.documentId ?? newId();
  const claim = pick(openClaims(file))?.claimId ?? newId();
  const address = (): Address => ({
    recipient: '收件人',
    phone: '022-00000000',
    address: '测试路1号',
    isElectronic: dice(2) === 0,
    electronicTo: 'party@example.com',
  });
  const evidence = async (): Promise<EvidenceInput> => {
    const isHeld = file.holds.length > 0 && dice(2) === 0;
    // Now and then nothing stands behind it, or nobody has received what it names.
    const unknown = { sha256: '0'.repeat(64), name: '没有的文件.pdf' };
    const files = dice(8) === 0 ? (dice(2) === 0 ? [] : [unknown]) : [await fileOf(scene, dice)];
    return sampleEvidence(scene, {
      kind: pick(['record', 'documentary', 'physical', 'audiovisual', 'appraisal'] as const) ?? 'record',
      obtainedOn: day(),
      officerIds: pair(),
      files,
      ...(isHeld ? { holdId: hold } : {}),
    });
  };
  const words: Record<ActOnCase, () => object | Promise<object>> = {
    'decline-lead': () => ({ reason }),
    'request-filing': () => ({ officerIds: pair(), cause: '案由', facts: '情况', opinion: '立案' }),
    'return-filing': () => ({ reason }),
    'approve-filing': () => ({ opinion: reason }),
    'request-recusal': () => ({ officerId: pick(file.handlers)?.officerId ?? newId(), by: 'party', reason }),
    'decide-recusal': () => ({
      recusalId: pick(file.recusals.filter((each) => each.outcome === null))?.recusalId ?? newId(),
      outcome: ruling('granted', 'refused'),
      replacementId: pick(scene.officerIds),
      reply: reason,
    }),
    'change-handler': () => ({
      officerId: pick(file.handlers)?.officerId ?? newId(),
      replacementId: pick(scene.officerIds) ?? newId(),
      reason,
    }),
    'add-evidence': async () => ({ evidence: await evidence() }),
    'supplement-evidence': async () => ({ evidence: await evidence(), reason }),
    'exclude-evidence': () => ({ evidenceId: pick(file.evidence)?.evidenceId ?? newId(), reason }),
    recheck: () => ({
      recheck: {
        order: { number: '责改1号', on: addDays(today, -dice(9)), until: addDays(today, -dice(4)) },
        on: day(),
        place: '现场',
        found: '仍未改正',
        isCorrected: dice(3) === 0,
        officerIds: pair(),
        files: [],
      },
    }),
    'open-daily': () => ({ recheckId: pick(openRechecks(file))?.recheckId ?? newId() }),
    'tell-rights': () => ({}),
    'note-address': () => ({ address: address() }),
    'confirm-address': () => ({ address: address() }),
    'file-argument': async () => ({ text: '陈述', files: dice(2) === 0 ? [await fileOf(scene, dice)] : [] }),
    'ask-hearing': () => ({ request: '听证' }),
    'withdraw-hearing': () => ({ reason }),
    'report-payment': () => ({ on: day(), fen: pick(AMOUNTS) ?? 1, receipt: '0001', files: [] }),
    'return-payment': () => ({ claimId: claim, reason }),
    'ask-instalments': () => ({ reason, plan: [{ on: addDays(today, 10), fen: outstandingOf(file) || 1 }] }),
    'call-interview': () => ({
      call: { person: '被询问人', matter: '事由', at: `${day()}T09:00`, place: '会议室', bring: '', contact: '联系人' },
    }),
    'commission-appraisal': () => ({
      appraisal: {
        agency: '机构',
        goods: '物品',
        wanted: '鉴定',
        dueOn: addDays(today, dice(20) - 2),
        ...(file.seizures.length > 0 && dice(2) === 0 ? { seizureId: seizure } : {}),
      },
    }),
    'extend-appraisal': () => ({ appraisalId: appraisal, dueOn: addDays(today, dice(40)), reason }),
    'end-appraisal': () => ({
      appraisalId: appraisal,
      on: day(),
      ...(dice(2) === 0
        ? { outcome: 'withdrawn', reason }
        : { outcome: 'concluded', evidenceId: pick(file.evidence)?.evidenceId }),
    }),
    'request-seizure': () => ({
      seizure: {
        ground: pick(['equipment', 'goods', 'premises'] as const) ?? 'goods',
        problem: '违法行为',
        goods: [{ name: '物品', model: '', quantity: '1' }],
        place: '仓库',
      },
    }),
    'approve-seizure': () => ({ seizureId: seizure, opinion: reason }),
    'extend-seizure': () => ({ seizureId: seizure, reason }),
    'settle-seizure': () => ({ seizureId: seizure, end: dice(2) === 0 ? 'released' : 'confiscated', reason }),
    'request-hold': () => ({ hold: { goods: [{ name: '物品', quantity: '1' }], place: '仓库', reason } }),
    'approve-hold': () => ({ holdId: hold, opinion: reason }),
    'settle-hold': () => ({ holdId: hold, end: dice(2) === 0 ? 'kept' : 'released', reason }),
    'extend-case': () => ({ reason }),
    'finish-investigation': () => ({
      report: {
        facts: [
          {
            text: '事实',
            evidenceIds: file.evidence.length === 0 ? [newId()] : file.evidence.map(({ evidenceId }) => evidenceId),
          },
        ],
        benchmark: HAZARD.code,
        grade: pick(['light', 'usual', 'grave', 'grave']) ?? 'light',
        circumstances: '说明',
        ...(dice(2) === 0 ? { mitigation: 'harm' } : {}),
        correction: '已改正',
        isCorrected: dice(3) !== 0,
        hasHarm: dice(3) === 0,
        isComplex: dice(4) === 0,
        outcome: outcome(),
      },
    }),
    review: () => ({ outcome: ruling('agreed', 'returned'), opinion: reason }),
    'serve-notice': () => ({ service: service() }),
    'note-argument': () => ({ argument: '申辩', isAdopted: dice(2) === 0, reply: '复核', heardOn: day() }),
    'note-waiver': () => ({ on: day(), statement: '放弃' }),
    'request-hearing': () => ({ on: day(), request: '听证' }),
    'schedule-hearing': () => ({
      on: addDays(today, dice(4) === 0 ? 3 : 14),
      place: '会议室',
      presiderId: pick([CHIEF, SECOND_LEGAL, LEGAL, ...scene.officers])?.staffId ?? 'chief',
      isClosed: false,
    }),
    'record-hearing': () => ({ summary: '摘要', opinion: '意见' }),
    'drop-hearing': () => ({ on: day(), reason }),
    'submit-decision': () => ({
      outcome: dice(3) === 0 ? outcome() : (file.notices.at(-1)?.outcome ?? outcome()),
      opinion: reason,
    }),
    reinvestigate: () => ({ reason }),
    discuss: () => ({
      on: day(),
      attendeeIds: dice(4) === 0 ? ['head'] : ['head', 'deputy', 'chief'],
      record: '记录',
      outcome: dice(3) === 0 ? outcome() : (file.submission?.outcome ?? outcome()),
    }),
    'return-decision': () => ({ reason }),
    decide: async () => ({
      documentHash: file.submission === null || dice(6) === 0 ? 'b'.repeat(64) : await hashToSign(scene, file.caseId),
    }),
    'serve-decision': () => ({ service: service() }),
    'report-back': () => ({}),
    'note-payment': () => ({
      on: day(),
      fen: dice(2) === 0 ? owing(file) : Math.max(1, pick(AMOUNTS) ?? 1),
      means: pick(['bank', 'bank', 'on-the-spot']) ?? 'bank',
      receipt: '票据',
      ...(dice(2) === 0 ? { isRemote: true, depositedOn: day() } : {}),
    }),
    'request-instalments': () => ({
      on: day(),
      reason,
      plan: [1, 2].map((n) => ({
        on: addDays(today, 20 * n),
        fen: Math.max(1, Math.floor(owing(file) / 2) + (n - 1) * (owing(file) % 2)),
      })),
    }),
    'decide-instalments': () => ({ outcome: ruling('granted', 'refused'), reply: reason }),
    'impose-extra': () => ({ waivedFen: dice(3) === 0 ? (pick(AMOUNTS) ?? 0) : 0, reason }),
    'remind-payment': () => ({}),
    'issue-urge': () => ({}),
    urge: () => ({ service: service() }),
    serve: () => ({ documentIds: [paper], service: service() }),
    'void-paper': () => ({ documentId: paper, reason }),
    'apply-court': () => ({ court: '法院', opinion: reason }),
    'note-court': () => ({
      on: day(),
      outcome: pick(['done', 'ended', 'refused']) ?? 'done',
      number: '执1',
      ...(dice(2) === 0 ? { fen: Math.max(1, owing(file)) } : {}),
    }),
    'end-execution': () => ({ ground: 'other', reason }),
    'note-executed': () => ({ result: '已执行' }),
    'note-challenge': () => ({ on: day(), kind: pick(['reconsideration', 'suit']) ?? 'suit', organ: '机关' }),
    'end-challenge': () => ({
      on: day(),
      outcome: pick(['upheld', 'withdrawn', 'overturned']) ?? 'upheld',
      number: '1',
    }),
    'revoke-decision': () => ({ reason }),
    'ask-transfer': () => ({ crime: '危险作业罪', facts: '事实', materials: '材料' }),
    'decide-transfer': () => ({ outcome: ruling('granted', 'refused'), opinion: reason }),
    'send-transfer': () => ({ to: '公安分局', receiver: '签收人' }),
    'note-police': () => ({ on: day(), outcome: ruling('accepted', 'refused'), number: '1' }),
    'request-closing': () => ({ result: '结果' }),
    'return-closing': () => ({ reason }),
    'approve-closing': () => ({ opinion: reason }),
  };
  return { ...(await words[act]()) };
}

function owing({ decision, payments, extra }: CaseFile): number {
  const outcome = decision?.outcome;
  const all = outcome?.kind === 'penalty' ? outcome.items.reduce((sum, { fen = 0 }) => sum + fen, 0) : 0;
  return Math.max(1, all + (extra?.fen ?? 0) - payments.reduce((sum, { fen }) => sum + fen, 0));
}

function randomOutcome(file: CaseFile, dice: Dice): Outcome {
  const told = file.notices.at(-1)?.outcome;
  if (told !== undefined && dice(3) !== 0) return told;
  switch (dice(6)) {
    case 0:
      return { kind: 'no-penalty', ground: dice(2) === 0 ? 'minor' : 'first-time', reason: '理由' };
    case 1:
      return { kind: 'withdraw', reason: '理由' };
    case 2:
      return { kind: 'penalty', items: [{ kind: 'fine', fen: 6_000_000 }, { kind: 'stop' }] };
    default:
      return { kind: 'penalty', items: [{ kind: 'fine', fen: Math.max(1, AMOUNTS[dice(AMOUNTS.length)] ?? 1) }] };
  }
}
