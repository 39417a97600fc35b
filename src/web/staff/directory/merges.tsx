/** What was merged into an enterprise, where it was merged to, and taking a merge back. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { UndoMergeInput, type EnterpriseMerge } from '../../../directory/types/duplicates.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { useMayDo } from '../../kit/session.ts';
import { duplicatesText as text } from '../../kit/strings/directory-duplicates.zh.ts';
import { Timeline } from '../../kit/timeline.tsx';

export function MergedInto({
  into,
}: {
  readonly into: { readonly recordId: string; readonly name: string };
}): ReactNode {
  return (
    <p role="note">
      {text.mergedInto}
      <AppLink to={`/directory/enterprises/${into.recordId}`}>{into.name}</AppLink>
    </p>
  );
}

export function Merges({ merges }: { readonly merges: readonly EnterpriseMerge[] }): ReactNode {
  const mayUndo = useMayDo('directory.undo-merge');
  if (merges.length === 0) return null;
  const standing = new Set(merges.filter(({ undoneAt }) => undoneAt === null).map(({ mergeId }) => mergeId));
  return (
    <section>
      <h2>{text.merges}</h2>
      <Timeline
        label={text.merges}
        entries={merges.map(({ mergeId, mergedId, name, creditCode, reason, byName, at, undoneAt }) => ({
          id: `${mergeId}${mergedId}`,
          at,
          what: text.mergedFrom(name, creditCode),
          who: byName,
          note: undoneAt === null ? reason : `${reason}；${text.undone}`,
        }))}
      />
      {mayUndo &&
        [...standing].map((mergeId) => (
          <details key={mergeId}>
            <summary>
              {text.undo(
                merges
                  .filter((merge) => merge.mergeId === mergeId)
                  .map(({ name }) => name)
                  .join('、'),
              )}
            </summary>
            <DeedForm
              kind="directory.undo-merge"
              schema={UndoMergeInput}
              toInput={(values) => ({ ...values, mergeId })}
              onDone={() => undefined}
            >
              <Field name="reason" label={text.undoReason}>
                <Input maxLength={200} />
              </Field>
            </DeedForm>
          </details>
        ))}
    </section>
  );
}
