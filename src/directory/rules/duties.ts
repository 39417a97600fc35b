/** What is owed to the directories (docs/adr/0052). Browser-safe. @module */
import type { Duties } from '../../core/turns.ts';

export const directoryDuties = {
  'directory.verify-month': {
    deed: 'directory.verify-month',
    owners: ['group-office'],
    unit: 'day',
    why: '名录库动态管理，每月核对一次，期限为当月最后一天',
  },
} as const satisfies Duties;
