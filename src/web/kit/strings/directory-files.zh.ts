/** Words of the directories' exports: what a file says of itself, and the choices on the screen. No React here. @module */
import type { ExportFacts } from '../../../directory/types/views.ts';

export const directoryFilesText = {
  /** 说明 and 水印. */
  cover: (
    list: string,
    time: string,
    who: string,
    { count, conditions, definitions, omitted }: ExportFacts,
  ): { readonly notes: string[]; readonly mark: string } => ({
    mark: `内部资料，${who}于${time}导出`,
    notes: [
      list,
      `导出时间：${time}`,
      `导出人：${who}`,
      `记录数：${count}`,
      `筛选条件：${conditions.length === 0 ? '全部' : conditions.join('，')}`,
      `未导出的栏目：${omitted.length === 0 ? '无' : omitted.join('、')}`,
      '本表可以原样或修改后再次导入；空单元格不改动名录',
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
};
