/** Sheets of a draw up to its result: the plan it rests on, what was configured, what was fixed beforehand, what was drawn with. @module */
import { staffNames } from '../../bureau/reads.ts';
import { dayOf } from '../../core/clock.ts';
import { sentenceDate, sentenceTime } from '../../core/calendar/sentences.ts';
import type { ReadTx } from '../../core/transact.ts';
import type { DrawRow } from '../../draw/reads/progress.ts';
import { announcedSources } from '../../draw/reads/record.ts';
import type { StoredBundle } from '../../draw/reads/result.ts';
import { listCommitments, listReveals, readSourceValues } from '../../draw/reads/sources.ts';
import { exclusionName, LISTS, sourceTitle } from '../../draw/rules/words.ts';
import { BALANCES, MODES, PARTIES, type DrawConfig } from '../../draw/types.ts';
import { findPlan } from '../../plan/reads.ts';
import { listSignatures } from '../../plan/reads/approval.ts';
import { SIGNATURE_STEPS } from '../../plan/types/approval.ts';
import type { Row } from '../documents/sheet.ts';
import type { DrawMatter } from '../reads/course-draw.ts';
import type { House } from './collect.ts';
import type { Piece } from './pieces.ts';
import { pieceOf } from './sheets-visit.ts';

/** Hundredths of a per cent. */
const percent = (ratio: number): string => `${ratio / 100}%`;

export function drawFacts({ name, public_id: publicId }: DrawRow): Row[] {
  return [
    ['抽取', name],
    ['抽取编号', publicId],
  ];
}

/** What of the plan decided the draw, and who approved it; the plan itself lies beside it to the byte. */
export async function planSheet(tx: ReadTx, house: House, { draw }: DrawMatter): Promise<Piece> {
  const plan = await findPlan(tx, draw.plan_id);
  if (plan === undefined) throw new Error(`draw ${draw.draw_id} has no plan`);
  const { content, universe } = plan;
  const signatures = await listSignatures(tx, draw.plan_id);
  const names = await staffNames(
    tx,
    signatures.map(({ signedBy }) => signedBy),
  );
  return pieceOf(house, 'plan', {
    title: '抽查计划（摘录）和审批',
    on: plan.approvedOn ?? dayOf(draw.created_at),
    facts: [
      ...drawFacts(draw),
      ['计划', content.title],
      ['年度和版本', `${plan.year} 年度，第 ${plan.version} 版`],
      ['抽查比例', percent(content.ratio)],
      ['计划抽查', `${content.count} 家（名录 ${universe.size} 家）`],
      ['检查时间', `${sentenceDate(content.windowFrom)}至${sentenceDate(content.windowTo)}`],
      ['依据', content.basisDocuments.map(({ name, number }) => `${name}（${number}）`).join('；')],
      ['批准日期', plan.approvedOn === null ? '' : sentenceDate(plan.approvedOn)],
      ['批复文号', plan.approvalDocument ?? ''],
      ['公开日期', plan.publishedOn === null ? '' : sentenceDate(plan.publishedOn)],
      ['计划指纹', plan.hash],
    ],
    table: {
      title: '审签',
      columns: [
        ['步骤', 20],
        ['人员', 24],
        ['时间', 40],
        ['意见', 40],
        ['所签内容的指纹', 60],
      ],
      rows: signatures.map(({ step, signedBy, signedAt, opinion, hash }) => [
        SIGNATURE_STEPS[step],
        names.get(signedBy) ?? signedBy,
        sentenceTime(signedAt),
        opinion ?? '',
        hash,
      ]),
      none: '没有审签记录',
    },
  });
}

export function configSheet(house: House, { draw }: DrawMatter): Piece {
  const { config } = draw;
  return pieceOf(house, 'config', {
    title: '抽取方案',
    on: dayOf(draw.frozen?.frozenAt ?? draw.created_at),
    facts: [
      ...drawFacts(draw),
      ['批次', `${draw.year} 年度，任务 ${draw.task}，第 ${draw.batch} 批`],
      ['公开方式', MODES[config.mode]],
      ['抽取数量', sizeWords(config.size)],
      ['计划检查日期', `${sentenceDate(config.inspectFrom)}至${sentenceDate(config.inspectTo)}`],
      ['揭示期限', sentenceTime(config.revealBy)],
      ['结果期限', sentenceTime(config.resultBy)],
      ['公开期限', config.openBy === undefined ? '' : sentenceTime(config.openBy)],
      ['每人上限', `执法人员 ${config.officerCap} 家，专家 ${config.expertCap} 家；${BALANCES[config.balance]}`],
      ['同一企业本年度抽中', `至多 ${config.frequencyCap} 次`],
      ['抽查事项', config.itemCodes.join('、')],
      ['算法', config.suite],
      ...config.exclusions.map(({ creditCode, reason, ref }): Row => [
        '排除',
        `${creditCode}，${exclusionName(reason)}（${ref}）`,
      ]),
    ],
    table: {
      title: '分层',
      columns: [
        ['分层', 60],
        ['权数', 20],
        ['最少', 20],
        ['最多', 20],
        ['执法人员', 30],
        ['专家', 30],
      ],
      rows: config.strata.map(({ name, rate, min, max, seats, experts }) => [
        name,
        String(rate),
        String(min),
        max === undefined ? '不限' : String(max),
        `${seats.length} 席`,
        `${experts.length} 席`,
      ]),
      none: '没有分层',
    },
  });
}

