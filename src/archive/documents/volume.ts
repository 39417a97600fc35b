/** What the archive itself puts into a volume: 封面, 卷内目录, 备考表 (48-form set 47 and 48), each as PDF/A. @module */
import { sentenceDate, tableDate } from '../../core/calendar/sentences.ts';
import {
  ASPECTS,
  PARTS,
  RETENTIONS,
  TEST_OUTCOMES,
  VOLUME_KINDS,
  type Part,
  type TestResult,
  type VolumeContent,
  type VolumeFace,
} from '../types/volume.ts';
import { sheetPdf } from './sheet.ts';

const pagesOf = ({ entries }: VolumeContent, part: Part): number =>
  entries.filter((entry) => entry.part === part).reduce((sum, { pages }) => sum + pages, 0);

export function factsOf(face: VolumeFace): [string, string][] {
  const { content } = face;
  return [
    ['全宗号', face.fonds],
    ['档号', face.archiveNumber],
    ['类别', VOLUME_KINDS[face.kind]],
    ['题名', face.title],
    ['当事人', face.party],
    ['统一社会信用代码', face.creditCode],
    ['立卷单位', face.organ],
    ['年度', String(face.year)],
    ['办结日期', sentenceDate(face.closedOn)],
    ['归档日期', sentenceDate(face.sealedOn)],
    ['保管期限', RETENTIONS[face.retention].title],
    ['保管到', face.keepUntil === null ? '' : sentenceDate(face.keepUntil)],
    ['密级', '非密（内部）'],
    ['正卷', `${content.entries.filter(({ part }) => part === 'main').length} 件 ${pagesOf(content, 'main')} 页`],
    ['副卷', innerWords(content)],
    ['影像等原件', content.media.length === 0 ? '' : `${content.media.length} 件`],
    ['版本', `第 ${face.version} 版`],
  ];
}

function innerWords(content: VolumeContent): string {
  const inner = content.entries.filter(({ part }) => part === 'inner').length;
  return inner === 0 ? '' : `${inner} 件 ${pagesOf(content, 'inner')} 页`;
}

/** 案卷（首页）. */
export function coverPdf(face: VolumeFace): Uint8Array {
  return sheetPdf({
    organ: face.organ,
    isDemo: face.isDemo,
    title: '案卷（首页）',
    number: face.archiveNumber,
    on: face.sealedOn,
    facts: factsOf(face),
    signers: ['立卷人', '检查人'],
  });
}

/** 卷内目录, of 正卷 and 副卷 one after the other. */
export function cataloguePdf(
  face: Omit<VolumeFace, 'sealedOn' | 'archiveNumber'> & { readonly archiveNumber: string; readonly sealedOn: string },
): Uint8Array {
  return sheetPdf({
    organ: face.organ,
    isDemo: face.isDemo,
    title: '卷内目录',
    number: face.archiveNumber,
    on: face.sealedOn,
    facts: [['题名', face.title]],
    table: {
      columns: [
        ['卷别', 12],
        ['序号', 10],
        ['文件名称', 52],
        ['文号', 44],
        ['责任者', 34],
        ['日期', 22],
        ['页号', 16],
      ],
      rows: face.content.entries.map(({ part, position, title, number, responsible, dated, firstPage, pages }) => [
        PARTS[part],
        String(position),
        title,
        number,
        responsible,
        tableDate(dated),
        pages === 1 ? String(firstPage) : `${firstPage}–${firstPage + pages - 1}`,
      ]),
      none: '没有文件',
    },
    note:
      face.content.media.length === 0 ? '' : `影像等原件 ${face.content.media.length} 件在“原件”目录，见影像资料清单。`,
  });
}

export interface Explained {
  readonly title: string;
  readonly reason: string;
  readonly by: string;
}

/** 卷内备考表: what is in the volume, what is not and why, how it was tested. */
export function remarksPdf(
  face: VolumeFace,
  explained: readonly Explained[],
  results: readonly TestResult[],
): Uint8Array {
  return sheetPdf({
    organ: face.organ,
    isDemo: face.isDemo,
    title: '卷内备考表',
    number: face.archiveNumber,
    on: face.sealedOn,
    facts: [
      [
        '本卷情况',
        `正卷 ${pagesOf(face.content, 'main')} 页，副卷 ${pagesOf(face.content, 'inner')} 页，留痕 ${face.content.deeds} 条`,
      ],
      ['更正说明', face.reason ?? ''],
      ['立卷', `${face.sealedBy}　${sentenceDate(face.sealedOn)}`],
    ],
    sections: explained.map(({ title, reason, by }) => ({
      heading: `缺件说明：${title}`,
      rows: [
        ['理由', reason],
        ['说明人', by],
      ] as const,
    })),
    table: { title: '归档四性检测', ...testTable(results) },
    signers: ['立卷人', '检查人'],
  });
}

export function testTable(results: readonly TestResult[]) {
  return {
    columns: [
      ['性质', 16],
      ['检测内容', 60],
      ['结果', 16],
      ['情况', 76],
    ] as const,
    rows: results.map(({ aspect, test, outcome, found }) => [ASPECTS[aspect], test, TEST_OUTCOMES[outcome], found]),
    none: '没有检测',
  };
}
