/** 抽取卷: what was announced and signed, sheets for what exists only as rows, and the proof bundle to the byte. @module */
import type { ReadTx } from '../../core/transact.ts';
import { dayOf } from '../../core/clock.ts';
import { changesPdf } from '../../draw/documents/changes.ts';
import { noticePdf } from '../../draw/documents/notice.ts';
import { recordPdf } from '../../draw/documents/record.ts';
import { readChanges } from '../../draw/reads/changes.ts';
import { readPlanDocument } from '../../draw/reads/draws.ts';
import { readNotice } from '../../draw/reads/notice.ts';
import { readRecord } from '../../draw/reads/record.ts';
import { readDrawMatter, type DrawMatter } from '../reads/course-draw.ts';
import { listFileDeeds } from '../reads/log.ts';
import type { Files, House } from './collect.ts';
import { looseOf, sourceOf, type Collected, type Loose, type Piece } from './pieces.ts';
import {
  changeSheet,
  logSheet,
  publicationSheet,
  resultSheet,
  signatureSheet,
  voidSheet,
  witnessSheet,
} from './sheets-draw-after.ts';
import { bundleName, bundleSheet, configSheet, planSheet, snapshotSheet, sourcesSheet } from './sheets-draw.ts';

/** What of the plan decided the draw, in the log. */
const PLAN_KINDS = ['plan.submit', 'plan.endorse', 'plan.approve', 'plan.publish', 'plan.approve-exception'];

export async function collectDraw(tx: ReadTx, runtime: Files, house: House, drawId: string): Promise<Collected> {
  const matter = await readDrawMatter(tx, drawId);
  const { draw, outcome, bundle, deeds } = matter;
  const pieces: Piece[] = [
    await planSheet(tx, house, matter),
    configSheet(house, matter),
    await announcementPiece(tx, house, matter),
    await snapshotSheet(tx, house, matter),
    ...(outcome === undefined ? [] : [await sourcesSheet(tx, house, matter)]),
    ...(bundle === undefined ? [] : [bundleSheet(house, matter, bundle)]),
    ...(await recordPieces(tx, runtime, house, matter)),
    ...(outcome === undefined ? [] : [await resultSheet(tx, house, matter, outcome)]),
    ...(await changePieces(tx, house, matter)),
    ...(draw.voided_at === null ? [] : [await voidSheet(tx, house, matter)]),
    await publicationSheet(tx, house, matter),
    await logSheet(tx, house, matter),
    ...(await witnessSheet(tx, house, matter)),
  ];
  const seqs = new Set(deeds.map(({ seq }) => seq));
  const logged = await listFileDeeds(tx, [
    { type: 'plan', id: draw.plan_id, kinds: PLAN_KINDS },
    { type: 'draw', id: drawId },
  ]);
  return {
    kind: 'draw',
    pieces,
    media: [],
    sources: [
      looseOf('数据/年度计划.json', '年度计划（公告中的计划指纹所对的字节）', await readPlanDocument(tx, draw.plan_id)),
      ...(draw.announcement === null
        ? []
        : [looseOf('数据/抽取公告.json', '抽取公告（公告指纹所对的字节）', draw.announcement)]),
      sourceOf('抽取方案', '抽取方案（源数据）', draw.config),
      ...(outcome === undefined
        ? []
        : [
            looseOf('数据/抽取结果.json', '抽取结果（结果指纹所对的字节）', outcome.resultBytes),
            looseOf('数据/抽取结果明细.json', '抽取结果明细', outcome.detailsBytes),
          ]),
      ...bundleFile(runtime, matter),
    ],
    deeds: logged.filter(({ seq, kind }) => kind.startsWith('plan.') || seqs.has(seq)),
  };
}

/** Whoever opens the volume checks the draw with this file alone. */
function bundleFile(runtime: Files, { draw, bundle }: DrawMatter): Loose[] {
  if (bundle === undefined) return [];
  return [
    {
      path: `数据/${bundleName(draw.public_id)}`,
      title: '验证包（任何人可以据此重新计算）',
      sha256: bundle.sha256,
      size: bundle.bytes,
      load: () => runtime.files.get(bundle.sha256),
    },
  ];
}

/** As it was put up. */
async function announcementPiece(tx: ReadTx, house: House, { draw }: DrawMatter): Promise<Piece> {
  const notice = await readNotice(tx, draw);
  if (notice === undefined) throw new Error(`draw ${draw.draw_id} is public without an announcement`);
  return {
    requirement: 'announcement',
    title: '随机抽取公告',
    number: '',
    responsible: house.name,
    dated: dayOf(notice.announcedAt),
    bytes: noticePdf(notice),
  };
}

/** The bytes that were signed, and who signed them. Without a signature: as they would be signed. */
async function recordPieces(tx: ReadTx, runtime: Files, house: House, matter: DrawMatter): Promise<Piece[]> {
  const { draw, record } = matter;
  const content = await readRecord(tx, draw, 'internal');
  if (content === undefined) return [];
  const own = {
    requirement: 'record',
    title: '抽取记录表',
    number: '',
    responsible: house.name,
    dated: dayOf(content.confirmedAt),
    bytes: record === undefined ? recordPdf(content) : await runtime.files.get(record.sha256),
  };
  return record === undefined ? [own] : [own, signatureSheet(house, matter, record.sha256)];
}

/** The page that is added to a signed record, and every request with what came of it. */
async function changePieces(tx: ReadTx, house: House, matter: DrawMatter): Promise<Piece[]> {
  if (matter.substitutions.length === 0) return [];
  const content = await readChanges(tx, matter.draw, 'internal');
  const sheet = await changeSheet(tx, house, matter);
  if (content === undefined) return [sheet];
  const page = {
    requirement: 'change',
    title: '抽取记录表附页（结果之后的替换）',
    number: '',
    responsible: house.name,
    dated: dayOf(content.at),
    bytes: changesPdf(content),
  };
  return [page, sheet];
}
