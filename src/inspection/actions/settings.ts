/** How the bureau numbers, which forms it uses, and its own Word templates. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { wordFieldsOf } from '../../core/documents/form-word.ts';
import { templateRefusals } from '../../core/documents/template-check.ts';
import { ok, refuse } from '../../core/result.ts';
import { findUpload, openUpload } from '../../core/uploads/receive.ts';
import { inspectionDeeds } from '../deeds.ts';
import { SAMPLE_FIELDS } from '../documents/sample.ts';
import { formTemplate } from '../documents/forms.ts';
import { listTemplates } from '../reads/papers.ts';
import { readSettings } from '../reads/settings.ts';
import { FORM_NAMES, Sha256 } from '../types/documents.ts';
import { VisitSettings } from '../types/settings.ts';
import { written } from '../types/visit.ts';
import { insertSettings, insertTemplate } from '../writes/documents.ts';

/** Numbers given before keep their prefix; documents issued before keep their form. */
export const setSettings = defineDeed({
  kind: 'inspection.set-settings',
  rule: inspectionDeeds['inspection.set-settings'],
  /** `version` is the one that was looked at. */
  input: z.object({ version: z.int().min(0), settings: VisitSettings }),
  output: z.object({ version: z.int() }),
  run: async (tx, { version, settings }) => {
    const current = await readSettings(tx);
    if (current.version !== version) return refuse([{ code: 'settings-changed-meanwhile' }]);
    await insertSettings(tx, version + 1, settings);
    tx.record({
      kind: 'inspection.set-settings',
      subject: `settings/inspection`,
      facts: { version: version + 1, ...settings },
    });
    return ok({ version: version + 1 });
  },
});

/** The file was uploaded and checked before; here its fields are held against the form's. Without a hash: back to ours. */
export const setTemplate = defineDeed({
  kind: 'inspection.set-template',
  rule: inspectionDeeds['inspection.set-template'],
  input: z.object({ form: z.enum(FORM_NAMES), sha256: Sha256.nullable(), name: written('文件名', 200) }),
  output: z.object({ version: z.int() }),
  run: async (tx, { form, sha256, name }, runtime) => {
    if (sha256 !== null) {
      if ((await findUpload(tx, sha256))?.format !== 'docx') return refuse([{ code: 'form-template-not-word' }]);
      const { settings } = await readSettings(tx);
      const known = await wordFieldsOf(formTemplate(settings.formSet, form), SAMPLE_FIELDS);
      const refusals = await templateRefusals(await openUpload(tx, runtime, sha256), known, ['机关', '文号']);
      if (refusals.length > 0) return refuse(refusals);
    }
    const version = ((await listTemplates(tx)).find((each) => each.form === form)?.version ?? 0) + 1;
    await insertTemplate(tx, { form, version, sha256, name });
    tx.record({
      kind: 'inspection.set-template',
      subject: `template/${form}`,
      facts: { form, version, sha256: sha256 ?? '' },
    });
    return ok({ version });
  },
});
