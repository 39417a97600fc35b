/** The course of a visit or case as far as the archive asks for it: what its file needs, and what of it is there. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listDocuments, type RegisteredDocument } from '../../core/register/reads.ts';
import { listHazardsOfVisit, SERIES as HAZARD_SERIES, type StoredHazard } from '../../hazard/reads/hazards.ts';
import { SERIES as VISIT_SERIES } from '../../inspection/reads/documents.ts';
import { listEvidence } from '../../inspection/reads/evidence.ts';
import { listFieldPhotos, shownPhotos, type ShownPhoto } from '../../inspection/reads/photos.ts';
import { findVisit, listFindings, type StoredFinding, type Visit } from '../../inspection/reads/visits.ts';
import { isImpossible } from '../../inspection/rules/signing.ts';
import { PAPER_KINDS } from '../../inspection/types/documents.ts';
import { findCase, listActs, type StoredAct } from '../../penalty/reads/cases.ts';
import { SERIES as CASE_SERIES } from '../../penalty/types/documents.ts';
import type { CaseFile } from '../../penalty/types/file.ts';
import { findOrderOfVisit, listRounds, type StoredOrder } from '../../rectification/reads/orders.ts';
import type { Reinspection } from '../../rectification/types/order.ts';
import '../../rectification/tables.ts';
import { ACT_PAPERS, paperOfForm } from '../rules/acts.ts';
import {
  inspectionNeeds,
  matrixOf,
  penaltyNeeds,
  type InspectionCourse,
  type PenaltyCourse,
} from '../rules/requirements.ts';
import { drawNeeds } from '../rules/requirements-draw.ts';
import { inspectionGround, penaltyGround } from '../rules/retention.ts';
import type { RetentionGround } from '../types/settings.ts';
import type { RequirementState } from '../types/volume.ts';
import { drawCourse, drawHas, readDrawMatter } from './course-draw.ts';
import { readPublication, type Publication } from './course-publication.ts';
import { listExceptions, listMaterials, type Volume } from './volumes.ts';

/** Everything that is known of a visit whose volume is made. */
export interface VisitMatter {
  readonly visit: Visit;
  /** As the record was signed; the voided ones too. */
  readonly findings: readonly StoredFinding[];
  /** Standing documents of the visit. */
  readonly documents: readonly RegisteredDocument[];
  readonly order: StoredOrder | undefined;
  readonly rounds: readonly Reinspection[];
  readonly hazards: readonly { readonly hazard: StoredHazard; readonly documents: readonly RegisteredDocument[] }[];
  readonly photos: readonly ShownPhoto[];
  readonly publication: Publication;
  readonly reports: number;
}

export interface CaseMatter {
  readonly file: CaseFile;
  readonly acts: readonly StoredAct[];
  readonly documents: readonly RegisteredDocument[];
  readonly publication: Publication;
}

/** @throws when the volume's visit is not there, or hidden from whoever asks */
export async function readVisitMatter(tx: ReadTx, inspectionId: string): Promise<VisitMatter> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined) throw new Error(`no visit ${inspectionId}`);
  const order = await findOrderOfVisit(tx, inspectionId);
  const hazards = [];
  for (const hazard of await listHazardsOfVisit(tx, inspectionId))
    hazards.push({ hazard, documents: standing(await listDocuments(tx, HAZARD_SERIES, hazard.hazardId)) });
  return {
    visit,
    findings: (await listFindings(tx, inspectionId)).filter(
      ({ isWithdrawn, voidedOn }) => !isWithdrawn || voidedOn !== null,
    ),
    documents: standing(await listDocuments(tx, VISIT_SERIES, inspectionId)),
    order,
    rounds: order === undefined ? [] : await listRounds(tx, order.orderId),
    hazards,
    photos: shownPhotos(await listEvidence(tx, visit.inspectionId), await listFieldPhotos(tx, visit)),
    publication: await readPublication(tx, { inspectionId }),
    reports: order === undefined ? 0 : await countReports(tx, order),
  };
}

export async function readCaseMatter(tx: ReadTx, caseId: string): Promise<CaseMatter> {
  const file = await findCase(tx, caseId);
  if (file === undefined) throw new Error(`no case ${caseId}`);
  return {
    file,
    acts: await listActs(tx, caseId),
    documents: standing(await listDocuments(tx, CASE_SERIES, caseId)),
    publication: await readPublication(tx, { caseId }),
  };
}

export interface Completeness {
  readonly matrix: readonly RequirementState[];
  readonly ground: RetentionGround;
}

