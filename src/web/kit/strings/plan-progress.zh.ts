/** Words of the progress against the plan. No React here. @module */

export const planProgressText = {
  title: '计划进度',
  sentence: (done: number, count: number): string => `已检查 ${done} 家，计划 ${count} 家`,
  onTime: '按计划进行',
  behind: (missing: number): string => `比计划少 ${missing} 家`,
  due: (due: number): string => `上月底前应完成 ${due} 家`,
  standing: (drawn: number, open: number, impossible: number): string =>
    `已抽取派发 ${drawn} 家，其中待检查 ${open} 家，无法检查 ${impossible} 家`,
  caption: '累计检查家数',
  source: '本年度各次抽取的检查记录，按签字日期',
  month: '月份',
  monthName: (month: string): string => `${Number(month.slice(5))}月`,
  planned: '计划',
  done: '完成',
  plannedSoFar: '累计计划',
  doneSoFar: '累计完成',
  plannedEnd: (count: number): string => `计划 ${count}`,
  doneEnd: (count: number): string => `完成 ${count}`,
} as const;
