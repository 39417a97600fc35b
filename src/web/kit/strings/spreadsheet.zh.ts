/** Why a spreadsheet, or a cell of it, is not accepted, and how to mend it. No React here. @module */
import type { CellCode, FileCode, TableCode, TableProblem } from '../../../core/spreadsheet/problems.ts';
import { factList, factText } from './facts.ts';
import type { RefusalFacts, RefusalMessage, RefusalMessages } from './refusals.ts';

type Sentences<Code extends string> = Readonly<Record<Code, (facts: RefusalFacts) => RefusalMessage>>;

/** Allowed values beyond this many are not listed: the drop-down of the template has them all. */
const CHOICES_LISTED = 20;

const fileSentences: Sentences<FileCode> = {
  'file-empty': () => ({ reason: '文件是空的（0字节）', remedy: '请确认文件已保存完整，再重新选择' }),
  'file-too-large': (facts) => ({
    reason: `文件有${factText(facts, 'megabytes')}MB，超过${factText(facts, 'limit')}MB的上限`,
    remedy: '请删去图片和无关工作表，或分成几个文件上传',
  }),
  'file-not-workbook': () => ({
    reason: '这不是Excel工作簿，只是文件名像',
    remedy: '请在Excel或WPS中打开原文件，另存为“Excel工作簿（*.xlsx）”后上传；改扩展名没有用',
  }),
  'file-html': () => ({
    reason: '这是网页格式的表格，不是Excel工作簿，常见于从其他系统导出的.xls文件',
    remedy: '请在Excel或WPS中打开，另存为“Excel工作簿（*.xlsx）”后上传',
  }),
  'file-old-format': () => ({
    reason: '这是旧版Excel（.xls）或WPS（.et）格式',
    remedy: '请在Excel或WPS中打开，另存为“Excel工作簿（*.xlsx）”后上传',
  }),
  'file-encrypted': () => ({
    reason: '文件设有打开密码，无法读取',
    remedy: '请在Excel或WPS中取消打开密码（文件—信息—保护工作簿），保存后上传',
  }),
  'file-damaged': () => ({
    reason: '文件已损坏，或内部结构不符合Excel格式',
    remedy: '请在Excel或WPS中打开并另存为新的.xlsx文件后上传；打不开时请重新获取原文件',
  }),
  'file-macros': () => ({
    reason: '文件带有宏，为安全起见不接收',
    remedy: '请另存为不带宏的“Excel工作簿（*.xlsx）”后上传，数据不受影响',
  }),
  'file-too-many-parts': (facts) => ({
    reason: `文件内部的部件超过${factText(facts, 'limit')}个`,
    remedy: '请删去图片和无关工作表，或把数据复制到新的工作簿后上传',
  }),
  'file-too-much-content': (facts) => ({
    reason: `文件展开后的内容超过${factText(facts, 'megabytes')}MB`,
    remedy: '请删去图片和无关工作表，或分成几个文件上传',
  }),
  'file-suspicious-compression': (facts) => ({
    reason: `文件展开后是原来的${factText(facts, 'limit')}倍以上，不像正常的表格`,
    remedy: '请把数据复制到新的工作簿，保存后上传',
  }),
  'file-declares-types': () => ({
    reason: '文件内含有文档类型声明，Excel不会写这样的内容，为安全起见不接收',
    remedy: '请在Excel或WPS中打开，另存为新的.xlsx文件后上传',
  }),
  'file-too-many-rows': (facts) => ({
    reason: `工作表“${factText(facts, 'sheet')}”超过${factText(facts, 'limit')}行`,
    remedy: '请分成几个文件上传',
  }),
  'file-too-many-cells': (facts) => ({
    reason: `有内容的单元格超过${factText(facts, 'limit')}个`,
    remedy: '请删去无关的列和工作表，或分成几个文件上传',
  }),
  'file-reading-stopped': () => ({
    reason: '已停止校验，没有留下任何结果',
    remedy: '需要时请重新上传文件',
  }),
  'file-too-slow': (facts) => ({
    reason: `读取超过${factText(facts, 'seconds')}秒仍未完成，已停止`,
    remedy: '请把数据复制到新的工作簿，或分成几个文件上传',
  }),
  'file-too-complex': () => ({
    reason: '读取所需的内存超过上限，已停止',
    remedy: '请删去无关的工作表和格式，或分成几个文件上传',
  }),
  'file-encoding': () => ({
    reason: '无法识别文本的编码',
    remedy: '请另存为“CSV UTF-8（逗号分隔）”或“Excel工作簿（*.xlsx）”后上传',
  }),
};

