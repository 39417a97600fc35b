/** 抽取公告 as a PDF to print and put up. @module */
import { readFileSync } from 'node:fs';
import { renderSVG } from 'uqr';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { renderPdf, type DocumentData } from '../../core/documents/render.ts';
import type { NoticeContent } from '../types/notice.ts';
import { chance, exclusionName, LISTS, sourceTitle } from '../rules/words.ts';

const TEMPLATE = readFileSync(new URL('notice.typ', import.meta.url), 'utf8');

export function noticePdf(notice: NoticeContent): Uint8Array {
  return renderPdf({
    template: TEMPLATE,
    title: `随机抽取公告 ${notice.publicId}`,
    footer: `${notice.bureau}　随机抽取公告　${notice.publicId}`,
    at: notice.announcedAt,
    data: dataOf(notice),
  });
}

function dataOf(notice: NoticeContent): DocumentData {
  const url = `${notice.address}/draws/${notice.publicId}`;
  const excluded = Object.entries(notice.excluded);
  return {
    bureau: notice.bureau,
    number: `第 ${notice.seq} 号　编号 ${notice.publicId}`,
    'demo-line': notice.isDemo ? '演示数据' : '',
    paragraphs: [
      `我局定于${sentenceTime(notice.revealBy)}前公开产生随机数，从名录中随机抽取${notice.name}的检查对象 ${notice.k} 家，并随机编组检查人员，于${sentenceDate(notice.inspectFrom)}至${sentenceDate(notice.inspectTo)}检查，${notice.openBy === null ? `${sentenceTime(notice.resultBy)}前公布结果` : `检查完毕后公开结果，最迟${sentenceTime(notice.openBy)}`}。`,
      '名单、名额和规则已在随机数产生之前冻结并公布。结果由本公告、下列名单和随机数唯一算出，谁操作、操作几次都相同，不能选择，也不能重来。',
      ...(notice.openBy === null
        ? []
        : [
            '本次抽取封存：两个持有方的编码在检查首日上午交出，结果随即算出并以指纹写入公开日志，公开之前不公布抽中了谁。被检查的单位可在门口扫码核验。',
          ]),
      ...(notice.replaces === null
        ? []
        : [`本次抽取替代已作废的抽取 ${notice.replaces}，作废的抽取及其结果仍然公开。`]),
    ],
    lists: [
      ['企业', `名录 ${notice.listed} 家，可以抽取 ${notice.eligible} 家，抽取 ${notice.k} 家`],
      [
        '排除',
        excluded.length === 0
          ? '没有排除'
          : excluded.map(([reason, count]) => `${exclusionName(reason)} ${count} 家`).join('、'),
      ],
      ['检查人员', `执法人员 ${notice.officers} 人，专家 ${notice.experts} 人`],
      ['名录冻结', sentenceTime(notice.frozenAt)],
    ],
    strata: notice.strata.map(({ name, eligible, quota }) => [
      name,
      String(eligible),
      String(quota),
      chance(quota, eligible),
    ]),
    sources: notice.sources.map((source) => [sourceTitle(source), source.commitment ?? '']),
    roots: Object.entries(notice.roots).map(([list, { root, size }]) => [LISTS[list] ?? list, String(size), root]),
    hash: notice.announcementHash,
    verify: `每家企业可在 ${url} 查询自己在名单中的位置；结果公布后，任何人可下载验证包，在自己的电脑上重新计算。`,
    qr: renderSVG(url, { border: 0 }),
    day: sentenceDate(notice.announcedAt),
  };
}