function sizeWords(size: DrawConfig['size']): string {
  switch (size.by) {
    case 'plan':
      return '按年度计划';
    case 'count':
      return `${size.count} 家`;
    case 'ratio':
      return `可以抽取的企业的 ${percent(size.ratio)}`;
  }
}

/** 快照和承诺: what was fixed before anything was random. */
export async function snapshotSheet(tx: ReadTx, house: House, { draw }: DrawMatter): Promise<Piece> {
  const { frozen } = draw;
  if (frozen === null) throw new Error(`draw ${draw.draw_id} is public without a frozen list`);
  const { roster, officers, experts, vehicles, devices, bookings, conflicts, expertConflicts } = frozen;
  const lists = { roster, officers, experts, vehicles, devices, conflicts, expertConflicts, bookings };
  const commitments = await listCommitments(tx, draw.draw_id);
  const names = await staffNames(
    tx,
    commitments.map(({ staffId }) => staffId),
  );
  return pieceOf(house, 'snapshot', {
    title: '名录快照和承诺',
    on: dayOf(frozen.frozenAt),
    facts: [
      ...drawFacts(draw),
      ['名录冻结', sentenceTime(frozen.frozenAt)],
      ['企业', `名录 ${roster.size} 家，可以抽取 ${roster.eligible} 家，抽取 ${frozen.k} 家`],
      [
        '排除',
        Object.entries(roster.excluded)
          .map(([why, count]) => `${exclusionName(why)} ${count} 家`)
          .join('、'),
      ],
      ['计划指纹', frozen.planHash],
    ],
    sections: commitments.map(({ party, staffId, commitment, envelopes, at }) => ({
      heading: `${PARTIES[party]}的承诺`,
      rows: [
        ['承诺人', names.get(staffId) ?? staffId],
        ['时间', sentenceTime(at)],
        ['承诺', commitment],
        ['信封指纹', envelopes.join(' ')],
      ],
    })),
    table: {
      title: '名单的承诺',
      columns: [
        ['名单', 40],
        ['行数', 20],
        ['树根', 124],
      ],
      rows: Object.entries(lists).flatMap(([list, summary]) =>
        summary === undefined ? [] : [[LISTS[list] ?? list, String(summary.size), summary.root]],
      ),
      none: '没有名单',
    },
  });
}

/** 熵源: what the result was computed from. */
export async function sourcesSheet(tx: ReadTx, house: House, { draw, outcome }: DrawMatter): Promise<Piece> {
  const values = await readSourceValues(tx, draw.draw_id);
  const revealed = new Map((await listReveals(tx, draw.draw_id)).map(({ nonce, ...reveal }) => [nonce, reveal]));
  return pieceOf(house, 'sources', {
    title: '随机源取值',
    on: dayOf(outcome?.at ?? draw.updated_at),
    facts: drawFacts(draw),
    sections: announcedSources(draw.announcement ?? Buffer.alloc(0), values).map((source) => {
      const reveal = source.value === null ? undefined : revealed.get(source.value);
      return {
        heading: sourceTitle(source),
        rows: [
          ['承诺', source.commitment ?? ''],
          ['取值', source.value ?? '未在时限内揭示，按公告的规则以空值计入'],
          ['揭示', reveal === undefined ? '' : `${sentenceTime(reveal.at)}${reveal.recovered ? '，由信封恢复' : ''}`],
        ],
      };
    }),
  });
}

/** Below `数据/` of the volume. */
export function bundleName(publicId: string): string {
  return `验证包-${publicId}.zip`;
}

export function bundleSheet(house: House, { draw }: DrawMatter, bundle: StoredBundle): Piece {
  return pieceOf(house, 'bundle', {
    title: '验证包说明',
    on: dayOf(bundle.at),
    facts: [
      ...drawFacts(draw),
      ['文件', `数据/${bundleName(draw.public_id)}`],
      ['SHA-256', bundle.sha256],
      ['大小', `${bundle.bytes} 字节`],
      ['制作时间', sentenceTime(bundle.at)],
      ['见证', bundle.quorum === 0 ? '不要求见证，或者见证方尚未签署' : `每一步均有 ${bundle.quorum} 个见证方签署`],
    ],
    note: '核验：npx sunlot verify <文件>；没有本软件时，解开后用浏览器打开 ref/verify.html，或者 python3 ref/verify.py <文件>。',
  });
}
