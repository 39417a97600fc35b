/** The words of a 通报, for its PDF and its Word file alike. @module */
import { sentenceDate } from '../../core/calendar/sentences.ts';
import { SAFETY_DOMAINS } from '../../directory/types/vocabulary.ts';
import type { BulletinContent, BulletinView } from '../types/feedback.ts';

export interface BulletinText {
  readonly mark: string;
  readonly organ: string;
  readonly number: string;
  readonly title: readonly string[];
  readonly to: string;
  readonly lead: string;
  readonly problems: readonly {
    readonly name: string;
    readonly units: number;
    readonly percent: string;
    readonly share: number;
  }[];
  readonly none: string;
  readonly streets: readonly (readonly string[])[];
  readonly domains: readonly (readonly string[])[];
  readonly demand: readonly string[];
  readonly day: string;
}

export const STREET_HEADS = ['街镇', '检查家数', '有问题家数', '问题条数', '其中重大', '已整改条数'] as const;
export const DOMAIN_HEADS = ['行业领域', '检查家数', '有问题家数', '问题条数', '其中重大', '已整改条数'] as const;

export function bulletinText({ content, number, issuedOn, replyBy }: BulletinView): BulletinText {
  const { bureau, draw, all, problems, thresholds, subdistricts, domains } = content;
  const standard = `占检查家数 ${thresholds.percent}% 以上，或者达到 ${thresholds.units} 家`;
  return {
    mark: content.isDemo ? '演示数据，不是正式公文' : '',
    organ: bureau,
    number,
    title: [`${bureau}关于${draw.name}`, '普遍性问题的通报'],
    to: '各街镇，各有关部门，各科室：',
    lead: `${draw.name}已检查${all.visited}家，其中${all.withFindings}家存在问题，共${all.findings}条，重大事故隐患${all.major}条，截至${sentenceDate(content.asOf)}已整改${all.settled}条。同一事项${standard}的，认定为普遍性问题。现将普遍性问题和各街镇情况通报如下。`,
    problems: problems.map(({ name, units, share }) => ({ name, units, percent: percentOf(share), share })),
    none: '本批检查没有达到认定标准的普遍性问题。',
    streets: subdistricts.map(({ name, ...figures }) => [name, ...figureCells(figures)]),
    domains: domains.map(({ domain, ...figures }) => [SAFETY_DOMAINS[domain], ...figureCells(figures)]),
    demand: [
      '请各街镇、各有关部门对照通报的普遍性问题，组织辖区、行业内的生产经营单位自查自改；有关科室在执法检查中重点核查。',
      replyBy === null
        ? `请于印发之日起${thresholds.replyDays}日内书面回复整改落实情况。`
        : `请于${sentenceDate(replyBy)}前书面回复整改落实情况。`,
    ],
    day: issuedOn === null ? '（未印发）' : sentenceDate(issuedOn),
  };
}

/** Hundredths of a percent, to one decimal, never rounded up. */
export function percentOf(share: number): string {
  return `${Math.floor(share / 10) / 10}%`;
}

function figureCells(figures: BulletinContent['all']): string[] {
  const { visited, withFindings, findings, major, settled } = figures;
  return [visited, withFindings, findings, major, settled].map(String);
}
