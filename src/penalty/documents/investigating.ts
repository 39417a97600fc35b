/** 立案、询问、取证、先行登记保存、查封扣押、鉴定、调查报告、法制审核 (domain §12.2, 1, 7–11, 15–23). @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import { PARTY_FORMS } from './party.ts';
import { PAPER_FORMS } from '../../inspection/documents/papers.ts';
import type { PenaltyForm } from '../types/forms.ts';
import {
  CASE,
  CONTACT,
  DEMO,
  EVIDENCE,
  EVIDENCE_FILES,
  EVIDENCE_LIST,
  facts,
  goods,
  HANDLERS_SIGN,
  heading,
  PARTY,
  PROPOSED,
  PROVEN,
  RECEIVED,
  REMEDY,
  SEAL,
  signs,
  TO_PARTY,
  words,
} from './blocks.ts';

type Investigating = Extract<
  PenaltyForm,
  | 'filing'
  | 'seizure-request'
  | 'seizure'
  | 'seizure-list'
  | 'seizure-extension'
  | 'seizure-settlement'
  | keyof typeof PARTY_FORMS
  | 'interview-call'
  | 'interview'
  | 'survey'
  | 'sample'
  | 'hold-request'
  | 'hold-notice'
  | 'hold-settlement'
  | 'hold-decision'
  | 'appraisal'
  | 'appraisal-notice'
  | 'report'
  | 'evidence-list'
  | 'review'
  | 'extension'
>;

export const INVESTIGATING_FORMS: Readonly<Record<Investigating, Omit<FormTemplate, 'title'>>> = {
  filing: {
    blocks: [
      DEMO,
      facts(
        ['案由', '{{案由}}', '案件来源', '{{案件来源}}'],
        ['案件名称', '{{案件名称}}'],
        ...PARTY,
        ['案件基本\n情况', '{{案情}}'],
        ['承办人意见', '{{立案承办意见}}'],
        ['审核意见', ''],
        ['审批意见', '{{立案审批意见}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
  'seizure-request': {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['违法行为', '{{查扣理由}}'],
        ['法定情形', '{{查扣情形}}'],
        ['拟采取措施', '查封、扣押下列场所、设施、财物，存放于{{查扣地点}}'],
        ['依据', '{{查扣条款}}'],
      ),
      goods('查扣物品', '名称'),
      facts(['承办人意见', '建议采取上述行政强制措施'], ['审核意见', ''], ['审批意见', '{{查扣审批意见}}']),
      signs(HANDLERS_SIGN),
    ],
  },
  seizure: {
    blocks: [
      DEMO,
      TO_PARTY,
      words('经查，你（单位）存在下列违法行为：{{查扣理由}}。属于{{查扣情形}}。'),
      words(
        '依据{{查扣条款}}和《中华人民共和国行政强制法》第二十四条、第二十五条的规定，决定对《查封扣押（场所、设施、财物）清单》所列的场所、设施、财物采取查封、扣押的行政强制措施，存放于{{查扣地点}}，期限自{{查扣起}}至{{查扣止}}。',
      ),
      words(
        '你（单位）有权当场陈述、申辩。查封、扣押期间不得使用、转移、损毁；因查封、扣押发生的保管费用由本机关承担。',
      ),
      words(REMEDY),
      SEAL,
      signs('当事人（签名）', HANDLERS_SIGN),
    ],
  },
  'seizure-list': {
    signsEachPage: '当事人签名',
    blocks: [
      DEMO,
      facts(['当事人', '{{当事人}}'], ['决定书文号', '{{查扣决定文号}}'], ['存放地点', '{{查扣地点}}']),
      goods('查扣物品', '场所、设施、财物'),
      words('以上清单已核对，与实物一致。本清单一式两份，一份交当事人，一份由{{机关}}保存。'),
      signs('当事人（签名）', HANDLERS_SIGN),
    ],
  },
  'seizure-extension': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '本机关于{{查扣起}}以{{查扣决定文号}}文书作出查封扣押决定。因{{查扣延期理由}}，依据《中华人民共和国行政强制法》第二十五条的规定，经批准，决定将查封、扣押期限延长至{{查扣止}}。',
      ),
      words(REMEDY),
      SEAL,
      RECEIVED,
    ],
  },
  'seizure-settlement': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '本机关于{{查扣起}}以{{查扣决定文号}}文书作出查封扣押决定。现依据《中华人民共和国行政强制法》第二十七条、第二十八条的规定，对下列场所、设施、财物作出处理：{{查扣处理}}。理由：{{查扣处理理由}}。',
      ),
      goods('查扣物品', '名称'),
      words(REMEDY),
      SEAL,
      signs('当事人（签名）', HANDLERS_SIGN),
    ],
  },
  ...PARTY_FORMS,
  'interview-call': {
    blocks: [
      DEMO,
      { kind: 'text', text: '{{询问对象}}：', flush: true },
      words(
        '因{{询问事由}}，请你于{{询问时间}}到{{询问地点}}接受询问调查。来时请携带下列证件材料：{{携带材料}}。不能按时前来的，请在接到本通知后及时说明。',
      ),
      words('如实回答询问、协助调查是当事人和有关人员的义务（《中华人民共和国行政处罚法》关于调查的规定）。'),
      facts(['本机关地址', '{{机关地址}}'], ['联系人及电话', '{{询问联系人}}']),
      SEAL,
      RECEIVED,
    ],
  },
  interview: PAPER_FORMS.interview,
  survey: PAPER_FORMS.survey,
  sample: PAPER_FORMS.sample,
  'hold-request': {
    blocks: [
      DEMO,
      facts(...CASE, ['提请理由', '{{保存理由}}'], ['依据', '{{保存条款}}'], ['保存地点', '{{保存地点}}']),
      goods('保存物品', '证据名称'),
      facts(
        ['承办人意见', '证据可能灭失或者以后难以取得，建议先行登记保存'],
        ['审核意见', ''],
        ['审批意见', '{{保存审批意见}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
  'hold-notice': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '因你（单位）涉嫌{{案由}}，下列证据可能灭失或者以后难以取得。依据{{保存条款}}的规定，本机关决定自{{保存起}}起予以先行登记保存，保存地点：{{保存地点}}。',
      ),
      goods('保存物品', '证据名称'),
      words('本机关将在七日内（{{保存止}}前）作出处理决定。在此期间，当事人或者有关人员不得销毁或者转移证据。'),
      SEAL,
      signs('当事人（签名）', HANDLERS_SIGN),
    ],
  },
  'hold-settlement': {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['登记保存\n通知书', '{{保存通知文号}}'],
        ['登记保存\n日期', '{{保存起}}', '处理期限', '{{保存止}}'],
        ['处理方式', '{{保存处理}}'],
        ['处理理由', '{{保存处理理由}}'],
      ),
      goods('保存物品', '证据名称'),
      facts(['审核意见', ''], ['审批意见', '{{保存处理审批}}']),
      signs(HANDLERS_SIGN),
    ],
  },
  'hold-decision': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '本机关于{{保存起}}以{{保存通知文号}}文书通知对你（单位）的下列证据先行登记保存。依据{{保存条款}}的规定，现作出如下处理决定：{{保存处理}}。理由：{{保存处理理由}}。',
      ),
      goods('保存物品', '证据名称'),
      words(REMEDY),
      SEAL,
      signs('当事人（签名）', HANDLERS_SIGN),
    ],
  },
  appraisal: {
    blocks: [
      DEMO,
      { kind: 'text', text: '{{鉴定机构}}：', flush: true },
      words('因调查{{案件名称}}的需要，现委托你单位对下列物品进行鉴定。'),
      facts(['鉴定物品', '{{鉴定物品}}'], ['鉴定要求', '{{鉴定要求}}'], ['提交期限', '{{鉴定期限}}前提交鉴定意见']),
      words('鉴定意见请由鉴定人签名并加盖鉴定机构印章，说明鉴定依据和方法；鉴定人与本案有利害关系的应当回避。'),
      CONTACT,
      SEAL,
      signs('接受委托单位（签章）及日期'),
    ],
  },
  'appraisal-notice': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '本机关于{{查扣起}}以{{查扣决定文号}}文书作出查封扣押决定。因查明案情的需要，本机关委托{{鉴定机构}}对下列物品进行检测、检验或者技术鉴定。{{鉴定延长}}',
      ),
      facts(
        ['物品', '{{鉴定物品}}'],
        ['检测、检验、\n鉴定事项', '{{鉴定要求}}'],
        ['期间', '自{{鉴定起}}至{{鉴定期限}}'],
      ),
      words(
        '依据《中华人民共和国行政强制法》第二十五条的规定，查封、扣押的期间不包括检测、检验或者技术鉴定的期间；检测、检验、技术鉴定的费用由本机关承担。检测、检验、技术鉴定提前完成的，自完成之次日起继续计算查封、扣押的期间。',
      ),
      SEAL,
      RECEIVED,
    ],
  },
  report: {
    blocks: [
      DEMO,
      facts(...CASE, ['立案日期', '{{立案日期}}'], ['承办人', '{{承办人}}']),
      heading('一、查明的违法事实及证据'),
      PROVEN,
      EVIDENCE,
      EVIDENCE_FILES,
      EVIDENCE_LIST,
      heading('二、违反的规定和处罚依据'),
      words('上述行为违反了{{违反规定}}的规定，依据{{处罚依据}}的规定应当处理。'),
      heading('三、裁量'),
      facts(
        ['裁量档次', '{{裁量档次}}'],
        ['裁量说明', '{{裁量说明}}'],
        ['减轻情形', '{{减轻情形}}'],
        ['改正情况', '{{改正情况}}'],
      ),
      heading('四、处理建议'),
      PROPOSED,
      signs(HANDLERS_SIGN),
    ],
  },
  'evidence-list': {
    blocks: [
      DEMO,
      facts(['案件名称', '{{案件名称}}'], ['当事人', '{{当事人}}'], ['承办人', '{{承办人}}']),
      EVIDENCE_LIST,
      heading('电子附件及其指纹'),
      EVIDENCE_FILES,
      signs(HANDLERS_SIGN),
    ],
  },
  review: {
    blocks: [
      DEMO,
      facts(...CASE, ['承办人', '{{承办人}}'], ['送审事项', '{{拟处理意见}}'], ['审核依据', '{{审核条款}}']),
      heading('审核内容'),
      words(
        '行政执法主体是否合法，执法人员是否具备执法资格；程序是否合法；案件事实是否清楚，证据是否合法充分；适用法律、法规、规章是否准确，裁量基准运用是否适当；执法是否超越法定权限；文书是否完备、规范；违法行为是否涉嫌犯罪、需要移送司法机关。',
      ),
      facts(['审核意见', '{{审核意见}}'], ['审核结论', '{{审核结论}}']),
    ],
  },
  extension: {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['立案日期', '{{立案日期}}'],
        ['承办人', '{{承办人}}'],
        ['延期理由', '{{案件延期理由}}'],
        ['依据', '{{期限条款}}'],
        ['延长至', '{{办案期限}}'],
        ['审核意见', ''],
        ['审批意见', '{{案件延期审批}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
};
