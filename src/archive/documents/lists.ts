/** 移交清单、销毁清册、四性检测报告 to print. @module */
import { sentenceDate, tableDate } from '../../core/calendar/sentences.ts';
import { LIST_KINDS, LIST_STATES } from '../types/after.ts';
import type { ArchiveListView, VolumeView } from '../types/views.ts';
import { MOMENTS, RETENTIONS } from '../types/volume.ts';
import { sheetPdf, type Row } from './sheet.ts';
import { testTable } from './volume.ts';

interface House {
  readonly name: string;
  readonly isDemo: boolean;
}

export function listPdf(house: House, list: ArchiveListView): Uint8Array {
  const isTransfer = list.kind === 'transfer';
  const { receipt } = list;
  return sheetPdf({
    organ: house.name,
    isDemo: house.isDemo,
    title: isTransfer ? '档案移交清单' : '档案销毁清册',
    on: list.madeOn,
    facts: [
      ['编制', `${list.madeBy}　${sentenceDate(list.madeOn)}`],
      ['数量', `${list.volumes.length} 卷 ${list.volumes.reduce((sum, { pages }) => sum + pages, 0)} 页`],
      [`${LIST_KINDS[list.kind]}指纹`, list.hash],
      ['状态', `${LIST_STATES[list.state]}${list.endedOn === null ? '' : `　${sentenceDate(list.endedOn)}`}`],
      ...(receipt === null
        ? []
        : ([
            ['接收单位', receipt.organ],
            ['接收人', receipt.receiver],
            ['接收文据', receipt.number],
            ['接收日期', sentenceDate(receipt.on)],
          ] as Row[])),
      ...list.signatures.map(({ name, at }): Row => ['监销人', `${name}　${sentenceDate(at.slice(0, 10))} 已签字`]),
    ],
    table: {
      columns: isTransfer
        ? [
            ['序号', 10],
            ['档号', 44],
            ['题名', 60],
            ['年度', 14],
            ['期限', 14],
            ['页数', 14],
            ['文件', 14],
            ['备注', 26],
          ]
        : [
            ['序号', 10],
            ['档号', 44],
            ['题名', 54],
            ['年度', 14],
            ['期限', 14],
            ['保管到', 24],
            ['页数', 12],
            ['鉴定意见', 40],
          ],
      rows: list.volumes.map((volume, n) => [
        String(n + 1),
        volume.archiveNumber,
        volume.title,
        String(volume.year),
        RETENTIONS[volume.retention].title,
        ...(isTransfer
          ? [String(volume.pages), String(volume.files), volume.version > 1 ? `第 ${volume.version} 版` : '']
          : [volume.keepUntil === null ? '' : tableDate(volume.keepUntil), String(volume.pages), volume.note]),
      ]),
      none: '没有案卷',
    },
    note: isTransfer
      ? '每卷为一个 BagIt 包，附 SHA-256、SM3 清单。'
      : '本清册永久保存。销毁须由两名监销人监督；监销人没有参与鉴定、批准和编制。',
    signers: isTransfer ? ['移交人', '接收人'] : ['监销人', '监销人'],
  });
}

type Report = VolumeView['reports'][number];

export function reportPdf(
  house: House,
  volume: Pick<VolumeView, 'title' | 'archiveNumber'>,
  report: Omit<Report, 'results'> & { readonly results: Report['results'] },
): Uint8Array {
  return sheetPdf({
    organ: house.name,
    isDemo: house.isDemo,
    title: '四性检测报告',
    number: volume.archiveNumber ?? '',
    on: report.on,
    facts: [
      ['题名', volume.title],
      ['检测', MOMENTS[report.moment]],
      ['版本', report.version === 0 ? '归档前' : `第 ${report.version} 版`],
      ['检测人', report.by],
      ['日期', sentenceDate(report.on)],
      ['结论', report.hasPassed ? '合格' : '不合格'],
    ],
    table: testTable(report.results),
    note: '检测项目参照 DA/T 70-2018。',
    signers: ['检测人'],
  });
}
