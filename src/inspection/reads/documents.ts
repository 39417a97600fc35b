/** 一户一档 as documents print it, and a document as it will be when it is issued now. @module */
import { readBureauNames, type BureauNames } from '../../bureau/reads.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { dayOf } from '../../core/clock.ts';
import { MOST_IN_CODE, type COMMON_FIELDS, type FormFields } from '../../core/documents/form.ts';
import { shownCode, type NumberPrefix } from '../../core/register/number.ts';
import { listDocuments } from '../../core/register/reads.ts';
import { documentCode, findNextName, type NextName } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { receiptOf } from '../../draw/reads/receipt.ts';
import { listItemsById } from '../../items/reads.ts';
import type { ItemVersion } from '../../items/types.ts';
import { linesOf } from '../../items/rules/checklist.ts';
import { formatCitations } from '../../items/rules/citations.ts';
import '../../plan/tables.ts';
import type { FormName, Paper, VisitFile } from '../types/documents.ts';
import { CATEGORIES } from '../types/documents.ts';
import type { EvidenceRow, FieldPhoto } from '../types/evidence.ts';
import { ANSWERS, CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../types/visit.ts';
import { keyOf } from '../rules/record.ts';
import { countStanding, listEvidence } from './evidence.ts';
import { listFieldPhotos, shownPhotos } from './photos.ts';
import { visitsThisYear } from './preparation.ts';
import { listAnswers, listFindings, listOpinions, listSignatures, type StoredFinding, type Visit } from './visits.ts';

/** Files of visits share one series of serials. */
export const SERIES = 'inspection';

/** What a form asks for beyond the case itself. */
interface Wanted {
  /** Where it was read already. */
  readonly bureau?: BureauNames;
  readonly findings?: readonly StoredFinding[];
  /** With what was voided after the record was signed: the record itself is printed as it was signed. */
  readonly asSigned?: boolean;
  readonly paper?: Paper | null;
  readonly withReceipt?: boolean;
  readonly withPhotos?: boolean;
}

/**
 * Everything a document of the visit may print, as it stands now. The receipt is computed from the draw's lists: only where
 * it is asked for; so are the photos.
 */
export async function readVisitFile(
  tx: ReadTx,
  visit: Visit,
  { bureau, findings, asSigned = false, paper = null, withReceipt = false, withPhotos = false }: Wanted = {},
): Promise<VisitFile> {
  const items = await listItemsById(tx, visit.plan?.itemIds ?? []);
  const enclosed = await listEvidence(tx, visit.inspectionId);
  const taken = await listFieldPhotos(tx, visit);
  return {
    bureau: bureauOf(bureau ?? (await readBureauNames(tx))),
    ...(await caseOf(tx, visit)),
    team: visit.team.map(({ kind, personId, name, number }) => ({ kind, personId, name, number })),
    plan: visit.plan,
    items: items.map(({ content }) => ({
      code: content.code,
      name: content.name,
      bases: formatCitations(content.bases, 'duty'),
    })),
    visits: await visitsBefore(tx, visit),
    checkedInAt: visit.row.checked_in_at,
    closedAt: closedAtOf(visit),
    ...(await foundIn(tx, visit, { items, enclosed, taken, findings, asSigned })),
    signatures: await signaturesOf(tx, visit),
    recordHash: visit.recordHash,
    conclusion: visit.conclusion === null ? null : CONCLUSIONS[visit.conclusion],
    receipt: withReceipt ? await receiptFor(tx, visit) : '',
    issued: (await listDocuments(tx, SERIES, visit.inspectionId))
      .filter(({ end }) => end === null)
      .map(({ documentId, title, number }) => ({ documentId, title, number })),
    photos: withPhotos ? shownPhotos(enclosed, taken) : [],
    paper,
  };
}

/** A document as it will be: its fields, its name, its code. Undefined while the file has no serial yet. */
export interface PreparedDocument {
  readonly fields: FormFields;
  readonly name: NextName;
  readonly code: string;
}

interface ToPrepare {
  readonly own: FormFields;
  readonly title: string;
  readonly prefix: NumberPrefix;
  readonly bureau: BureauNames;
}

/** The number and the code follow from the file and its content, so that what is looked at first is what is issued. */
export async function prepareDocument(
  tx: ReadTx,
  visit: Visit,
  form: FormName,
  { own, title, prefix, bureau }: ToPrepare,
): Promise<PreparedDocument | undefined> {
  const name = await findNextName(tx, prefix, { series: SERIES, fileId: visit.inspectionId }, CATEGORIES[form]);
  if (name === undefined) return undefined;
  const code = documentCode(bureau.code, name.number, JSON.stringify([form, tx.today, own]));
  const common: Readonly<Record<(typeof COMMON_FIELDS)[number], string>> = {
    机关: bureau.name,
    文书名称: title,
    文号: name.number,
    成文日期: sentenceDate(tx.today),
    文书码: shownCode(code),
    核验网址: `${bureau.portal}/documents/${code}`,
  };
  return { name, code, fields: { ...own, ...common } };
}

function bureauOf({ name, isDemo, profile }: BureauNames): VisitFile['bureau'] {
  return {
    name,
    address: profile?.address ?? '',
    phone: profile?.phone ?? '',
    complaintPhone: profile?.complaintPhone ?? '',
    reconsideration: profile?.reconsideration ?? '',
    court: profile?.court ?? '',
    isDemo,
  };
}

/** Whom it is about, who approved it and which draw it comes from: the rows that the visit points at, in one question. */
async function caseOf(tx: ReadTx, visit: Visit): Promise<Pick<VisitFile, 'enterprise' | 'approvals' | 'source'>> {
  const row = await tx.db
    .selectFrom('inspection as i')
    .innerJoin('enterprise as e', (join) =>
      join.onRef('e.bureau_id', '=', 'i.bureau_id').onRef('e.enterprise_id', '=', 'i.enterprise_id'),
    )
    .innerJoin('draw as d', (join) =>
      join.onRef('d.bureau_id', '=', 'i.bureau_id').onRef('d.draw_id', '=', 'i.draw_id'),
    )
    .innerJoin('annual_plan as p', (join) =>
      join.onRef('p.bureau_id', '=', 'd.bureau_id').onRef('p.plan_id', '=', 'd.plan_id'),
    )
    .leftJoin('staff as r', (join) =>
      join.onRef('r.bureau_id', '=', 'i.bureau_id').onRef('r.staff_id', '=', 'i.reviewed_by'),
    )
    .leftJoin('staff as a', (join) =>
      join.onRef('a.bureau_id', '=', 'i.bureau_id').onRef('a.staff_id', '=', 'i.approved_by'),
    )
    .select((eb) => [
      eb.fn.coalesce('e.production_address', 'e.registered_address').as('address'),
      'e.principal',
      'e.safety_domain as domain',
      'p.year',
      'd.name as draw',
      eb.fn.coalesce('d.announced_at', 'd.updated_at').as('drawnAt'),
      'r.name as reviewer',
      'a.name as approver',
    ])
    .where('i.bureau_id', '=', tx.bureauId)
    .where('i.inspection_id', '=', visit.inspectionId)
    .executeTakeFirstOrThrow();
  return {
    enterprise: {
      name: visit.row.enterprise_name,
      creditCode: visit.row.credit_code,
      address: row.address ?? '',
      principal: row.principal ?? '',
      domain: SAFETY_DOMAINS[row.domain],
    },
    approvals: approvalsOf(visit, row),
    source: { year: String(row.year), draw: row.draw, drawnOn: dayOf(row.drawnAt) },
  };
}

interface ApproverNames {
  readonly reviewer: string | null;
  readonly approver: string | null;
}

function approvalsOf({ row }: Visit, { reviewer, approver }: ApproverNames): VisitFile['approvals'] {
  const word = (as: 'chief' | 'head', name: string | null, on: string | null): VisitFile['approvals'] =>
    on === null ? [] : [{ as, name: name ?? '', on }];
  // Where the section decides, its chief is the only one who approves.
  return row.reviewed_by === null
    ? word('chief', approver, row.approved_on)
    : [...word('chief', reviewer, row.reviewed_on), ...word('head', approver, row.approved_on)];
}

async function visitsBefore(tx: ReadTx, visit: Visit): Promise<VisitFile['visits']> {
  // What the enterprise was told does not change with what is inspected afterwards.
  const { notice } = visit.row;
  return notice === null ? visitsThisYear(tx, visit) : { thisYear: notice.visitsThisYear, cap: notice.cap };
}

/** The moment in the frozen record itself. */
function closedAtOf({ row }: Visit): string | null {
  if (row.record === null) return null;
  const { closedAt } = JSON.parse(row.record.toString('utf8')) as { readonly closedAt: string };
  return closedAt;
}

/** What of the visit was read already. */
interface ReadBefore {
  readonly items: readonly ItemVersion[];
  readonly enclosed: readonly EvidenceRow[];
  readonly taken: readonly FieldPhoto[];
  readonly findings: readonly StoredFinding[] | undefined;
  readonly asSigned: boolean;
}

async function foundIn(
  tx: ReadTx,
  visit: Visit,
  { items, enclosed, taken, findings, asSigned }: ReadBefore,
): Promise<Pick<VisitFile, 'checklist' | 'findings' | 'opinions'>> {
  const answers = new Map((await listAnswers(tx, visit.inspectionId)).map((answer) => [keyOf(answer), answer.answer]));
  const basesOf = new Map(items.map(({ itemId, content }) => [itemId, content.bases]));
  const evidence = countStanding(enclosed);
  const takenOf = (findingId: string): number =>
    taken.filter((photo) => photo.findingId === findingId && photo.copyOf === null).length;
  const names = new Map(visit.team.map(({ personId, name }) => [personId, name]));
  return {
    checklist: linesOf(items).map((line) => {
      const answer = answers.get(keyOf({ itemId: line.itemId, pointNo: line.no }));
      return {
        itemId: line.itemId,
        item: line.itemName,
        no: line.no,
        question: line.question,
        answer: answer === undefined ? '' : ANSWERS[answer],
      };
    }),
    findings: (findings ?? (await listFindings(tx, visit.inspectionId)))
      .filter(({ isWithdrawn, voidedOn }) => !isWithdrawn || (asSigned && voidedOn !== null))
      .map((finding) => ({
        findingId: finding.findingId,
        number: finding.number,
        place: finding.place,
        description: finding.description,
        level: FINDING_LEVELS[finding.level],
        criterion: finding.criterion ?? '',
        measureKind: MEASURES[finding.measureKind],
        measure: finding.measure,
        dueOn: finding.dueOn,
        duty: formatCitations(basesOf.get(finding.itemId) ?? [], 'duty'),
        penalty: formatCitations(basesOf.get(finding.itemId) ?? [], 'penalty'),
        evidence: (evidence.get(finding.findingId) ?? 0) + takenOf(finding.findingId),
      })),
    opinions: (await listOpinions(tx, visit.inspectionId)).map(({ expertId, ...opinion }) => ({
      ...opinion,
      expert: names.get(expertId) ?? '',
    })),
  };
}

async function signaturesOf(tx: ReadTx, visit: Visit): Promise<VisitFile['signatures']> {
  const names = new Map(visit.team.map(({ personId, name }) => [personId, name]));
  return (await listSignatures(tx, visit.inspectionId))
    .filter(({ recordHash }) => recordHash === visit.recordHash)
    .map(({ kind, signer, at, isRefusal, reason }) => ({
      kind,
      name: names.get(signer) ?? signer,
      at,
      refusal: isRefusal ? reason : null,
    }));
}

/** What no code can hold is left out: the portal shows the same under the enterprise's own page. */
async function receiptFor(tx: ReadTx, visit: Visit): Promise<string> {
  const draw = await findDraw(tx, visit.drawId);
  const receipt = draw && (await receiptOf(tx, draw, visit.row.credit_code));
  return receipt === undefined || Buffer.byteLength(receipt) > MOST_IN_CODE ? '' : receipt;
}
