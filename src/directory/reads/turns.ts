/** 名录待核对的月份. @module */
import type { ReadTx } from '../../core/transact.ts';
import { pageOfTurns, type Asked, type OpenDuty } from '../../core/turns.ts';
import { listOpenMonths } from './verification.ts';

const VERIFY = 'directory.verify-month';

export async function directoryTurns(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]> {
  if (!asked.duties.has(VERIFY)) return [];
  const open = (await listOpenMonths(tx)).map(({ month, dueOn }) => ({
    record: month,
    where: `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5))} 月`,
    stands: '待核对',
    dueOn,
    href: '/directory/verification' as const,
  }));
  return pageOfTurns(VERIFY, open, asked);
}
