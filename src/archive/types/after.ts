/** After the seal: lending, appraisal, transfer, destruction (domain §13, §21.10). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text, written } from '../../inspection/types/visit.ts';
import { OneVolume, OPENINGS, Reason, RETENTION_CODES, VolumeId } from './volume.ts';

const Day = z.iso.date('日期须为 2026-01-05 这样的格式');

export const LOAN_STATES = { requested: '待批准', lent: '借出', refused: '未批准', returned: '已归还' } as const;
export type LoanState = keyof typeof LOAN_STATES;
export const READINGS = { bag: '封存包', copy: '借阅副本' } as const;

export const RequestLoan = OneVolume.extend({ purpose: text('借阅用途', 300), withInner: z.boolean().default(false) });
export const OneLoan = z.object({ loanId: z.uuid() });
export const DecideLoan = OneLoan.extend({
  outcome: z.enum(['lent', 'refused'], '请选择同意或者不同意'),
  reply: text('批复意见', 300),
});
export const ReadVolume = OneVolume.extend({ what: z.enum(codesOf(READINGS)) });

export const PROPOSALS = { extend: '续存', destroy: '销毁' } as const;
export const Appraise = OneVolume.extend({
  proposal: z.enum(codesOf(PROPOSALS), '请选择续存或者销毁'),
  retention: z.enum(RETENTION_CODES).optional(),
  reason: text('鉴定意见', 500),
}).refine(({ proposal, retention }) => proposal !== 'extend' || retention !== undefined, {
  path: ['retention'],
  error: '请选择续存的期限',
});
export const DecideAppraisal = OneVolume.extend({
  outcome: z.enum(['agreed', 'refused'], '请选择同意或者不同意'),
  reply: text('审批意见', 500),
});
export const ReviewOpening = OneVolume.extend({
  opening: z.enum(codesOf(OPENINGS), '请选择审核结果'),
  reason: Reason,
});

export const LIST_KINDS = { transfer: '移交清单', destruction: '销毁清册' } as const;
export type ListKind = keyof typeof LIST_KINDS;
export const LIST_STATES = { open: '办理中', done: '已完成', cancelled: '已撤销' } as const;

export const MakeList = z.object({
  volumeIds: z.array(VolumeId, '请选择案卷').min(1, '请选择案卷').max(500),
});
export const OneList = z.object({ listId: z.uuid() });
export const CancelList = OneList.extend({ reason: Reason });
export const TransferReceipt = z.object({
  organ: text('接收单位', 80),
  receiver: text('接收人', 60),
  number: written('接收文据编号', 80),
  on: Day,
});
export type TransferReceipt = z.output<typeof TransferReceipt>;
export const ConfirmTransfer = OneList.extend({ receipt: TransferReceipt });
export const SignDestruction = OneList.extend({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
/** 监销人. */
export const SUPERVISORS_REQUIRED = 2;

/** A line of a list, as it stood when the list was made. */
export const ListedVolume = z.object({
  volumeId: VolumeId,
  archiveNumber: z.string(),
  title: z.string(),
  year: z.int(),
  closedOn: z.string(),
  retention: z.enum(RETENTION_CODES),
  keepUntil: z.string().nullable(),
  pages: z.int(),
  files: z.int(),
  bytes: z.int(),
  version: z.int(),
  seal: z.string(),
  note: z.string(),
});
export type ListedVolume = z.output<typeof ListedVolume>;
