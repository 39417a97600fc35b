/** 撤销整改事项: on what a finding that stands in an order is voided (domain §21.4, docs/adr/0085). Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { text } from '../../inspection/types/visit.ts';
import { OneItem, Reason, Service } from './order.ts';

export const VOID_BASES = {
  error: '本机关复核，发现认定有误',
  matter: '已登记的投诉、复议、诉讼，结果是查实',
  document: '其他有权机关的决定、判决或者鉴定意见',
} as const;

/** 依据的文书. */
export const BASIS_DOCUMENTS = {
  reconsideration: '行政复议决定书',
  judgment: '行政判决书',
  superior: '上级机关的决定',
  appraisal: '鉴定、检测意见',
} as const;

export const BasisDocument = z.object({
  kind: z.enum(codesOf(BASIS_DOCUMENTS), '请选择文书种类'),
  organ: text('作出机关', 60),
  number: text('文号', 60),
  on: z.iso.date('日期须为 2026-01-05 这样的格式'),
});
export type BasisDocument = z.output<typeof BasisDocument>;

const Error = z.object({ kind: z.literal('error') });
const Document = z.object({ kind: z.literal('document'), document: BasisDocument });

export const VoidInput = OneItem.extend({
  reason: Reason,
  basis: z.discriminatedUnion(
    'kind',
    [Error, Document, z.object({ kind: z.literal('matter'), matterId: z.uuid('请选择事项') })],
    '请选择依据',
  ),
});
export type VoidBasis = z.output<typeof VoidInput>['basis'];

/** A complaint, review or suit about the visit that went against the bureau. */
export const FoundedMatter = z.object({ matterId: z.uuid(), title: z.string(), decidedOn: z.string() });
export type FoundedMatter = z.output<typeof FoundedMatter>;

/** The basis as it is kept: a matter with what it was then. */
export const KeptBasis = z.discriminatedUnion('kind', [
  Error,
  Document,
  z.object({ kind: z.literal('matter'), matter: FoundedMatter }),
]);
export type KeptBasis = z.output<typeof KeptBasis>;

export const VoidServiceInput = OneItem.extend({ service: Service });

export const VoidView = z.object({
  reason: z.string(),
  basis: KeptBasis,
  decidedOn: z.string(),
  documentId: z.uuid(),
  /** 文号 of the decision. */
  number: z.string(),
  /** 送达回执 of the decision; null until it is served. */
  service: Service.nullable(),
});
export type VoidView = z.output<typeof VoidView>;
