/** Words of 月历. No React here. @module */
import type { BookedType } from '../../../directory/types/bookings.ts';
import type { MonthUse } from '../../../inspection/types/month.ts';

/** One character a day has room for. */
const marks: Readonly<Record<MonthUse, string>> = {
  visit: '检',
  task: '任',
  duty: '值',
  leave: '休',
  training: '学',
  repair: '修',
  calibration: '送',
  other: '其',
};

/** What ends on the last day. */
const papers: Readonly<Record<BookedType, string>> = {
  officer: '执法证到期',
  expert: '聘期届满',
  vehicle: '到期',
  equipment: '检定到期',
};

export const monthText = {
  title: '月历',
  link: '月历',
  standing: (visits: number, away: number, ending: number): string =>
    `检查 ${visits} 户；值班、休假、培训等 ${away} 项；本月到期 ${ending} 项`,
  nav: '选择月份',
  previous: '上一月',
  next: '下一月',
  month: '月份',
  show: '查看',
  type: '类别',
  who: '人员、车辆、装备',
  grid: (month: string): string => `${month}的安排`,
  hint: '在格子里用方向键移动，Home、End 到月初、月末；选中的一格写在下面，回车到它的链接',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  rest: '休息日',
  marks,
  end: '止',
  papers,
  over: '已到期',
  nothing: '没有安排',
  chosen: (name: string, day: string): string => `${name}，${day}`,
  noneChosen: '选一格看当天的安排',
  open: (name: string): string => `打开${name}的记录，登记占用`,
  legend: '记号',
  endLegend: '止 当日到期，之后不能派出',
  agenda: '逐日安排',
  agendaEmpty: '本月没有检查，也没有登记的占用',
  today: '今天',
  goesTo: (enterprise: string, who: string): string => `${enterprise}：${who}`,
  span: (from: string, until: string): string => (from === until ? '' : `，${from} 至 ${until}`),
  empty: '名录里还没有人员、车辆和装备',
  emptyNext: '请先在名录里登记',
} as const;
