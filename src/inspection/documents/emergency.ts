/** The forms of the emergency bureaus (安全生产行政执法文书, 2020 set; domain §12.2–12.3). @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import type { FormName } from '../types/documents.ts';
import {
  BOTH_SIGN,
  BOTH_SIGN_ON_PAPER,
  DEMO,
  DRAW_CODE,
  ENTERPRISE,
  OPENING,
  PHOTO_PAGES,
  REMEDY,
  TWO_COPIES,
} from './blocks.ts';
import { PAPER_FORMS } from './papers.ts';

const FINDINGS = '（{{序号}}）{{部位}}：{{问题}}（{{级别}}）。违反：{{违反}}。{{证据}}';

export const EMERGENCY_FORMS: Readonly<Record<FormName, FormTemplate>> = {
  ...PAPER_FORMS,
  plan: {
    title: '现场检查方案',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ...ENTERPRISE,
          ['所属行业', '{{所属行业}}', '检查时间', '{{检查日期}}'],
          ['执法人员', '{{执法人员}}'],
          ['专家', '{{专家}}'],
          ['任务来源', '{{任务来源}}'],
          ['检查范围', '{{检查范围}}'],
          ['重点内容', '{{重点内容}}'],
          ['检查方式', '{{检查方式}}'],
          ['特殊情况', '{{特殊情况}}'],
        ],
      },
      { kind: 'heading', text: '检查内容' },
      {
        kind: 'table',
        list: '事项',
        columns: [
          ['序号', '{{序号}}', 1],
          ['编码', '{{编码}}', 2],
          ['检查事项', '{{名称}}', 4],
          ['依据', '{{依据}}', 6],
        ],
        none: '无',
      },
      {
        kind: 'facts',
        rows: [
          ['审核意见', '{{科室审批}}'],
          ['审批意见', '{{负责人审批}}'],
        ],
      },
    ],
  },
  notice: {
    title: '检查通知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      {
        kind: 'text',
        text: '根据{{检查依据}}的规定，本机关定于{{检查日期}}对你单位进行安全生产现场检查。现将有关事项通知如下：',
      },
      {
        kind: 'facts',
        rows: [
          ['任务来源', '{{任务来源}}'],
          ['检查频次', '{{检查频次}}'],
          ['检查范围', '{{检查范围}}'],
          ['执法人员', '{{执法人员}}'],
          ['专家', '{{专家}}'],
          ['你单位的权利', '{{权利}}'],
          ['五个严禁', '{{五个严禁}}'],
          ['监督电话', '{{监督电话}}', '机关电话', '{{机关电话}}'],
        ],
      },
      { kind: 'heading', text: '检查事项' },
      { kind: 'each', list: '事项', text: '（{{序号}}）{{编码}} {{名称}}', none: '无' },
      { kind: 'text', text: '请安排熟悉情况的人员到场，准备与上述事项有关的资料。' },
      { kind: 'seal' },
      { kind: 'signatures', lines: [['被检查单位签收', '']] },
      DRAW_CODE,
    ],
  },
  checklist: {
    title: '现场检查表',
    signsEachPage: '现场负责人签名',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['被检查单位', '{{被检查单位}}'],
          ['检查时间', '{{开始时间}}', '执法人员', '{{执法人员姓名}}'],
        ],
      },
      {
        kind: 'table',
        list: '检查表',
        columns: [
          ['序号', '{{序号}}', 1],
          ['检查事项', '{{事项}}', 3],
          ['检查要点', '{{要点}}', 8],
          ['结果', '{{结果}}', 1.6],
        ],
        none: '无',
      },
      { kind: 'text', text: '合格{{合格数}}项，不合格{{不合格数}}项，不适用{{不适用数}}项。', flush: true },
      BOTH_SIGN,
    ],
  },
  record: {
    title: '现场检查记录',
    signsEachPage: '现场负责人签名',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ...ENTERPRISE,
          ['开始时间', '{{开始时间}}', '结束时间', '{{结束时间}}'],
          ['检查场所', '{{检查范围}}'],
          ['执法人员', '{{执法人员}}'],
          ['专家', '{{专家}}'],
        ],
      },
      { kind: 'text', text: OPENING },
      { kind: 'heading', text: '检查情况' },
      {
        kind: 'text',
        text: '按检查表逐项检查，合格{{合格数}}项，不合格{{不合格数}}项，不适用{{不适用数}}项。发现问题{{问题数}}条：',
      },
      {
        kind: 'each',
        list: '问题',
        text: `${FINDINGS}　处理：{{处理}}；{{措施}}；期限：{{期限}}。`,
        none: '未发现问题。',
      },
      { kind: 'text', text: '记录指纹（SHA-256）：{{记录指纹}}', flush: true },
      { kind: 'text', text: '以上记录已阅，与事实一致。' },
      BOTH_SIGN,
      { kind: 'signatures', lines: [['专家（签名）', '{{专家签名}}']] },
      PHOTO_PAGES,
    ],
  },
  opinion: {
    title: '专家意见表',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['被检查单位', '{{被检查单位}}'],
          ['检查时间', '{{开始时间}}', '专家', '{{专家}}'],
        ],
      },
      {
        kind: 'table',
        list: '专家意见',
        columns: [
          ['序号', '{{序号}}', 1],
          ['问题', '{{问题}}', 5],
          ['依据', '{{依据}}', 4],
          ['整改措施和建议', '{{措施}}', 5],
          ['建议期限', '{{建议期限}}', 1.8],
        ],
        none: '无专家参加本次检查',
      },
      { kind: 'signatures', lines: [['专家（签名）', '{{专家签名}}']] },
    ],
  },
  decision: {
    title: '现场处理措施决定书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      { kind: 'text', text: '本机关于{{开始时间}}对你单位进行现场检查时，发现下列违法违规行为和事故隐患：' },
      { kind: 'each', list: '停止问题', text: FINDINGS, none: '无' },
      {
        kind: 'text',
        text: '以上存在的问题无法保证安全生产，依据{{停止依据}}和《中华人民共和国安全生产法》第六十五条第一款第三项的规定，现作出如下现场处理决定：',
      },
      { kind: 'each', list: '停止问题', text: '（{{序号}}）{{处理}}：{{措施}}。', none: '无' },
      { kind: 'text', text: REMEDY },
      BOTH_SIGN_ON_PAPER,
      { kind: 'seal' },
      TWO_COPIES,
    ],
  },
  order: {
    title: '责令限期整改指令书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      { kind: 'text', text: '经查，你单位存在下列问题：' },
      { kind: 'each', list: '整改问题', text: `${FINDINGS}　整改要求：{{措施}}。`, none: '无' },
      {
        kind: 'each',
        list: '整改期限',
        text: '现责令你单位对上述第{{项}}项问题于{{期限}}前整改完毕，达到有关法律法规规章和标准规定的要求。',
        none: '无',
      },
      {
        kind: 'text',
        text: '由此造成事故的，依法追究有关人员的责任。整改期间，你单位应当采取措施，确保安全生产。对安全生产违法行为，将依法予以行政处罚。',
      },
      {
        kind: 'text',
        text: '如果不服本指令，可以依法在60日内向{{复议机关}}申请行政复议，或者在6个月内依法向{{管辖法院}}提起行政诉讼，但本指令不停止执行，法律另有规定的除外。',
      },
      BOTH_SIGN_ON_PAPER,
      { kind: 'seal' },
      TWO_COPIES,
    ],
  },
  result: {
    title: '检查结果告知书',
    blocks: [
      DEMO,
      { kind: 'text', text: '{{被检查单位}}：', flush: true },
      {
        kind: 'text',
        text: '本机关于{{开始时间}}至{{结束时间}}对你单位进行了安全生产现场检查。检查结论：{{检查结论}}。',
      },
      {
        kind: 'each',
        list: '问题',
        text: '（{{序号}}）{{部位}}：{{问题}}。处理：{{处理}}；期限：{{期限}}。',
        none: '未发现问题。',
      },
      { kind: 'text', text: '检查结果将依法公示。对结果有异议的，可以自收到本告知书之日起向本机关陈述、申辩。' },
      { kind: 'seal' },
      { kind: 'signatures', lines: [['被检查单位签收', '']] },
    ],
  },
};
