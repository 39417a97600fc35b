/** What `sunlot doctor` says of the operation. @module */
import type { OperationName } from '../core/operation.ts';

/** Below this a day of photos may fill the disk. */
const FEW_MB = 2_048;
const NAMES: Readonly<Record<OperationName, string>> = {
  shipping: '补送日志与文件',
  backup: '基础备份',
  drill: '恢复演练',
  log: '夜间核验整个日志',
};

export const doctorText = {
  room: (megabytes: number): string =>
    megabytes < FEW_MB ? `数据盘只剩 ${megabytes} MB：请尽快腾出空间` : `数据盘可用 ${Math.floor(megabytes / 1024)} GB`,
  noBackup: '没有设置备份：一块磁盘损坏就会失去全部数据（docs/zh/运维.md）',
  backup: (folder: string): string => `备份到 ${folder}`,
  operation: (name: OperationName, at: string, isGood: boolean, goodAt: string | null): string =>
    `${NAMES[name]}：${isGood ? '正常' : '没有成功'}，${at}${isGood || goodAt === null ? '' : `，上次成功 ${goodAt}`}`,
};
