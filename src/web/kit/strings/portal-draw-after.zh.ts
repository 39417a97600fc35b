/** Words of the part of a draw's public page that tells what happened after its result. No React here. @module */
export const drawAfterText = {
  title: '结果之后的替换',
  lead: '企业确已不能检查或人员不能到场时，由另一人批准后替换。替换者由批准之后才产生的新随机数算出，验证包第十三步逐一重放；其余企业和人员不变。',
  caption: '替换',
  number: '编号',
  what: '替换对象',
  out: '换下',
  reason: '原因',
  at: '批准时间',
  came: '替换为',
  changesPdf: '打开抽取记录表附页（PDF）',
  pending: '等待新随机数',
  nobody: '无人可替',
  since: {
    skipped: '原被抽中，已按程序跳过。',
    substitute: '原未抽中，后由新随机数抽为替换，须接受检查。',
  },
  receipt: '入企核验码',
  receiptLead: '检查人员到场时应出示同一证明：本次检查来自这次抽取，由这些人员实施。',
};
