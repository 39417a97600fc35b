/** What is owed to a volume in every state (docs/adr/0052). Browser-safe. @module */
import type { Duties, OwedIn } from '../../core/turns.ts';
import type { LoanState } from '../types/after.ts';
import type { VolumeState } from '../types/volume.ts';

export const archiveDuties = {
  'archive.check': {
    deed: 'archive.check',
    owners: ['archivist'],
    unit: 'day',
    why: '办结后按期立卷，卷内材料还不齐全',
  },
  'archive.assemble': { deed: 'archive.assemble', owners: ['archivist'], unit: 'day', why: '材料齐全，等待组卷' },
  'archive.examine': { deed: 'archive.examine', owners: ['archivist'], unit: 'day', why: '已组卷，归档前做四性检测' },
  'archive.seal': { deed: 'archive.seal', owners: ['archivist'], unit: 'day', why: '检测合格，等待归档封存' },
  'archive.amend': { deed: 'archive.amend', owners: ['archivist'], unit: 'day', why: '封存之后卷内有新材料' },
  'archive.appraise': {
    deed: 'archive.appraise',
    owners: ['archivist'],
    unit: 'day',
    why: '保管期限届满，须经鉴定（档案法第三十一条）',
  },
  'archive.decide-appraisal': {
    deed: 'archive.decide-appraisal',
    owners: ['head'],
    unit: 'day',
    why: '鉴定意见等待批准',
  },
  'archive.list-transfer': {
    deed: 'archive.list-transfer',
    owners: ['archivist'],
    unit: 'day',
    why: '形成满十年，移交区档案馆（档案法实施条例第二十条）',
  },
  'archive.confirm-transfer': {
    deed: 'archive.confirm-transfer',
    owners: ['archivist'],
    unit: 'day',
    why: '移交清单已编制，等待接收',
  },
  'archive.destroy': {
    deed: 'archive.destroy',
    owners: ['archivist'],
    unit: 'day',
    why: '已批准销毁，编制清册、两人监销之后执行',
  },
  'archive.decide-loan': {
    deed: 'archive.decide-loan',
    owners: ['archivist', 'deputy-head'],
    unit: 'day',
    why: '有人申请借阅，等待批复',
  },
  'archive.decide-loan/inner': {
    deed: 'archive.decide-loan',
    owners: ['deputy-head', 'head'],
    unit: 'day',
    why: '有人申请借阅副卷，由负责人批准',
  },
  'archive.return-loan': {
    deed: 'archive.return-loan',
    owners: ['archivist'],
    unit: 'day',
    why: '借阅到期，催还或者收回',
  },
} as const satisfies Duties;

/** The terms of an archived volume come with their days. */
export const VOLUME_OWED: OwedIn<VolumeState, typeof archiveDuties> = {
  collecting: ['archive.check'],
  complete: ['archive.assemble'],
  assembled: ['archive.examine'],
  tested: ['archive.seal'],
  archived: ['archive.amend', 'archive.appraise', 'archive.list-transfer'],
  appraising: ['archive.decide-appraisal'],
  condemned: ['archive.destroy'],
  destroyed: [],
  transferring: ['archive.confirm-transfer'],
  transferred: [],
};

export const LOAN_OWED: OwedIn<LoanState, typeof archiveDuties> = {
  requested: ['archive.decide-loan', 'archive.decide-loan/inner'],
  lent: ['archive.return-loan'],
  refused: [],
  returned: [],
};
