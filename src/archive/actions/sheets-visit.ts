/** Sheets of a visit: how it was drawn, why it could not be, what was published, which pictures there are. @module */
import type { DrawRow } from '../../draw/reads/progress.ts';
import { CONCLUSIONS } from '../../inspection/types/visit.ts';
import { dayOf } from '../../core/clock.ts';
import { sentenceTime } from '../../core/calendar/sentences.ts';
import { sheetPdf, type Row, type Sheet } from '../documents/sheet.ts';
import type { VisitMatter } from '../reads/course.ts';
import type { InspectionPaper, PenaltyPaper } from '../rules/requirements.ts';
import type { DrawPaper } from '../rules/requirements-draw.ts';
import type { House } from './collect.ts';
import type { Piece } from './pieces.ts';

export interface MediaLine {
  readonly path: string;
  readonly label: string;
  readonly takenAt: string;
  readonly caption: string;
  readonly sha256: string;
  /** Who attached it; '' for what came from a phone with the record. */
  readonly by: string;
}

export function pieceOf(
  house: House,
  requirement: InspectionPaper | PenaltyPaper | DrawPaper,
  sheet: Omit<Sheet, 'organ' | 'isDemo'>,
  responsible = house.name,
): Piece {
  const bytes = sheetPdf({ ...sheet, organ: house.name, isDemo: house.isDemo });
  return { requirement, title: sheet.title, number: '', responsible, dated: sheet.on, bytes };
}

export function unitOf({ visit }: VisitMatter): Row[] {
  return [
    ['被检查单位', visit.row.enterprise_name],
    ['统一社会信用代码', visit.row.credit_code],
  ];
}

/** 抽取记录 of this enterprise; the record of the whole draw is in its own file and in its public bundle. */
export function drawSheet(
  house: House,
  matter: VisitMatter,
  draw: DrawRow,
  outcome: { readonly resultHash: string } | undefined,
): Piece {
  const { visit } = matter;
  const at = draw.announced_at ?? draw.updated_at;
  return pieceOf(house, 'draw-record', {
    title: '抽取记录',
    on: dayOf(at),
    facts: [
      ...unitOf(matter),
      ['抽取', draw.name],
      ['抽取编号', draw.public_id],
      ['公告时间', sentenceTime(at)],
      ['公告指纹', draw.announcement_hash ?? ''],
      ['结果指纹', outcome?.resultHash ?? ''],
      ['检查组', visit.team.map(({ name, number }) => `${name}（${number}）`).join('、')],
    ],
    note: '抽取的名录、承诺、熵源和结果在该次抽取的验证包中，任何人可以重新计算；有关留痕及其入册证明见“留痕”目录。',
  });
}

export function impossibleSheet(house: House, matter: VisitMatter): Piece {
  const { visit } = matter;
  return pieceOf(house, 'impossible', {
    title: '无法实施检查的情况说明',
    on: dayOf(visit.row.updated_at),
    facts: [
      ...unitOf(matter),
      ['情形', visit.conclusion === null ? '' : CONCLUSIONS[visit.conclusion]],
      ['情况说明', visit.returnReason ?? ''],
    ],
  });
}

/** The public copy in words. */
export function publicRows(content: unknown): Row[] {
  const { conclusion, findings } = content as {
    readonly conclusion: keyof typeof CONCLUSIONS;
    readonly findings: readonly { readonly number: number; readonly text: string }[];
  };
  return [['检查结论', CONCLUSIONS[conclusion]], ...findings.map(({ number, text }): Row => [`问题 ${number}`, text])];
}

export function mediaSheet(house: House, matter: VisitMatter, lines: readonly MediaLine[]): Piece {
  const on = matter.visit.signedOn ?? dayOf(matter.visit.row.updated_at);
  return pieceOf(house, 'media', {
    title: '影像资料清单',
    on,
    facts: unitOf(matter),
    table: {
      columns: [
        ['文件', 20],
        ['种类', 16],
        ['时间', 24],
        ['说明', 40],
        ['SHA-256', 62],
      ],
      rows: lines.map(({ path, label, takenAt, caption, sha256, by }) => [
        path,
        label,
        takenAt,
        [caption, by].filter(Boolean).join('　'),
        `${sha256.slice(0, 32)} ${sha256.slice(32)}`,
      ]),
      none: '没有影像资料',
    },
  });
}
