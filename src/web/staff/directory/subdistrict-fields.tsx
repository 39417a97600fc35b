/** The rows of the form 街镇. What is saved keeps its code and its place; new rows may be taken away again. @module */
import { Button, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { AppLink } from '../../kit/app-link.tsx';
import { Field } from '../../kit/field.tsx';
import { useMayDo, useSession } from '../../kit/session.ts';
import { subdistrictsText as text } from '../../kit/strings/directory-subdistricts.zh.ts';
import { BLANK_ROW, bundleOf, rowsOf, withBundle, type SubdistrictRow } from './subdistrict-rows.ts';

const PATH = 'subdistricts';

interface SubdistrictFieldsProps {
  /** The first rows of the form, as the server has them. */
  readonly saved: readonly SubdistrictRow[];
  /** They were saved from this page. */
  readonly isSaved: boolean;
}

export function SubdistrictFields({ saved, isSaved }: SubdistrictFieldsProps): ReactNode {
  const form = Form.useFormInstance();
  const rows = rowsOf(Form.useWatch(PATH, { form, preserve: true }));
  const set = (changed: readonly SubdistrictRow[]): void => form.setFieldValue(PATH, changed);
  return (
    <>
      {saved.length === 0 && <LoadBundle rows={rows} onLoad={set} />}
      <div className="subdistrict-rows" role="group" aria-label={text.rows}>
        {rows.map((_, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- the entry's place is its name in the form
          <div key={index} className="subdistrict-row" role="group" aria-label={text.row(index + 1)}>
            <Field name={`${PATH}.${index}.code`} label={text.code}>
              <Input
                className="digits"
                inputMode="numeric"
                maxLength={9}
                placeholder={text.codeHint}
                disabled={index < saved.length}
              />
            </Field>
            <Field name={`${PATH}.${index}.name`} label={text.name}>
              <Input maxLength={40} placeholder={text.nameHint} />
            </Field>
            <Field name={`${PATH}.${index}.aliases`} label={text.aliases} isOptional>
              <Input maxLength={200} />
            </Field>
            {index >= saved.length && rows.length > 1 && (
              <Button onClick={() => set(rows.filter((_row, at) => at !== index))} aria-label={text.remove(index + 1)}>
                ✕
              </Button>
            )}
          </div>
        ))}
      </div>
      <p className="muted">
        {text.aliases}：{text.aliasesHint}
      </p>
      <p>
        <Button onClick={() => set([...rows, BLANK_ROW])} autoInsertSpace={false}>
          {text.add}
        </Button>
      </p>
      <div role="status">{isSaved && JSON.stringify(rows) === JSON.stringify(saved) && <Saved rows={rows} />}</div>
    </>
  );
}

interface LoadBundleProps {
  readonly rows: readonly SubdistrictRow[];
  readonly onLoad: (rows: readonly SubdistrictRow[]) => void;
}

function LoadBundle({ rows, onLoad }: LoadBundleProps): ReactNode {
  const bundle = bundleOf(useSession().bureauCode);
  if (bundle === undefined) return null;
  return (
    <div>
      <Button onClick={() => onLoad(withBundle(rows, bundle))} autoInsertSpace={false}>
        {text.load(bundle.district)}
      </Button>
      <p className="muted">{text.loadHint}</p>
    </div>
  );
}

function Saved({ rows }: { readonly rows: readonly SubdistrictRow[] }): ReactNode {
  const mayImport = useMayDo('directory.save-enterprise');
  return (
    <p>
      {text.saved(rows.length)} {mayImport && <AppLink to="/directory/import?kind=enterprise">{text.toImport}</AppLink>}
    </p>
  );
}
