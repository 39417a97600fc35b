/** 笔录、凭证、回执: forms of what is written down beside the record. @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import type { PaperKind } from '../types/documents.ts';
import { DEMO, OPENING } from './blocks.ts';

export const PAPER_FORMS: Readonly<Record<PaperKind, FormTemplate>> = {
  interview: {
    title: '询问笔录',
    signsEachPage: '被询问人签名',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['询问时间', '{{起时}}至{{止时}}'],
          ['询问地点', '{{地点}}', '次数', '第{{次数}}次'],
          ['被询问人', '{{被询问人}}', '职务', '{{职务}}'],
          ['工作单位', '{{工作单位}}'],
          ['证件号码', '', '联系电话', ''],
          ['询问人', '{{执法人员}}'],
          ['记录人', '{{记录人}}'],
        ],
      },
      { kind: 'text', text: OPENING.replace('现场检查', '询问') },
      { kind: 'each', list: '问答', text: '问：{{问}}　答：{{答}}', none: '无' },
      { kind: 'text', text: '以上笔录已阅，与所说一致。' },
      {
        kind: 'signatures',
        lines: [
          ['被询问人（签名）', ''],
          ['询问人（签名）及证号 {{执法证号}}', ''],
          ['记录人（签名）', ''],
        ],
      },
    ],
  },
  survey: {
    title: '勘验笔录',
    signsEachPage: '当事人签名',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['勘验时间', '{{起时}}至{{止时}}'],
          ['勘验场所', '{{地点}}', '天气', '{{天气}}'],
          ['被检查单位', '{{被检查单位}}'],
          ['当事人', '{{当事人}}', '被邀请人', '{{被邀请人}}'],
          ['勘验人', '{{执法人员}}'],
        ],
      },
      { kind: 'text', text: OPENING.replace('现场检查', '勘验检查') },
      { kind: 'heading', text: '勘验情况及勘验结果' },
      { kind: 'text', text: '{{勘验结果}}' },
      {
        kind: 'signatures',
        lines: [
          ['当事人（签名）', ''],
          ['被邀请人（签名）', ''],
          ['勘验人（签名）及证号 {{执法证号}}', ''],
        ],
      },
    ],
  },
  sample: {
    title: '抽样取证凭证',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['被检查单位', '{{被检查单位}}'],
          ['抽样地点', '{{地点}}'],
          ['抽样依据', '{{抽样依据}}'],
          ['执法人员', '{{执法人员}}'],
        ],
      },
      {
        kind: 'table',
        list: '样品',
        columns: [
          ['序号', '{{序号}}', 1],
          ['样品名称', '{{名称}}', 4],
          ['规格批号', '{{规格批号}}', 4],
          ['数量', '{{数量}}', 2],
          ['购买金额', '{{金额}}', 2],
        ],
        none: '无',
      },
      { kind: 'text', text: '购买金额合计（大写）：{{金额大写}}', flush: true },
      {
        kind: 'signatures',
        lines: [
          ['被检查单位（签名）', ''],
          ['执法人员（签名）及证号 {{执法证号}}', ''],
        ],
      },
      { kind: 'seal' },
    ],
  },
  service: {
    title: '文书送达回执',
    blocks: [
      DEMO,
      {
        kind: 'facts',
        rows: [
          ['受送达人', '{{被检查单位}}'],
          ['送达地点', '{{地点}}'],
          ['送达时间', '{{送达时间}}', '送达方式', '{{送达方式}}'],
          ['收件人', '{{收件人}}', '见证人', '{{见证人}}'],
          ['拒收事由', '{{拒收事由}}'],
        ],
      },
      {
        kind: 'table',
        list: '送达文书',
        columns: [
          ['序号', '{{序号}}', 1],
          ['文书名称', '{{名称}}', 5],
          ['文号', '{{文号}}', 6],
        ],
        none: '无',
      },
      {
        kind: 'signatures',
        lines: [
          ['收件人（签名或者盖章）', ''],
          ['送达人（签名）及证号 {{执法证号}}', ''],
          ['见证人（签名）', ''],
        ],
      },
      { kind: 'seal' },
    ],
  },
};
