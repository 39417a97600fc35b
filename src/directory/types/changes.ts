/** 谁改了什么: changes of the enterprise directory between two instants, by author. Browser-safe. @module */
import { z } from 'zod';

/** One author's changes; a record changed twice counts twice, a change of two kinds under both. */
export const AuthorChanges = z.object({
  staffId: z.string(),
  name: z.string(),
  /** 新增 (also what was taken back into the directory). */
  added: z.int(),
  /** 移出名录: an import undone, or merged into another. */
  removed: z.int(),
  /** 停用: from 在营 to any other state. */
  deactivated: z.int(),
  /** 恢复在营. */
  activated: z.int(),
  /** 风险等级改变. */
  riskMoved: z.int(),
  /** 更名或改码. */
  renamed: z.int(),
  /** 其他改动. */
  other: z.int(),
  /** The instant of the last one. */
  lastAt: z.string(),
});
export type AuthorChanges = z.output<typeof AuthorChanges>;