const tableSentences: Sentences<TableCode> = {
  'table-header-missing': (facts) => ({
    reason: '没有找到表头行',
    remedy: `请保留模板的表头，列的顺序不限；应有：${factList(facts, 'titles').join('、')}`,
  }),
  'table-column-missing': (facts) => ({
    reason: `缺少必填列“${factText(facts, 'title')}”`,
    remedy:
      factList(facts, 'unknown').length > 0
        ? '请按模板补上这一列，或指明它在您的文件里的叫法；列的顺序不限'
        : '请按模板补上这一列，列的顺序不限',
  }),
  'table-column-twice': (facts) => ({
    reason: `${factText(facts, 'column')}列“${factText(facts, 'title')}”与前面的列重复，无法判断以哪一列为准`,
    remedy: '请只保留其中一列',
  }),
  'table-empty': () => ({ reason: '表头下面没有数据', remedy: '请从表头的下一行开始填写' }),
};

const cellSentences: Sentences<CellCode> = {
  'cell-required': () => ({ reason: '必填，现在是空的', remedy: '请填写' }),
  'cell-error-value': (facts) => ({
    reason: `单元格是公式错误值${quoted(facts)}`,
    remedy: '请改正公式，或直接填写内容',
  }),
  'cell-formula': () => ({
    reason: '公式没有保存计算结果',
    remedy: '请在Excel或WPS中打开并保存一次，或用“选择性粘贴—数值”代替公式',
  }),
  'cell-digits-lost': (facts) => ({
    reason: `长号码被当作数字，末尾几位已经丢失${quoted(facts)}`,
    remedy: '请先把这一列设为文本格式，再重新填写完整号码',
  }),
  'cell-became-date': (facts) => ({
    reason: `内容被当作日期${quoted(facts)}`,
    remedy: '请先把单元格设为文本格式，再重新填写',
  }),
  'cell-not-text': (facts) => ({ reason: `这里应填文字${quoted(facts)}`, remedy: '请改为文字' }),
  'cell-too-long': (facts) => ({
    reason: `有${factText(facts, 'length')}字，最多${factText(facts, 'max')}字`,
    remedy: '请缩短',
  }),
  'cell-code-form': (facts) => ({
    reason: `格式不对${quoted(facts)}`,
    remedy: `应为${factText(facts, 'form')}`,
  }),
  'cell-choice': (facts) => ({
    reason: `不在可选范围内：${factList(facts, 'unknown').join('、') || factText(facts, 'found')}`,
    remedy: allowedValues(factList(facts, 'allowed')),
  }),
  'cell-day': (facts) => ({
    reason: `不是完整的日期${quoted(facts)}`,
    remedy: '请写成2026-01-05或2026年1月5日这样的年月日',
  }),
  'cell-day-missing': (facts) => ({
    reason: `没有${factText(facts, 'day')}这一天`,
    remedy: '请核对年月日',
  }),
  'cell-integer': (facts) => ({ reason: `不是整数${quoted(facts)}`, remedy: '请只填数字，不带单位和小数' }),
  'cell-decimal': (facts) => ({ reason: `不是数字${quoted(facts)}`, remedy: '请只填数字，不带单位' }),
  'cell-decimal-places': (facts) => ({
    reason: `小数位数过多${quoted(facts)}`,
    remedy: `最多${factText(facts, 'places')}位小数`,
  }),
  'cell-range': (facts) => ({
    reason: `超出范围${quoted(facts)}`,
    remedy: `应在${factText(facts, 'min')}到${factText(facts, 'max')}之间`,
  }),
  'cell-yes-no': (facts) => ({ reason: `看不出是或否${quoted(facts)}`, remedy: '请填“是”或“否”' }),
  'cell-duplicate': (facts) => ({
    reason: `与第${factList(facts, 'rows').join('、')}行${Number(facts['count']) > factList(facts, 'rows').length ? '等' : ''}重复${quoted(facts)}`,
    remedy: '请只保留一行，或改正其中的错误',
  }),
};

/** Sentences of every refusal of `core/spreadsheet`. */
export const spreadsheetRefusals: RefusalMessages = { ...fileSentences, ...tableSentences, ...cellSentences };

/** The facts a sentence about a cell may use: those of the fault, and what stands in the cell. */
export function problemFacts({ facts, found }: Pick<TableProblem, 'facts' | 'found'>): RefusalFacts {
  return { ...facts, found };
}

function quoted(facts: RefusalFacts): string {
  const found = facts['found'];
  return found === undefined || found === '' ? '' : `：“${factText(facts, 'found')}”`;
}

function allowedValues(allowed: readonly string[]): string {
  const listed = allowed.slice(0, CHOICES_LISTED).join('、');
  return allowed.length > CHOICES_LISTED ? `可填：${listed}等，全部见模板的“字典”工作表` : `可填：${listed}`;
}
