/** 一户一档 as documents print it, and a document as it will be when it is issued now. @module */
import { findProfile, portalAddress, staffNames } from '../../bureau/reads.ts';
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { dayOf } from '../../core/clock.ts';
import { MOST_IN_CODE, type COMMON_FIELDS, type FormFields } from '../../core/documents/form.ts';
import { shownCode } from '../../core/register/number.ts';
import { listDocuments } from '../../core/register/reads.ts';
import { documentCode, findSerial, nextName, type NextName } from '../../core/register/register.ts';
import type { ReadTx } from '../../core/transact.ts';
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { receiptOf } from '../../draw/reads/receipt.ts';
import { listItemsById } from '../../items/reads.ts';
import { formatCitations } from '../../items/rules/citations.ts';
import { findPlan } from '../../plan/reads.ts';
import type { FormName, Paper, VisitFile } from '../types/documents.ts';
import { CATEGORIES } from '../types/documents.ts';
import { ANSWERS, CONCLUSIONS, FINDING_LEVELS, MEASURES } from '../types/visit.ts';
import { keyOf } from '../rules/record.ts';
import { countEvidence } from './evidence.ts';
import { listFieldPhotos, listShownPhotos } from './photos.ts';
import { visitsThisYear } from './preparation.ts';
import { readSettings } from './settings.ts';
import { checklistOf, listAnswers, listFindings, listOpinions, listSignatures, type Visit } from './visits.ts';

/** Files of visits share one series of serials. */
export const SERIES = 'inspection';

/** What a form asks for beyond the case itself. */
interface Wanted {
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
  { paper = null, withReceipt = false, withPhotos = false }: Wanted = {},
): Promise<VisitFile> {
  return {
    bureau: await bureauOf(tx),
    enterprise: await enterpriseOf(tx, visit),
    team: visit.team.map(({ kind, personId, name, number }) => ({ kind, personId, name, number })),
    plan: visit.plan,
    items: (await listItemsById(tx, visit.plan?.itemIds ?? [])).map(({ content }) => ({
      code: content.code,
      name: content.name,
      bases: formatCitations(content.bases, 'duty'),
    })),
    approvals: await approvalsOf(tx, visit),
    source: await sourceOf(tx, visit),
    visits: await visitsBefore(tx, visit),
    checkedInAt: visit.row.checked_in_at,
    closedAt: closedAtOf(visit),
    ...(await foundIn(tx, visit)),
    signatures: await signaturesOf(tx, visit),
    recordHash: visit.recordHash,
    conclusion: visit.conclusion === null ? null : CONCLUSIONS[visit.conclusion],
    receipt: withReceipt ? await receiptFor(tx, visit) : '',
    issued: (await listDocuments(tx, SERIES, visit.inspectionId))
      .filter(({ end }) => end === null)
      .map(({ documentId, title, number }) => ({ documentId, title, number })),
    photos: withPhotos ? await listShownPhotos(tx, visit) : [],
    paper,
  };
}

/** A document as it will be: its fields, its name, its code. Undefined while the file has no serial yet. */
export interface PreparedDocument {
  readonly fields: FormFields;
  readonly name: NextName;
  readonly code: string;
}

/** The number and the code follow from the file and its content, so that what is looked at first is what is issued. */
export async function prepareDocument(
  tx: ReadTx,
  visit: Visit,
  form: FormName,
  own: FormFields,
  title: string,
): Promise<PreparedDocument | undefined> {
  const serial = await findSerial(tx, SERIES, visit.inspectionId);
  if (serial === undefined) return undefined;
  const { settings } = await readSettings(tx);
  const name = await nextName(tx, settings, serial, CATEGORIES[form]);
  const bureau = await bureauNamesOf(tx);
  const code = documentCode(bureau.code, name.number, JSON.stringify([form, tx.today, own]));
  const common: Readonly<Record<(typeof COMMON_FIELDS)[number], string>> = {
    机关: bureau.name,
    文书名称: title,
    文号: name.number,
    成文日期: sentenceDate(tx.today),
    文书码: shownCode(code),
    核验网址: `${await portalAddress(tx)}/documents/${code}`,
  };
  return { name, code, fields: { ...own, ...common } };
}

function bureauNamesOf(tx: ReadTx) {
  return tx.db
    .selectFrom('bureau')
    .select(['code', 'name', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
}

async function bureauOf(tx: ReadTx): Promise<VisitFile['bureau']> {
  const bureau = await bureauNamesOf(tx);
  const profile = (await findProfile(tx))?.profile;
  return {
    name: bureau.name,
    address: profile?.address ?? '',
    phone: profile?.phone ?? '',
    complaintPhone: profile?.complaintPhone ?? '',
    reconsideration: profile?.reconsideration ?? '',
    court: profile?.court ?? '',
    isDemo: bureau.is_demo,
  };
}

async function enterpriseOf(tx: ReadTx, visit: Visit): Promise<VisitFile['enterprise']> {
  const row = await tx.db
    .selectFrom('enterprise')
    .select(['production_address', 'registered_address', 'principal', 'safety_domain'])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  return {
    name: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    address: row.production_address ?? row.registered_address ?? '',
    principal: row.principal ?? '',
    domain: SAFETY_DOMAINS[row.safety_domain],
  };
}

async function approvalsOf(tx: ReadTx, { row }: Visit): Promise<VisitFile['approvals']> {
  if (row.approved_by === null || row.approved_on === null) return [];
  const names = await staffNames(tx, [row.approved_by]);
  return [{ as: 'chief', name: names.get(row.approved_by) ?? '', on: row.approved_on }];
}

async function sourceOf(tx: ReadTx, visit: Visit): Promise<VisitFile['source']> {
  const draw = await findDraw(tx, visit.drawId);
  const plan = draw && (await findPlan(tx, draw.plan_id));
  if (draw === undefined || plan === undefined) throw new Error(`visit ${visit.inspectionId} comes from no draw`);
  return { year: String(plan.year), draw: draw.name, drawnOn: dayOf(draw.announced_at ?? draw.updated_at) };
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

async function foundIn(tx: ReadTx, visit: Visit): Promise<Pick<VisitFile, 'checklist' | 'findings' | 'opinions'>> {
  const lines = await checklistOf(tx, visit);
  const answers = new Map((await listAnswers(tx, visit.inspectionId)).map((answer) => [keyOf(answer), answer.answer]));
  const items = new Map(
    (await listItemsById(tx, visit.plan?.itemIds ?? [])).map((item) => [item.itemId, item.content]),
  );
  const evidence = await countEvidence(tx, visit.inspectionId);
  const taken = await listFieldPhotos(tx, visit);
  const takenOf = (findingId: string): number =>
    taken.filter((photo) => photo.findingId === findingId && photo.copyOf === null).length;
  const names = new Map(visit.team.map(({ personId, name }) => [personId, name]));
  return {
    checklist: lines.map((line) => {
      const answer = answers.get(keyOf({ itemId: line.itemId, pointNo: line.no }));
      return {
        itemId: line.itemId,
        item: line.itemName,
        no: line.no,
        question: line.question,
        answer: answer === undefined ? '' : ANSWERS[answer],
      };
    }),
    findings: (await listFindings(tx, visit.inspectionId))
      .filter(({ isWithdrawn }) => !isWithdrawn)
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
        duty: formatCitations(items.get(finding.itemId)?.bases ?? [], 'duty'),
        penalty: formatCitations(items.get(finding.itemId)?.bases ?? [], 'penalty'),
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
