/** Why a document, a piece of evidence or a template is refused, and how to mend it. No React here. @module */
import { factList, factText } from './facts.ts';
import type { RefusalMessages } from './refusals.ts';

export const inspectionDocumentRefusals: RefusalMessages = {
  'document-state': (facts) => ({
    reason: `检查处于“${factText(facts, 'state')}”，不能签发《${factText(facts, 'title')}》`,
    remedy: `可以签发的状态：${factList(facts, 'allowed').join('、')}`,
  }),
  'document-no-serial': () => ({ reason: '这次检查还没有案号', remedy: '检查方案批准后即编号' }),
  'document-no-expert': () => ({ reason: '这次检查没有专家参加' }),
  'document-no-finding': (facts) => ({
    reason: `没有处理措施为“${factText(facts, 'measure')}”的问题`,
    remedy: '处理措施在逐条记录问题时选择',
  }),
  'document-no-record': () => ({ reason: '检查记录还没有完成', remedy: '完成检查记录后打印凭条' }),
  'document-paper-missing': () => ({ reason: '没有这份笔录或者凭证', remedy: '请先填写并保存' }),
  'document-notice-own-deed': () => ({ reason: '检查通知书在“检查通知书”一节签发' }),
  'document-other-preview': () => ({
    reason: '预览以后内容、文号或者日期有了变化',
    remedy: '请重新预览，核对后再签发',
  }),
  'document-not-issued': () => ({ reason: '选择的文书没有签发，或者已经作废', remedy: '请重新选择送达的文书' }),
  'document-not-found': () => ({ reason: '没有这份文书' }),
  'document-ended': (facts) => ({ reason: `${factText(facts, 'number')}已经作废或者被替代` }),
  'document-successor-unfit': () => ({
    reason: '替代它的须是本案签发的同一种文书，并且现行有效',
    remedy: '请先签发新的文书，再作废旧的',
  }),
  'evidence-not-uploaded': () => ({ reason: '文件没有上传，或者没有通过检查', remedy: '请先上传文件' }),
  'evidence-not-found': () => ({ reason: '没有这件证据，或者已经撤回' }),
  'evidence-twice': () => ({ reason: '这个文件已经是本次检查的证据' }),
  'evidence-in-future': () => ({ reason: '拍摄时间晚于现在', remedy: '请核对手机时间' }),
  'record-evidence-missing': (facts) => ({
    reason: `“${factText(facts, 'question')}”要求附${factText(facts, 'evidence')}，还没有证据`,
    remedy: '请在证据一节为这个要点或者问题添加照片、文件',
  }),
  'impossible-evidence-missing': () => ({
    reason: '没有证明无法实施的材料',
    remedy: '请先在证据一节添加现场照片、证明或者送达材料',
  }),
  'settings-changed-meanwhile': () => ({ reason: '设置已被别人修改', remedy: '请刷新后重新填写' }),
  'form-template-not-word': () => ({
    reason: '模板须是已上传的 Word 文档（.docx）',
    remedy: '请在 Word 或者 WPS 中另存为 .docx',
  }),
};
