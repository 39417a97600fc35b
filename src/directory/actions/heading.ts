/** What a bureau calls a column (记住的表头): asked once, then every import knows it. @module */
import { z } from 'zod';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { foldTitle } from '../../core/spreadsheet/fold.ts';
import { answersTo, workbookOf } from '../columns/workbook.ts';
import { directoryDeeds } from '../deeds.ts';
import { listSubdistricts } from '../reads/pools.ts';
import { editRefusals } from '../rules.ts';
import '../tables.ts';
import { RememberHeadingInput } from '../types/inputs.ts';

/** Remembers, changes or forgets (`field` null) one heading. A heading that the workbook knows by itself cannot be bent. */
export const rememberHeading = defineDeed({
  kind: 'directory.remember-heading',
  rule: directoryDeeds['directory.remember-heading'],
  input: RememberHeadingInput,
  output: z.object({}),
  run: async (tx, { kind, title, field }) => {
    const spec = workbookOf(kind, await listSubdistricts(tx));
    const heading = foldTitle(title);
    const refusals = editRefusals(tx.actor.roles, kind);
    if (heading === '' || answersTo(spec, title))
      refusals.push({ code: 'heading-known', at: 'title', facts: { title } });
    if (field !== null && spec.columns[field] === undefined)
      refusals.push({ code: 'heading-field-unknown', at: 'field', facts: { field } });
    if (refusals.length > 0) return refuse(refusals);
    const set = { title, field, set_by: tx.actor.staffId, set_at: tx.now };
    await tx.db
      .insertInto('import_heading')
      .values({ bureau_id: tx.bureauId, kind, heading, ...set })
      .onConflict((conflict) => conflict.columns(['bureau_id', 'kind', 'heading']).doUpdateSet(set))
      .execute();
    // Anything may stand above a column: the log holds its hash, the table its words.
    const facts = { kind, field: field ?? '', headingSha256: documentHash({ heading }) };
    tx.record({ kind: 'directory.remember-heading', subject: `directory/${kind}`, facts });
    return ok({});
  },
});