/** The matrix of a volume as its file stands now. */
export async function completenessOf(tx: ReadTx, volume: Volume): Promise<Completeness> {
  const exceptions = new Map((await listExceptions(tx, volume.volume_id)).map((row) => [row.requirement, row.reason]));
  const added = (await listMaterials(tx, volume.volume_id)).map(({ requirement }) => requirement);
  if (volume.draw_id !== null) {
    const matter = await readDrawMatter(tx, volume.draw_id);
    const has = new Set<string>([...drawHas(matter), ...added]);
    return { matrix: matrixOf('draw', drawNeeds(drawCourse(matter)), has, exceptions), ground: 'draw' };
  }
  if (volume.inspection_id !== null) {
    const matter = await readVisitMatter(tx, volume.inspection_id);
    const course = inspectionCourse(matter);
    const has = new Set<string>([...inspectionHas(matter), ...added]);
    return {
      matrix: matrixOf('inspection', inspectionNeeds(course), has, exceptions),
      ground: inspectionGround(course),
    };
  }
  const matter = await readCaseMatter(tx, volume.case_id ?? '');
  const course = penaltyCourse(matter);
  const has = new Set<string>([...penaltyHas(matter), ...added]);
  return { matrix: matrixOf('penalty', penaltyNeeds(course), has, exceptions), ground: penaltyGround(course) };
}

function inspectionCourse({ visit, findings, order, hazards, photos }: VisitMatter): InspectionCourse {
  const isHazard = (findingId: string): boolean => hazards.some(({ hazard }) => hazard.findingId === findingId);
  return {
    isImpossible: isImpossible(visit),
    isPlanned: visit.row.approved_on !== null,
    isNoticed: visit.noticedOn !== null,
    hasExpert: visit.team.some(({ kind }) => kind === 'expert'),
    measures: findings.filter(({ voidedOn }) => voidedOn === null).map(({ measureKind }) => measureKind),
    // One of which everything was voided before the service was served to nobody.
    hasOrder: order !== undefined && !(order.state === 'closed' && order.servedOn === null),
    isLookedAtAgain: (order?.items ?? []).some(({ state, findingId }) => state === 'passed' && !isHazard(findingId)),
    hasVoid: (order?.items ?? []).some(({ state }) => state === 'voided'),
    hasHazard: hazards.some(({ hazard }) => hazard.state !== 'dismissed'),
    hasMedia: photos.length > 0,
  };
}

function inspectionHas(matter: VisitMatter): string[] {
  const { visit, documents, order, rounds, hazards, photos, publication, reports } = matter;
  const papers: readonly string[] = PAPER_KINDS;
  return [
    'draw-record',
    ...documents.map(({ form }) => (form !== 'service' && papers.includes(form) ? 'interview' : form)),
    ...(order !== undefined && order.row.service !== null ? ['service'] : []),
    ...(reports > 0 ? ['report'] : []),
    ...(rounds.some(({ state }) => state === 'done') ? ['reinspection'] : []),
    ...(hazards.length > 0 ? ['hazard'] : []),
    ...(isImpossible(visit) ? ['impossible'] : []),
    ...publicationHas(publication),
    ...(photos.length > 0 ? ['media'] : []),
  ];
}

function penaltyCourse({ file, acts }: CaseMatter): PenaltyCourse {
  const did = (act: StoredAct['act']): boolean => acts.some((each) => each.act === act);
  const outcome = file.decision?.outcome;
  return {
    isFiled: file.filedOn !== null,
    isSimple: file.procedure === 'simple',
    isTransferred: did('send-transfer'),
    outcome: outcome?.kind ?? null,
    isTold: file.notices.some(({ isHeard }) => isHeard),
    isHeard: file.hearing !== null,
    hasArgued: did('note-argument') || did('note-waiver') || did('file-argument'),
    isDiscussed: did('discuss'),
    isFined: outcome?.kind === 'penalty' && outcome.items.some(({ kind }) => kind === 'fine'),
    // What a court has collected has the court's papers (执行材料), no receipt of the party.
    isPaid: did('note-payment'),
    hasEvidence: file.evidence.length > 0,
  };
}

function penaltyHas({ file, acts, documents, publication }: CaseMatter): string[] {
  return [
    ...acts.flatMap(({ act }) => ACT_PAPERS[act]),
    ...documents.map(({ form }) => paperOfForm(form)),
    ...(file.evidence.length > 0 ? ['evidence'] : []),
    ...(file.evidence.some(({ files }) => files.length > 0) ? ['originals'] : []),
    ...publicationHas(publication),
  ];
}

function publicationHas({ snapshots, objections }: Publication): string[] {
  return [...(snapshots.length > 0 ? ['publication'] : []), ...(objections.length > 0 ? ['objection'] : [])];
}

function standing(documents: readonly RegisteredDocument[]): RegisteredDocument[] {
  return documents.filter(({ end }) => end === null);
}

async function countReports(tx: ReadTx, order: StoredOrder): Promise<number> {
  const ids = order.items.map(({ findingId }) => findingId);
  if (ids.length === 0) return 0;
  const { count } = await tx.db
    .selectFrom('rectification_report')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', 'in', ids)
    .executeTakeFirstOrThrow();
  return Number(count);
}
