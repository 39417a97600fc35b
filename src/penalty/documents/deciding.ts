/** 告知、申辩、听证、呈批、讨论、决定 (domain §12.2, 24–35). @module */
import type { FormTemplate } from '../../core/documents/form.ts';
import type { PenaltyForm } from '../types/forms.ts';
import { DAILY_FORMS } from './daily.ts';
import {
  CASE,
  CONTACT,
  DECIDED,
  DEMO,
  EVIDENCE,
  facts,
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

type Deciding = Extract<
  PenaltyForm,
  | 'notice'
  | 'argument'
  | 'hearing-notice'
  | 'hearing-call'
  | 'hearing-record'
  | 'hearing-report'
  | 'submission'
  | 'discussion'
  | 'spot-unit'
  | 'spot-person'
  | 'decision-unit'
  | 'decision-person'
  | keyof typeof DAILY_FORMS
  | 'no-penalty'
  | 'withdrawal'
  | 'revocation'
>;

const VIOLATED = words('以上行为违反了{{违反规定}}的规定。');
const PAYING = words(
  '罚款、没收违法所得的，自收到本决定书之日起十五日内缴至{{缴款账户}}（{{缴款条款}}）。到期不缴纳的，依据{{加处条款}}的规定，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超过罚款的数额。',
);
const PERSON: readonly (readonly string[])[] = [
  ['当事人', '{{当事人}}', '性别、年龄', ''],
  ['证件号码', '', '联系电话', ''],
  ['工作单位', '', '职务', ''],
  ['住址', '{{当事人地址}}'],
];
const spot = (party: readonly (readonly string[])[]): Omit<FormTemplate, 'title'> => ({
  blocks: [
    DEMO,
    facts(...party),
    words('经查，你（单位）有下列违法行为：'),
    PROVEN,
    VIOLATED,
    words('依据{{处罚依据}}和{{当场条款}}的规定，决定当场给予以下行政处罚：'),
    DECIDED,
    words('当事人的陈述、申辩：{{当场申辩}}。责令改正：{{改正情况}}。'),
    PAYING,
    words('{{当场救济}}'),
    SEAL,
    {
      kind: 'signatures',
      lines: [
        ['当事人签收', '{{当场签收}}'],
        [HANDLERS_SIGN, ''],
      ],
    },
  ],
});
const decision = (party: readonly (readonly string[])[]): Omit<FormTemplate, 'title'> => ({
  blocks: [
    DEMO,
    facts(...party),
    heading('一、违法事实和证据'),
    PROVEN,
    EVIDENCE,
    heading('二、陈述申辩和听证'),
    words('{{申辩意见}}'),
    heading('三、处罚依据和决定'),
    VIOLATED,
    words('依据{{处罚依据}}、{{处罚条款}}的规定，参照行政处罚裁量基准“{{裁量档次}}”，决定给予以下行政处罚：'),
    DECIDED,
    words('同时责令改正：{{改正情况}}。'),
    PAYING,
    words(REMEDY),
    words('逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。'),
    SEAL,
  ],
});

export const DECIDING_FORMS: Readonly<Record<Deciding, Omit<FormTemplate, 'title'>>> = {
  notice: {
    blocks: [
      DEMO,
      TO_PARTY,
      words('经查，你（单位）有下列违法行为：'),
      PROVEN,
      VIOLATED,
      words('依据{{处罚依据}}的规定，参照行政处罚裁量基准“{{裁量档次}}”，拟对你（单位）作出以下行政处罚：'),
      PROPOSED,
      words(
        '依据{{告知条款}}的规定，你（单位）有权进行陈述和申辩。如有异议，请在收到本告知书之日起{{申辩日数}}个工作日内向本机关提出；逾期未提出的，视为放弃。本机关不因陈述、申辩而给予更重的处罚。',
      ),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  argument: {
    signsEachPage: '陈述申辩人签名',
    blocks: [
      DEMO,
      facts(...CASE, ['听取日期', '{{申辩日期}}'], ['承办人', '{{承办人}}']),
      words('本机关已告知当事人拟作出行政处罚的事实、理由、依据、内容以及陈述、申辩的权利。'),
      heading('陈述、申辩内容'),
      words('{{申辩内容}}'),
      heading('复核'),
      facts(['是否采纳', '{{申辩采纳}}'], ['复核意见', '{{申辩复核}}']),
      words('以上笔录已阅，与所说一致。'),
      signs('陈述申辩人（签名）', HANDLERS_SIGN, '记录人（签名）'),
    ],
  },
  'hearing-notice': {
    blocks: [
      DEMO,
      TO_PARTY,
      words('经查，你（单位）有下列违法行为：'),
      PROVEN,
      VIOLATED,
      words('依据{{处罚依据}}的规定，拟对你（单位）作出以下行政处罚：'),
      PROPOSED,
      words(
        '依据{{听证条款}}的规定，你（单位）有要求举行听证的权利。要求听证的，请在收到本告知书之日起五个工作日内向本机关提出；逾期未提出的，视为放弃听证。当事人不承担组织听证的费用。',
      ),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  'hearing-call': {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '你（单位）就{{案由}}一案于{{听证申请日期}}提出听证申请。依据{{听证条款}}的规定，本机关定于{{听证日期}}在{{听证地点}}举行听证会，{{听证方式}}。',
      ),
      facts(['听证主持人', '{{听证主持人}}'], ['听证员', ''], ['书记员', ''], ['案件调查人', '{{承办人姓名}}']),
      words(
        '当事人可以亲自参加听证，也可以委托一至二人代理；认为主持人与本案有直接利害关系的，有权申请回避。无正当理由不出席或者未经许可中途退出的，视为放弃听证权利。请携带身份证明和委托书。',
      ),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  'hearing-record': {
    signsEachPage: '当事人（代理人）签名',
    blocks: [
      DEMO,
      facts(
        ['案件名称', '{{案件名称}}'],
        ['听证日期', '{{听证日期}}', '听证地点', '{{听证地点}}'],
        ['听证主持人', '{{听证主持人}}', '书记员', ''],
        ['案件调查人', '{{承办人}}'],
        ['当事人', '{{当事人}}', '法定代表人\n（负责人）', '{{法定代表人}}'],
        ['委托代理人', ''],
      ),
      words('主持人核对听证参加人，宣布听证纪律，告知当事人的权利义务，询问是否申请回避。'),
      heading('调查人陈述违法事实、证据和处罚建议，当事人申辩和质证'),
      words('{{听证摘要}}'),
      words('以上笔录已交听证参加人核对无误。'),
      signs('当事人或者代理人（签名）', '案件调查人（签名）', '听证主持人（签名）', '书记员（签名）'),
    ],
  },
  'hearing-report': {
    blocks: [
      DEMO,
      facts(
        ...CASE,
        ['听证日期', '{{听证日期}}', '听证地点', '{{听证地点}}'],
        ['听证主持人', '{{听证主持人}}', '听证方式', '{{听证方式}}'],
        ['听证会\n基本情况', '{{听证摘要}}'],
        ['主持人意见', '{{主持人意见}}'],
        ['负责人\n审核意见', ''],
      ),
      signs('听证主持人（签名）'),
    ],
  },
  submission: {
    blocks: [
      DEMO,
      facts(...CASE, ['承办人', '{{承办人}}']),
      heading('违法事实及处罚依据'),
      PROVEN,
      facts(
        ['违反的规定', '{{违反规定}}'],
        ['处罚依据', '{{处罚依据}}'],
        ['当事人的\n申辩意见', '{{申辩意见}}'],
        ['承办人意见', '{{呈批承办意见}}'],
        ['呈批的\n处理意见', '{{呈批处理意见}}'],
        ['法制审核\n意见', '{{审核意见}}'],
        ['审批意见', '{{处理审批意见}}'],
      ),
      signs(HANDLERS_SIGN),
    ],
  },
  discussion: {
    signsEachPage: '主持人签名',
    blocks: [
      DEMO,
      facts(
        ['案件名称', '{{案件名称}}'],
        ['讨论日期', '{{讨论日期}}', '讨论地点', ''],
        ['主持人', '{{讨论主持人}}', '记录人', ''],
        ['汇报人', '{{承办人姓名}}'],
        ['出席人员', '{{讨论出席}}'],
        ['依据', '{{讨论条款}}'],
      ),
      heading('案件基本情况'),
      PROVEN,
      heading('讨论内容'),
      words('{{讨论记录}}'),
      heading('结论性意见'),
      words('{{讨论结论}}'),
      signs('出席人员（签名）'),
    ],
  },
  'spot-unit': spot(PARTY),
  'spot-person': spot(PERSON),
  'decision-unit': decision(PARTY),
  'decision-person': decision(PERSON),
  ...DAILY_FORMS,
  'no-penalty': {
    blocks: [
      DEMO,
      facts(...PARTY),
      words('经查，你（单位）有下列行为：'),
      PROVEN,
      words('以上行为涉及{{违反规定}}。经审查，{{不罚理由}}。依据{{不罚条款}}的规定，决定不予行政处罚。'),
      words('本机关已对你（单位）进行教育。{{改正情况}}。请严格遵守安全生产法律法规，防止再次发生。'),
      words(REMEDY),
      SEAL,
      RECEIVED,
    ],
  },
  withdrawal: {
    blocks: [
      DEMO,
      TO_PARTY,
      words('本机关于{{立案日期}}对{{案件名称}}立案调查。经查，{{撤案理由}}。现决定撤销立案，终止本案的调查。'),
      SEAL,
      RECEIVED,
    ],
  },
  revocation: {
    blocks: [
      DEMO,
      TO_PARTY,
      words(
        '本机关于{{决定日期}}以{{决定文号}}文书对你（单位）作出行政处罚决定。因{{撤销理由}}，现决定撤销该行政处罚决定。已经缴纳的罚款依法退还；公示的处罚信息在三个工作日内撤回，并公开说明理由。',
      ),
      words(REMEDY),
      SEAL,
      RECEIVED,
    ],
  },
};
