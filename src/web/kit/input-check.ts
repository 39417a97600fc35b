/** Checks a form's input with the module's own schema, in Chinese. Used by `DeedForm`. @module */
import { z } from 'zod';
import zhCN from 'zod/v4/locales/zh-CN.js';
import { showRefusals, type ShownRefusal } from './api.ts';

z.config(zhCN());

const NOT_FILLED = '请填写';

/** Every wrong field, as the server would refuse it; a message of the schema's own wins over ours. */
export function wrongInputs(schema: z.ZodType, input: unknown): readonly ShownRefusal[] {
  const parsed = schema.safeParse(input, { error: (issue) => (isBlank(issue.input) ? NOT_FILLED : undefined) });
  if (parsed.success) return [];
  return showRefusals(
    parsed.error.issues.map(({ path, message }) => ({
      code: 'input-invalid',
      at: path.map(String).join('.'),
      facts: { reason: message },
    })),
  );
}

function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
