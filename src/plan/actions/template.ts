/** Taking a Word template of the office into use. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { templateRefusals } from '../../core/documents/template-check.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { planDeeds } from '../deeds.ts';
import { listTemplates } from '../reads/templates.ts';
import { NOTICE_FIELDS } from '../types/template.ts';
import { insertTemplate } from '../writes.ts';

/** Keeps an uploaded template as the next version, if every field of it is one that the notice has. */
export const keepTemplate = defineDeed({
  kind: 'plan.keep-template',
  rule: planDeeds['plan.keep-template'],
  input: z.object({
    fileName: z.string().trim().min(1).max(200),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    note: z
      .string()
      .trim()
      .normalize('NFC')
      .regex(/^\P{Cc}*$/u, '写成一行，不含控制字符')
      .min(1, '请写明改了什么')
      .max(200, '不超过 200 个字'),
  }),
  output: z.object({ version: z.int() }),
  run: async (tx, { fileName, sha256, note }, runtime) => {
    const refusals = await refusalsOfTemplate(runtime, sha256);
    if (refusals.length > 0) return refuse(refusals);
    const version = ((await listTemplates(tx))[0]?.version ?? 0) + 1;
    if (!(await insertTemplate(tx, { version, fileName, sha256, note })))
      return refuse([{ code: 'template-kept-meanwhile' }]);
    tx.record({ kind: 'plan.keep-template', subject: `plan-template/${version}`, facts: { version, file: sha256 } });
    return ok({ version });
  },
});

/** What is wrong with a stored file as a template. */
export async function refusalsOfTemplate(runtime: Runtime, sha256: string): Promise<Refusal[]> {
  const bytes = await storedTemplate(runtime, sha256);
  return bytes === undefined ? [{ code: 'upload-not-found' }] : templateRefusals(bytes, NOTICE_FIELDS);
}

/** The bytes of an uploaded template; undefined when there are none under that hash. */
export async function storedTemplate(runtime: Runtime, sha256: string): Promise<Uint8Array | undefined> {
  try {
    return await runtime.files.get(sha256);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
