/** 待办: what waits for somebody. @module */
export const queueText = {
  title: '查看待办',
  verification: '名录每月核对',
  month: (month: string): string => `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`,
  toVerify: '待核对',
  items: '随机抽查事项清单',
  catalogue: (edition: number) => `事项清单第 ${edition} 版`,
  law: '法规变动复核',
  lawOf: (instrument: string) => `《${instrument}》`,
  lawOpen: (count: number) => `${count} 个事项待复核`,
  plan: (year: number) => `${year} 年度计划`,
  draw: (batch: number) => `第 ${batch} 批抽取`,
  sealed: '封存，待公开',
  visit: '现场检查',
  rectification: '整改',
  disclosure: '检查结果公示',
};
