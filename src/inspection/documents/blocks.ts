/** Blocks that several forms of the visit share. @module */
import type { FormBlock } from '../../core/documents/form.ts';

/** Who is inspected, where, under which code. */
export const ENTERPRISE: readonly (readonly string[])[] = [
  ['被检查单位', '{{被检查单位}}'],
  ['地址', '{{地址}}'],
  ['统一社会\n信用代码', '{{统一社会信用代码}}', '负责人', '{{负责人}}'],
];

export const DEMO: FormBlock = { kind: 'text', text: '{{演示}}', flush: true };

/** 入企核验码: two to three thousand bytes, which a phone reads from nothing smaller (SPEC §16.2). */
export const DRAW_CODE: FormBlock = {
  kind: 'codes',
  codes: [['入企核验码', '扫码核验抽取：你单位和执法人员由公开的随机抽取产生，不由任何人选定', 76]],
};

export const TWO_COPIES: FormBlock = {
  kind: 'text',
  text: '本文书一式两份：一份由{{机关}}备案，一份交被检查单位。',
  flush: true,
};

/** 复议、诉讼 (行政复议法 §20、行政诉讼法 §46): stands on what can be contested. */
export const REMEDY =
  '如果不服本决定，可以自收到本文书之日起60日内向{{复议机关}}申请行政复议，或者在6个月内依法向{{管辖法院}}提起行政诉讼。复议、诉讼期间不停止执行，法律另有规定的除外。';

/** Signed on the record, which the check table is part of. */
export const BOTH_SIGN: FormBlock = {
  kind: 'signatures',
  lines: [
    ['被检查单位现场负责人（签名）', '{{单位签名}}'],
    ['执法人员（签名）及证号 {{执法证号}}', '{{执法人员签名}}'],
  ],
};

/** An order is signed when it is served: in ink, on the paper. */
export const BOTH_SIGN_ON_PAPER: FormBlock = {
  kind: 'signatures',
  lines: [
    ['被检查单位现场负责人（签名）', ''],
    ['执法人员（签名）及证号 {{执法证号}}', ''],
  ],
};

export const OPENING =
  '我们是{{机关}}的行政执法人员{{执法人员姓名}}，证件号码为{{执法证号}}，这是我们的证件（出示证件）。现依法对你单位进行现场检查，请予以配合。你单位认为执法人员与本案有直接利害关系或者有其他关系可能影响公正执法的，有权申请回避。';

/** 现场照片: what the record says, shown; after the signatures, on pages of their own. */
export const PHOTO_PAGES: FormBlock = {
  kind: 'photos',
  list: '照片',
  title: '现场照片',
  caption: '照片{{序号}}　{{属于}}　{{说明}}',
  small: '{{时间}}　原件指纹 {{指纹}}',
};
