/** 匿名评价: what an enterprise reads before it rates a visit. No React here. @module */
export const ratingPageText = {
  title: '匿名评价这次检查',
  description: '对检查人员执法情况的匿名评价，只供执法监督查看',
  lead: '请就这次检查回答五个问题。评价只供执法监督查看，检查您的科室和人员看不到。',
  how: '系统只把选项加进计数，不保存谁怎么答；满五份才一起显示。系统会记下“本单位已评价”，每份责令整改只能评价一次，提交后不能修改。没有填写文字的地方，因为文字容易看出是谁写的；有具体情况请直接向执法监督或纪检反映。',
  submit: '提交评价',
  thanks: '评价已计入，不能修改',
  already: '本单位已就这份责令整改评价过',
  back: '返回整改事项',
  wrong: '还有问题没有选',
} as const;
