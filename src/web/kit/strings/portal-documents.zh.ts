/** The words of 文书核验 on the portal. No React here. @module */

export const documentPageText = {
  title: '文书核验',
  description: '凭文书码核对一份执法文书是不是本机关签发、现在是否有效',
  lead: '每份执法文书的右上角印有二维码和十二位文书码。扫码或者在这里输入文书码，可以核对文书是不是本机关签发、现在是否有效。这里不显示被检查单位和人员。',
  code: '文书码',
  hint: '十二位字母和数字，连字符可以不写',
  check: '核验',
  states: {
    genuine: '本机关签发，现行有效',
    voided: '本机关签发，已经作废',
    superseded: '本机关签发，已被新的文书替代',
    unknown: '不是本机关签发的文书',
  },
  meanings: {
    genuine: '请核对纸上的文书名称、文号和日期与下列内容一致。',
    voided: '这份文书已经作废，不再具有效力；文号保留，不再使用。',
    superseded: '请以替代它的文书为准。',
    unknown: '本机关没有签发过这个文书码的文书。请核对输入；确认无误的，请拨打监督电话举报。',
  },
  name: '文书名称',
  number: '文号',
  organ: '签发机关',
  issuedOn: '签发日期',
  endedOn: '失效日期',
  successor: '替代它的文书',
  fingerprint: '电子原件指纹（SHA-256）',
  fingerprintHint: '收到的电子文书可以用任何工具计算 SHA-256，与上面的指纹比对；一个字不同，指纹就不同。',
} as const;
