/** Words of the directories' exports: what a file says of itself, and the choices on the screen. No React here. @module */
import type { ExportFacts } from '../../../directory/types/views.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { EXPORT_STATES, type ExportJob } from '../../../directory/types/exports.ts';
import { sentenceDate, sentenceTime } from '../../../core/calendar/sentences.ts';
import { directoryText } from './directory.zh.ts';
import { factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const exportRefusals: RefusalMessages = {
  'export-conditions': () => ({ reason: '导出条件不是这个名录的条件', remedy: '请在名录列表中重新筛选后导出' }),
  'export-too-many': (facts) => ({
    reason: `您已有 ${factText(facts, 'open')} 个导出在等待或进行`,
    remedy: '请等其中一个完成，或先停止一个',
  }),
  'export-not-found': () => ({ reason: '没有由您办理的这个导出', remedy: '文件只保留七天，请重新导出' }),
  'export-not-done': () => ({ reason: '导出还没有完成', remedy: '请在列表中查看进度' }),
  'export-role-changed': () => ({
    reason: '文件里有您现在无权查看的栏目',
    remedy: '请删去它，按现在的权限重新导出',
  }),
};

export const directoryFilesText = {
  /** 说明 and 水印. */
  cover: (
    kind: DirectoryKind,
    at: string,
    who: string,
    { count, asOfOn, conditions, definitions, omitted }: ExportFacts,
  ): { readonly notes: string[]; readonly mark: string } => ({
    mark: `内部资料，${who}于${sentenceTime(at)}导出`,
    notes: [
      directoryText.lists[kind],
      ...(asOfOn === null ? [] : [`截至日：${sentenceDate(asOfOn)}结束时的名录，由每次变更留下的整行还原`]),
      `导出时间：${sentenceTime(at)}`,
      `导出人：${who}`,
      `记录数：${count}`,
      `筛选条件：${conditions.length === 0 ? '全部' : conditions.join('，')}`,
      `未导出的栏目：${omitted.length === 0 ? '无' : omitted.join('、')}`,
      asOfOn === null
        ? '本表可以原样或修改后再次导入；空单元格不改动名录'
        : '本表是过去某日的名录，请勿导入：导入会把当时的内容写回今天的名录',
      '内部资料，请按规定保管，不得外传',
      '栏目说明',
      ...definitions,
    ],
  }),
  /** Beside the way to the marked file. A CSV has no formats to keep. */
  markedHint: (fileName: string): string =>
    /\.xlsx$/i.test(fileName)
      ? '您的文件原样返回：有误的格标红，最后一列写明原因；改好后直接上传，已写入的行不会重复导入'
      : '有误的行做成 Excel 文件返回：有误的格标红，最后一列写明原因；改好后直接上传',
  export: '导出',
  shown: '所列栏目（Excel）',
  all: '全部栏目（Excel）',
  csv: '全部栏目（CSV）',
  zip: '关联表（CSV 压缩包）',
  hint: '按当前的查找和筛选条件导出',
  hintJob: '写好后自动下载；较长的可以离开本页，完成后在这里下载。每次导出都留痕',
  jobs: '我的导出',
  jobsKept: (days: number): string => `文件保留 ${days} 天`,
  formats: { xlsx: 'Excel', csv: 'CSV', zip: '关联表' },
  job: ({ kind, asOfOn, format, askedAt }: Pick<ExportJob, 'kind' | 'asOfOn' | 'format' | 'askedAt'>): string =>
    `${asOfOn === null ? '' : `${sentenceDate(asOfOn)}的`}${directoryText.lists[kind]}（${directoryFilesText.formats[format]}），${sentenceTime(askedAt)}`,
  jobState: ({ state, total, done }: Pick<ExportJob, 'state' | 'total' | 'done'>): string => {
    if (state === 'done') return `${done} 条，${EXPORT_STATES.done}`;
    if (state !== 'running' || total === null) return EXPORT_STATES[state];
    return `${EXPORT_STATES.running} ${done} / ${total}`;
  },
  failedHint: '请删去后重新导出；再不成功，请把导出时间告诉系统管理员',
  download: '下载',
};
