/** 检查卷: the documents that were issued, sheets for what exists only as rows, pictures and films as they came. @module */
import { staffNames } from '../../bureau/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { UPLOAD_KINDS } from '../../core/uploads/kinds.ts';
import { openUpload } from '../../core/uploads/receive.ts';
import { findDraw } from '../../draw/reads/progress.ts';
import { findOutcome } from '../../draw/reads/result.ts';
import { listEvidence } from '../../inspection/reads/evidence.ts';
import { readVisitFile } from '../../inspection/reads/documents.ts';
import { PAPER_KINDS } from '../../inspection/types/documents.ts';
import { listFileDeeds, publicationSubjects, type Subject } from '../reads/log.ts';
import { readVisitMatter, type VisitMatter } from '../reads/course.ts';
import { isImpossible } from '../../inspection/rules/signing.ts';
import type { Files, House } from './collect.ts';
import { looseOf, sourceOf, type Collected, type Loose, type Piece } from './pieces.ts';
import { afterSheets } from './sheets-after.ts';
import { publicationSheets } from './sheets-publication.ts';
import { drawSheet, mediaSheet, impossibleSheet, publicRows, unitOf, type MediaLine } from './sheets-visit.ts';

/** Of a draw the deeds that made its result public; its whole log is in the bundle of the draw. */
const DRAW_KINDS = ['draw.announce', 'draw.complete', 'draw.confirm', 'draw.release', 'draw.open'];

export async function collectVisit(tx: ReadTx, runtime: Files, house: House, inspectionId: string): Promise<Collected> {
  const matter = await readVisitMatter(tx, inspectionId);
  const { visit, order, rounds, hazards, publication } = matter;
  const draw = await findDraw(tx, visit.drawId);
  if (draw === undefined) throw new Error(`visit ${inspectionId} comes from no draw`);
  const media = await mediaOf(tx, runtime, matter);
  const names = await staffNames(
    tx,
    media.map(({ by }) => by),
  );
  const pieces: Piece[] = [
    drawSheet(house, matter, draw, await findOutcome(tx, visit.drawId)),
    ...(await issuedPieces(runtime, house, matter)),
    ...afterSheets(house, matter, await listReportsOf(tx, matter)),
    ...(isImpossible(visit) ? [impossibleSheet(house, matter)] : []),
    ...(await publicationSheets(tx, house, publication, { facts: unitOf(matter), words: publicRows })),
    ...(media.length > 0
      ? [
          mediaSheet(
            house,
            matter,
            media.map((line) => ({ ...line, by: names.get(line.by) ?? line.by })),
          ),
        ]
      : []),
  ];
  const record = visit.row.record;
  const served = order?.row.document ?? null;
  return {
    kind: 'inspection',
    pieces,
    media: media.map(({ loose }) => loose),
    sources: [
      sourceOf('检查', '检查全部数据（源数据）', await readVisitFile(tx, visit, { asSigned: true })),
      ...(record === null ? [] : [looseOf('数据/检查记录.json', '签字的检查记录（签字所签的字节）', record)]),
      ...(served === null ? [] : [looseOf('数据/责令整改.json', '责令整改（送达所依据的字节）', served)]),
      ...(order === undefined
        ? []
        : [sourceOf('整改', '整改、复查（源数据）', { items: order.items, service: order.row.service, rounds })]),
      ...(hazards.length === 0
        ? []
        : [
            sourceOf(
              '重大隐患',
              '重大事故隐患（源数据）',
              hazards.map(({ hazard }) => withoutBytes(hazard.row)),
            ),
          ]),
      ...(publication.snapshots.length === 0 ? [] : [sourceOf('公示', '公示内容（源数据）', publication.snapshots)]),
    ],
    deeds: await listFileDeeds(tx, subjectsOf(matter)),
  };
}

function subjectsOf({ visit, findings, order, hazards, publication }: VisitMatter): Subject[] {
  return [
    { type: 'draw', id: visit.drawId, kinds: DRAW_KINDS },
    { type: 'inspection', id: visit.inspectionId },
    ...findings.map(({ findingId }) => ({ type: 'finding', id: findingId })),
    ...(order === undefined ? [] : [{ type: 'rectification', id: order.orderId }]),
    ...hazards.map(({ hazard }) => ({ type: 'hazard', id: hazard.hazardId })),
    ...publicationSubjects(publication),
  ];
}

/** To the byte as they were issued. */
async function issuedPieces(runtime: Files, house: House, { documents, hazards }: VisitMatter): Promise<Piece[]> {
  const papers: readonly string[] = PAPER_KINDS;
  const own = documents.map((document) => ({
    document,
    requirement: document.form !== 'service' && papers.includes(document.form) ? 'interview' : document.form,
  }));
  const ofHazards = hazards.flatMap((each) => each.documents.map((document) => ({ document, requirement: 'hazard' })));
  const pieces: Piece[] = [];
  for (const { document, requirement } of [...own, ...ofHazards])
    pieces.push({
      requirement,
      title: document.title,
      number: document.number,
      responsible: house.name,
      dated: document.issuedOn,
      bytes: await runtime.files.get(document.sha256),
    });
  return pieces;
}

/** Pictures and films as the camera made them, and what else was enclosed: an archive keeps originals. */
async function mediaOf(
  tx: ReadTx,
  runtime: Files,
  { visit, photos }: VisitMatter,
): Promise<(MediaLine & { readonly loose: Loose })[]> {
  const rows = (await listEvidence(tx, visit.inspectionId)).filter(({ withdrawReason }) => withdrawReason === null);
  const known = new Map(rows.map((row) => [row.sha256, row]));
  const papers = rows.filter(({ format }) => UPLOAD_KINDS[format].group === 'document');
  const all = [...photos, ...papers.map((row) => ({ ...row, takenAt: row.takenAt ?? row.cameraTime }))];
  const sizes = await sizesOf(
    tx,
    all.map(({ sha256 }) => sha256),
  );
  return all.map(({ sha256, format, takenAt, caption }, n) => {
    const path = `原件/${String(n + 1).padStart(3, '0')}.${UPLOAD_KINDS[format].endings[0]}`;
    const size = sizes.get(sha256) ?? 0;
    return {
      path,
      label: UPLOAD_KINDS[format].label,
      takenAt: takenAt ?? '',
      caption,
      sha256,
      by: known.get(sha256)?.attachedBy ?? '',
      loose: {
        path,
        title: caption === '' ? UPLOAD_KINDS[format].label : caption,
        sha256,
        size,
        load: () => openUpload(tx, runtime, sha256),
      },
    };
  });
}

async function sizesOf(tx: ReadTx, hashes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (hashes.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('upload')
    .select(['sha256', 'size'])
    .where('bureau_id', '=', tx.bureauId)
    .where('sha256', 'in', hashes)
    .execute();
  return new Map(rows.map(({ sha256, size }) => [sha256, size]));
}

async function listReportsOf(tx: ReadTx, { order }: VisitMatter) {
  const ids = (order?.items ?? []).map(({ findingId }) => findingId);
  if (ids.length === 0) return [];
  return tx.db
    .selectFrom('rectification_report')
    .select(['finding_id as findingId', 'content', 'at', 'return_reason as returnReason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('finding_id', 'in', ids)
    .orderBy('at')
    .orderBy('report_id')
    .execute();
}

/** Bytes stand for themselves in other files; in JSON they would be a list of numbers. */
function withoutBytes(row: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => !Buffer.isBuffer(value)));
}
