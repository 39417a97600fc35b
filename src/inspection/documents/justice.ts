/** 行政检查文书 of the Ministry of Justice (2025): approval, notice, record, result; over the same fields (domain §12.4). @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import type { FormName } from '../types/documents.ts';
import { BOTH_SIGN, DEMO, DRAW_CODE, ENTERPRISE, OPENING, PHOTO_PAGES } from './blocks.ts';
import { PAPER_FORMS } from './papers.ts';

export const JUSTICE_FORMS: Readonly<Partial<Record<FormName, FormTemplate>>> = {
  plan: {
    title: '行政检查审批表',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['检查主体', '{{机关}}'],
          ['检查对象', '{{被检查单位}}'],
          ['地址', '{{地址}}'],
          ['任务来源', '{{任务来源}}'],
          ['检查依据', '{{检查依据}}'],
          ['检查频次', '{{检查频次}}'],
          ['检查时间', '{{检查日期}}', '检查方式', '{{检查方式}}'],
          ['检查人员', '{{执法人员}}'],
          ['专家等辅助人员', '{{专家}}'],
          ['检查范围和重点', '{{检查范围}}；{{重点内容}}'],
          ['偏离清单的理由', '{{特殊情况}}'],
        ],
      },
      { kind: 'heading', text: '检查事项' },
      { kind: 'each', list: '事项', text: '（{{序号}}）{{编码}} {{名称}}（{{依据}}）', none: '无' },
      {
        kind: 'facts',
        rows: [
          ['承办机构意见', '{{科室审批}}'],
          ['行政机关负责人意见', '{{负责人审批}}'],
        ],
      },
    ],
  },
  notice: {
    title: '行政检查通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      { kind: 'text', text: '依据{{检查依据}}，本机关决定于{{检查日期}}对你单位实施行政检查。' },
      { kind: 'text', text: '一、任务来源：{{任务来源}}。' },
      { kind: 'text', text: '二、检查频次：{{检查频次}}。' },
      { kind: 'text', text: '三、检查人员：{{执法人员}}。辅助人员：{{专家}}。' },
      { kind: 'text', text: '四、检查事项：' },
      { kind: 'each', list: '事项', text: '（{{序号}}）{{编码}} {{名称}}', none: '无' },
      { kind: 'text', text: '五、你单位的权利：{{权利}}。' },
      { kind: 'text', text: '六、检查人员应当遵守：{{五个严禁}}。监督电话：{{监督电话}}。' },
      { kind: 'seal' },
      { kind: 'signatures', lines: [['被检查单位签收', '']] },
      DRAW_CODE,
    ],
  },
  record: {
    title: '现场检查笔录',
    signsEachPage: '被检查人签名',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ...ENTERPRISE,
          ['检查时间', '{{开始时间}}至{{结束时间}}'],
          ['检查地点', '{{检查范围}}'],
          ['检查人员', '{{执法人员}}'],
          ['记录指纹', '{{记录指纹}}'],
        ],
      },
      { kind: 'text', text: OPENING },
      { kind: 'heading', text: '现场情况' },
      { kind: 'text', text: '检查要点合格{{合格数}}项，不合格{{不合格数}}项，不适用{{不适用数}}项。' },
      {
        kind: 'each',
        list: '问题',
        text: '{{序号}}．{{部位}}：{{问题}}。违反{{违反}}。处理：{{处理}}；{{措施}}；期限：{{期限}}。{{证据}}',
        none: '未发现问题。',
      },
      { kind: 'text', text: '以上笔录已阅，与事实一致。' },
      BOTH_SIGN,
      PHOTO_PAGES,
    ],
  },
  result: {
    title: '行政检查结果告知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      { kind: 'text', text: '本机关于{{开始时间}}对你单位实施了行政检查，现将结果告知如下：{{检查结论}}。' },
      {
        kind: 'each',
        list: '问题',
        text: '（{{序号}}）{{部位}}：{{问题}}。处理：{{处理}}；期限：{{期限}}。',
        none: '未发现问题。',
      },
      { kind: 'text', text: '你单位对检查结果有异议的，可以向本机关陈述、申辩。检查结果依法公示。' },
      { kind: 'seal' },
    ],
  },
  sample: { ...PAPER_FORMS.sample, title: '抽样取证单' },
};
