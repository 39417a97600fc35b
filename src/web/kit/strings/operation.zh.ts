/** 运行检查, on the system admin's home. No React here. @module */
import type { OperationView } from '../../../bureau/types/operation.ts';

type Check = OperationView['checks'][number];

const NAMES: Readonly<Record<Check['name'], string>> = {
  shipping: '补送备份（每分钟）',
  backup: '基础备份（每夜）',
  drill: '恢复演练（每夜）',
  log: '核验整个留痕日志（每夜）',
};

export const operationText = {
  title: '运行检查',
  name: '检查',
  state: '结果',
  at: '最近一次',
  goodAt: '上次成功',
  never: '还没有',
  good: '正常',
  failed: '没有成功',
  stale: '两天没有做',
  nameOf: ({ name }: Check): string => NAMES[name],
  none: '还没有做过备份和夜间核验。备份须先设置：见《运维》“备份”一节',
  failedNext:
    '请在服务器上再做一次，看它说的原因：npx sunlot backup、npx sunlot drill 或 npx sunlot verify --db；处理办法见《运维》',
};
