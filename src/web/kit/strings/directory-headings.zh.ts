/** Words about the headings a bureau uses in its own workbooks. No React here. @module */

export const headingsText = {
  missing: '这些必填的栏目，在您的文件里叫什么？',
  unknown: '没有识别的列，是名录里的哪一栏？',
  once: '指明一次，本机关以后的文件都按这个叫法识别；不属于名录的列不必选择',
  none: '不对应',
  send: '记住并重新校验',
  remember: '记住表头',
  saved: '已记住。请重新上传这个文件，按新的对应再校验一次',
  chooseFirst: '请至少指明一列',
  remembered: (count: number): string => `本机关记住的表头 ${count} 个`,
  heading: '文件里的表头',
  field: '名录栏目',
  forget: '操作',
  forgetOne: (title: string): string => `忘记“${title}”`,
} as const;
