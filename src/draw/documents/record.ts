/** 抽取记录表 as a PDF: with names for the file of the office, with numbers only for the public. @module */
import { SKIP_REASONS } from '../types/means.ts';
import { readFileSync } from 'node:fs';
import { renderSVG } from 'uqr';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import { renderPdf, type DocumentData } from '../../core/documents/render.ts';
import { RECORD_SIGNERS, type RecordContent, type RecordSkip, type RecordSource } from '../types/record.ts';
import { chance, exclusionName, LISTS, sourceTitle } from '../rules/words.ts';

const TEMPLATE = readFileSync(new URL('record.typ', import.meta.url), 'utf8');

export function recordPdf(record: RecordContent): Uint8Array {
  return renderPdf({
    template: TEMPLATE,
    title: `抽取记录表 ${record.publicId}`,
    footer: `${record.bureau}　抽取记录表　${record.publicId}`,
    at: record.confirmedAt,
    data: dataOf(record),
  });
}

function dataOf(record: RecordContent): DocumentData {
  const url = `${record.address}/draws/${record.publicId}`;
  return {
    bureau: record.bureau,
    'readership-line':
      record.readership === 'internal' ? '内部存档，含人员姓名，不公开' : '公开版，人员只列执法证号或名录编号',
    'demo-line': record.isDemo ? '演示数据' : '',
    qr: renderSVG(url, { border: 0 }),
    basics: [
      ['抽取', record.name],
      ['编号', record.publicId],
      ['年度与批次', `${record.year} 年度，任务 ${record.task}，第 ${record.batch} 批`],
      ['公告', `第 ${record.seq} 号，${sentenceTime(record.announcedAt)}公布`],
      ['名录冻结', sentenceTime(record.frozenAt)],
      ['算出结果', sentenceTime(record.drawnAt)],
      ['确认结果', sentenceTime(record.confirmedAt)],
      ['计划检查日期', `${sentenceDate(record.inspectFrom)}至${sentenceDate(record.inspectTo)}`],
    ],
    lists: [
      ['企业', `名录 ${record.listed} 家，可以抽取 ${record.eligible} 家，抽取 ${record.k} 家（${record.kRule}）`],
      ['执法人员', `检查日期内可派 ${record.officers} 人`],
      ['专家', `检查日期内可派 ${record.experts} 人`],
    ],
    excluded: Object.entries(record.excluded).map(([reason, count]) => [exclusionName(reason), String(count)]),
    roots: Object.entries(record.roots).map(([list, { root, size }]) => [LISTS[list] ?? list, String(size), root]),
    sources: record.sources.map((source) => [sourceTitle(source), linesOf(source)]),
    strata: record.strata.map(({ name, eligible, quota }) => [
      name,
      String(eligible),
      String(quota),
      chance(quota, eligible),
    ]),
    picks: [...Map.groupBy(record.picks, ({ stratum }) => stratum)].map(([stratum, picks]) => [
      `${stratum}，${picks.length} 家`,
      picks.map(({ rank, name, id, officers, experts }) => [
        String(rank),
        name,
        id,
        officers.map(memberWords),
        experts.map(memberWords),
      ]),
    ]),
    visits: record.visits.map(({ enterprise, day, vehicles, devices }) => [
      enterprise,
      day === null ? '未排日期' : sentenceDate(day),
      vehicles.length === 0 ? '—' : vehicles.join('、'),
      [...devices],
    ]),
    'formation-line':
      record.formation === null
        ? ''
        : `编组 ${record.formation.teams.length} 组，第 ${record.formation.tries} 次编成。`,
    teams: (record.formation?.teams ?? []).map(({ id, members, enterprises }) => [
      id,
      members.map(memberWords),
      enterprises.join('、') || '—',
    ]),
    skips: record.skips.map(({ enterprise, seat, skipped, chosen }) => [
      enterprise,
      `第 ${seat + 1} 席`,
      skippedLines(skipped),
      memberWords(chosen),
    ]),
    notes: [
      ...(record.relaxed === null ? [] : [`按公告的规则放宽：每人上限 ${record.relaxed.replace('cap', '')} 家。`]),
      ...record.unfilled.map(
        ({ kind, enterprise, seat }) =>
          `没有排到的${UNFILLED[kind]}：${enterprise}，第 ${seat + 1} ${kind === 'expert' ? '席' : '项'}。`,
      ),
      ...record.unplaced.map((enterprise) => `没有排到日期：${enterprise}。`),
    ],
    proof: [
      ['公告指纹', record.announcementHash, true],
      ['结果指纹', record.resultHash, true],
      ['日志', `${record.checkpoint.origin}，前 ${record.checkpoint.size} 条`, false],
      ['日志树根', record.checkpoint.root, true],
      ['核验', `${url} 下载验证包，在自己的电脑上重新计算`, false],
    ],
    signers: record.readership === 'internal' ? Object.values(RECORD_SIGNERS) : [],
  };
}

const UNFILLED = { expert: '专家席位', vehicle: '车辆', device: '装备' } as const;

function linesOf({ commitment, value, type }: RecordSource): DocumentData {
  const isHash = type === 'commit' || type === 'otc';
  return [
    ...(commitment === null ? [] : [['承诺', commitment, true]]),
    value === null ? ['取值', '未在时限内揭示，按公告的规则以空值计入', false] : ['取值', value, isHash],
  ];
}

/** One line for each reason, people in the order they came before. */
function skippedLines(skipped: RecordSkip['skipped']): string[] {
  return [...Map.groupBy(skipped, ({ reason }) => reason)].map(
    ([reason, people]) => `${people.map(({ id, name }) => name ?? id).join('、')}（${SKIP_REASONS[reason]}）`,
  );
}

function memberWords({ id, name }: { readonly id: string; readonly name: string | null }): string {
  return name === null ? id : `${name}　${id}`;
}
