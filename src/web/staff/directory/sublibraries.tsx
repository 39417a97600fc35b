/** 子库 of a list: saved conditions as links, and saving or removing them. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { SaveSublibraryInput, type Sublibrary } from '../../../directory/types/organisation.ts';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { organisationText as text } from '../../kit/strings/directory-organisation.zh.ts';
import { KIND_VIEWS } from './kinds.ts';

export function Sublibraries({ kind }: { readonly kind: DirectoryKind }): ReactNode {
  const rows =
    useRead<{ readonly rows: readonly Sublibrary[] }>(`/api/directory/sublibraries/${kind}`).value?.rows ?? [];
  const [{ page: _page, sort: _sort, ...conditions }] = useUrlState();
  const mayEdit = useMayDo(`directory.save-${kind}`);
  const hasConditions = Object.keys(conditions).length > 0;
  if (rows.length === 0 && !(mayEdit && hasConditions)) return null;
  const root = kind === 'enterprise' ? '/directory' : `/directory/${KIND_VIEWS[kind].slug}`;
  return (
    <div className="sublibraries" role="group" aria-label={text.sublibraries}>
      {rows.map(({ sublibraryId, name, count, conditions: saved }) => (
        <AppLink key={sublibraryId} to={`${root}?${new URLSearchParams(saved).toString()}`}>
          {text.sublibrary(name, count)}
        </AppLink>
      ))}
      {mayEdit && (
        <details>
          <summary>{hasConditions ? text.save : text.manage}</summary>
          {hasConditions && (
            <DeedForm
              kind="directory.save-sublibrary"
              schema={SaveSublibraryInput}
              toInput={(values) => ({ ...values, kind, conditions })}
              onDone={() => undefined}
            >
              <Field name="name" label={text.sublibraryName}>
                <Input maxLength={30} />
              </Field>
            </DeedForm>
          )}
          {rows.map((row) => (
            <Remove key={row.sublibraryId} row={row} />
          ))}
        </details>
      )}
    </div>
  );
}

function Remove({ row: { sublibraryId, name } }: { readonly row: Sublibrary }): ReactNode {
  const remove = useDeed<{ sublibraryId: string }>('directory.remove-sublibrary');
  return (
    <div>
      <button type="button" className="link" onClick={() => void remove.run({ sublibraryId })}>
        {text.remove(name)}
      </button>
      <RefusalBox refusals={remove.refusals} />
    </div>
  );
}
