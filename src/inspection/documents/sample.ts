/** An invented case with something in every field and list: what templates are checked and shown with. @module */
import { COMMON_FIELDS, type FormFields } from '../../core/documents/form.ts';
import type { VisitFile } from '../types/documents.ts';
import { visitFields } from './fields.ts';

export const SAMPLE_FILE: VisitFile = {
  bureau: {
    name: '示例区应急管理局',
    address: '示例路1号',
    phone: '022-27000001',
    complaintPhone: '12350',
    reconsideration: '示例区人民政府',
    court: '示例区人民法院',
    isDemo: true,
  },
  enterprise: {
    name: '天津市示例金属制品有限公司',
    creditCode: '91120111MA00000000',
    address: '示例路2号',
    principal: '龘某',
    domain: '机械',
  },
  team: [
    { kind: 'officer', personId: 'a', name: '阿卜杜热西提·示例', number: '津-0001' },
    { kind: 'officer', personId: 'b', name: '𬭎某', number: '津-0002' },
    { kind: 'expert', personId: 'c', name: '㛃某', number: 'ZJ-001' },
  ],
  plan: { scope: '喷漆房', focus: '防爆电气', inspectOn: '2026-03-12', itemIds: [], deviation: '企业新增喷漆线' },
  items: [{ code: 'ZH-11', name: '安全设备维护检测', bases: '《安全生产法》第三十六条' }],
  approvals: [{ as: 'chief', name: '示例', on: '2026-03-10' }],
  source: { year: '2026', draw: '第一次抽查', drawnOn: '2026-03-02' },
  visits: { thisYear: 0, cap: 2 },
  checkedInAt: '2026-03-12T01:00:00.000Z',
  closedAt: '2026-03-12T03:00:00.000Z',
  checklist: [{ itemId: 'i', item: '安全设备维护检测', no: 1, question: '安全设备是否符合标准', answer: '不合格' }],
  findings: [
    {
      findingId: 'f1',
      number: 1,
      place: '喷漆房',
      description: '使用非防爆插座1处',
      level: '一般',
      criterion: '',
      measureKind: '责令限期整改',
      measure: '更换为防爆型',
      dueOn: '2026-03-19',
      duty: '《安全生产法》第三十六条',
      penalty: '《安全生产法》第九十九条（二）',
      evidence: 1,
    },
    {
      findingId: 'f2',
      number: 2,
      place: '除尘间',
      description: '除尘系统未采取泄爆措施',
      level: '重大',
      criterion: '工贸企业重大事故隐患判定标准',
      measureKind: '责令停止使用',
      measure: '停止使用除尘系统',
      dueOn: '2026-03-26',
      duty: '《安全生产法》第四十一条',
      penalty: '《安全生产法》第一百零二条',
      evidence: 2,
    },
  ],
  opinions: [
    {
      expert: '㛃某',
      number: 1,
      problem: '未采取泄爆措施',
      basis: 'GB 15577-2018',
      measure: '加装泄爆片',
      suggestedDays: 7,
    },
  ],
  signatures: [],
  recordHash: 'ab'.repeat(32),
  conclusion: '发现问题待后续处理',
  receipt: 'https://example.gov.cn/verify',
  issued: [{ documentId: 'd', title: '责令限期整改指令书', number: '（示例）应急责改〔2026〕7号' }],
  photos: [
    {
      sha256: 'ef'.repeat(32),
      format: 'jpeg',
      takenAt: '2026-03-12T01:20:00.000Z',
      caption: '插座',
      findingId: 'f1',
      point: null,
    },
  ],
  paper: null,
};

/** Every field that any form may name, each with something in it; lists of papers have one row. */
export const SAMPLE_FIELDS: FormFields = {
  ...visitFields(SAMPLE_FILE),
  问答: [{ 问: '你单位何时安装的插座', 答: '2024年5月' }],
  样品: [{ 序号: '1', 名称: '稀释剂', 规格批号: 'X-1', 数量: '1桶', 金额: '￥120.00' }],
  送达文书: [{ 序号: '1', 名称: '责令限期整改指令书', 文号: '（示例）应急责改〔2026〕7号' }],
  ...Object.fromEntries(COMMON_FIELDS.map((name) => [name, name])),
};
