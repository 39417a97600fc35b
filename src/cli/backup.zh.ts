/** What `sunlot backup`, `restore` and `drill` say. @module */
import type { RestoreProblem } from '../core/backup/restore.ts';
import type { DrillResult } from './drill.ts';

const refused: Readonly<Record<RestoreProblem, (what: string) => string>> = {
  'no-base': (what) => `没有可用的基础备份：${what}。基础备份须在所求时间之前完成`,
  'target-not-empty': (what) => `${what} 不是空目录。恢复只写入新目录，不覆盖现有数据`,
  'log-missing': (what) => `备份缺少日志段 ${what}，不能恢复`,
  'cannot-open': (what) => `打不开备份：${what}。请确认私钥是这份备份的私钥`,
};

export const backupText = {
  usage: '用法：npx sunlot backup（按 SUNLOT_BACKUP、SUNLOT_BACKUP_RECIPIENT），或 npx sunlot backup --new-key <文件>',
  notSetUp:
    '尚未设置备份。先 npx sunlot backup --new-key <文件> 生成密钥对，再设 SUNLOT_BACKUP（目录）和 SUNLOT_BACKUP_RECIPIENT（公钥）',
  ownServer: '自备的 PostgreSQL 请用 pgBackRest 备份（docs/zh/运维.md）；这个命令只备份内置数据库',
  badRecipient: 'SUNLOT_BACKUP_RECIPIENT 不是 age 公钥（age1…）',
  newKey: (path: string, recipient: string): string =>
    `私钥已写入 ${path}。请移到保险柜里的介质上，另存一份，并从这台机器删去：没有它，备份打不开。\n公钥（SUNLOT_BACKUP_RECIPIENT）：${recipient}`,
  done: (name: string, bytes: number, segments: number, files: number): string =>
    `备份完成：${name}，数据库 ${Math.round(bytes / 1e6)} MB，日志段 ${segments} 个，新文件 ${files} 个`,
  restoreUsage:
    '用法：npx sunlot restore --from <备份目录> --identity <私钥文件> --into <新的数据目录> [--to 2026-03-02T09:30:00+08:00]；npx sunlot drill [--identity <私钥文件>]',
  badTime: (text: string): string => `不是时间：${text}。例如 2026-03-02T09:30:00（北京时间）或 2026-03-02T01:30:00Z`,
  restored: (target: string, name: string, segments: number, files: number): string =>
    `已恢复到 ${target}：基础备份 ${name}，日志段 ${segments} 个，文件 ${files} 个`,
  refused,
  tooShort: (to: string): string => `备份的日志没有到 ${to}：请用更早的时间，或不加 --to 恢复到最新`,
  afterRestore:
    '用 SUNLOT_DATA 指向该目录启动。恢复到旧状态的，见证方会拒绝为较短的日志签名，门户如实显示：之后须说明原因，不能掩盖。',
  drilled: ({ isGood, base, deeds, behind, files, seconds, problems }: DrillResult): string =>
    isGood
      ? `恢复演练通过：基础备份 ${base}，留痕 ${deeds} 条（比现库少 ${behind} 条），抽验文件 ${files} 个，用时 ${seconds} 秒`
      : `恢复演练没有通过：${problems.join('；')}`,
};
