/** Words of the record of a draw at the desk. No React here. @module */

export const recordText = {
  title: '抽取记录表',
  lead: '操作员、组长、见证人各自签署同一份文件；第一人签字时定稿，此后一个字节也不能改。',
  state: '签署情况',
  states: { unsigned: '尚未签署', partly: '部分签署', signed: '三方已签署' },
  file: '文件',
  open: (size: string): string => `打开记录表 PDF（${size}，内部存档）`,
  openPublic: '打开公开版 PDF',
  hash: '文件指纹',
  signed: (signer: string, name: string, at: string): string => `${signer} ${name}，${at}`,
  sign: '签署抽取记录表',
  stamp: '已签署',
  effect: '签署的是上列指纹的文件；签字记入日志，不能撤回',
  draw: '抽取',
  duties: '分工表（附件3）',
  openDuties: '打开各检查组分工表 PDF，每组一页',
  notice: '打印公告',
  openNotice: '打开抽取公告 PDF',
} as const;
