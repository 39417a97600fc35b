/** 更换代码: why a code that was handed over is replaced. Browser-safe. @module */
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';

/** 更换原因 */
export const CODE_RENEWALS = { lost: '代码遗失', leaked: '代码可能被无关的人知道', contact: '经办人变更' } as const;
export const CodeRenewal = z.enum(codesOf(CODE_RENEWALS), '请选择更换原因');
