/** 当事人权利义务告知书、送达地址确认书 (domain §12.2, asked for since 2021). @module */
import type { FormFields, FormTemplate } from '../../core/documents/form.ts';
import type { Dossier } from '../types/dossier.ts';
import { CONTACT, DEMO, facts, HANDLERS_SIGN, heading, RECEIVED, SEAL, signs, TO_PARTY, words } from './blocks.ts';
import { day } from './parts.ts';

export const PARTY_FORMS = {
  rights: {
    blocks: [
      DEMO,
      TO_PARTY,
      words('你（单位）因涉嫌{{案由}}，本机关已于{{立案日期}}立案调查。现将你（单位）在本案中的权利和义务告知如下：'),
      heading('权利'),
      words(
        '1．执法人员不少于两人，应当主动出示执法证件；不出示的，你（单位）有权拒绝接受调查或者检查（{{调查条款}}）。',
      ),
      words('2．认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避（{{回避条款}}）。'),
      words('3．有权查阅、核对有关笔录，认为有误的可以要求更正、补充。'),
      words(
        '4．在作出处罚决定之前，有权知道拟处罚的内容及事实、理由、依据，有权陈述、申辩，本机关不得因陈述、申辩而给予更重的处罚（{{告知条款}}）。',
      ),
      words('5．符合法定情形的，有权在被告知后五个工作日内要求听证，听证不收取费用（{{听证条款}}）。'),
      words('6．对处罚决定不服的，有权依法申请行政复议或者提起行政诉讼；因违法处罚受到损害的，有权依法提出赔偿要求。'),
      words('7．有权要求对知悉的商业秘密、个人隐私保密。'),
      heading('义务'),
      words(
        '如实回答询问，协助调查或者检查，不得拒绝、阻挠；提供真实的材料；在先行登记保存期间不得销毁或者转移证据；按期履行生效的处罚决定。',
      ),
      heading('办理'),
      words(
        '本案进展、送达的文书和各项权利的截止日可以在当事人办理页面查看，陈述申辩、听证申请、送达地址确认、缴款凭据、延期分期申请也可以在该页面提交。办理代码由承办人另行交付，请勿转交他人。',
      ),
      CONTACT,
      SEAL,
      RECEIVED,
    ],
  },
  address: {
    blocks: [
      DEMO,
      facts(
        ['案件名称', '{{案件名称}}'],
        ['当事人', '{{当事人}}'],
        ['收件人', '{{送达收件人}}', '联系电话', '{{送达电话}}'],
        ['送达地址', '{{送达确认地址}}'],
        ['邮政编码', '{{送达邮编}}', '确认日期', '{{送达确认日期}}'],
        ['是否同意\n电子送达', '{{电子送达}}'],
        ['确认方式', '{{送达确认方式}}'],
      ),
      heading('告知事项'),
      words('1．当事人提供的送达地址应当准确、有效；变更的，应当及时书面告知本机关。'),
      words(
        '2．因提供的地址不准确、变更后没有及时告知、本人或者指定的代收人拒绝签收，文书未能被实际接收的，邮寄送达以文书退回之日视为送达之日，直接送达以送达人在送达回证上记明情况之日视为送达之日。',
      ),
      words('3．同意电子送达的，以传真、电子邮件等到达当事人特定系统的日期为送达日期；可以随时书面撤回同意。'),
      words('4．本确认书适用于本案的全部文书，包括催告和申请强制执行阶段。'),
      signs('当事人（签名或者盖章）及日期', HANDLERS_SIGN),
    ],
  },
} as const satisfies Readonly<Record<string, Omit<FormTemplate, 'title'>>>;

export function partyFields({ file: { address } }: Dossier): FormFields {
  return {
    送达收件人: address?.recipient ?? '',
    送达电话: address?.phone ?? '',
    送达确认地址: address?.address ?? '',
    送达邮编: address?.postcode ?? '',
    送达确认日期: day(address?.on),
    电子送达: address === null ? '' : address.isElectronic ? `同意，接收地址：${address.electronicTo ?? ''}` : '不同意',
    送达确认方式:
      address === null ? '' : address.by === 'party' ? '当事人在办理页面确认' : '当事人书面确认，承办人登记',
  };
}
