/** 归档设置: what the sources leave open, with the number of the approval of the retention schedule. @module */
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { ReactNode } from 'react';
import { RETENTION_GROUNDS, SetArchive } from '../../../archive/types/settings.ts';
import { RETENTIONS } from '../../../archive/types/volume.ts';
import type { CustodyView } from '../../../archive/types/views.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field, FormSection } from '../../kit/field.tsx';
import { FoldedDeed } from '../../kit/followed-file.tsx';
import { useMayDo } from '../../kit/session.ts';
import { archiveText } from '../../kit/strings/archive.zh.ts';
import { retentionOptions } from './words.ts';

const text = archiveText.custody;
type Ground = keyof typeof RETENTION_GROUNDS;
const GROUNDS = Object.entries(RETENTION_GROUNDS) as [Ground, (typeof RETENTION_GROUNDS)[Ground]][];

export function SettingsSection({ view: { settings, version } }: { readonly view: CustodyView }): ReactNode {
  const may = useMayDo('archive.set-settings');
  return (
    <section className="followed-section">
      <h2>{text.settings}</h2>
      <DescriptionList
        items={[
          { label: text.approval, value: settings.approval === '' ? text.noApproval : settings.approval },
          { label: text.fonds, value: settings.fonds },
          { label: text.scheme, value: settings.scheme },
          ...GROUNDS.map(([ground, { title }]) => ({
            label: title,
            value: RETENTIONS[settings.retention[ground]].title,
          })),
          { label: text.bindDays, value: settings.bindDays },
          { label: text.loanDays, value: settings.loanDays },
          { label: text.fixityDays, value: settings.fixityDays },
        ]}
      />
      {may && (
        <FoldedDeed kind="archive.set-settings" schema={SetArchive} own={{ version }} initial={{ settings }}>
          <Words name="settings.approval" label={text.approval} isOptional />
          <Words name="settings.fonds" label={text.fonds} />
          <Words name="settings.agency" label={text.agency} />
          <Words name="settings.categories.inspection" label={text.categoryInspection} />
          <Words name="settings.categories.penalty" label={text.categoryPenalty} />
          <Words name="settings.categories.draw" label={text.categoryDraw} />
          <Field name="settings.scheme" label={text.scheme} hint={text.schemeHint}>
            <Input maxLength={120} autoComplete="off" />
          </Field>
          <Count name="settings.digits" label={text.digits} />
          <FormSection title={text.retention}>
            {GROUNDS.map(([ground, { title }]) => (
              <Field key={ground} name={`settings.retention.${ground}`} label={title}>
                <Select options={retentionOptions} />
              </Field>
            ))}
          </FormSection>
          <Field name="settings.isDecisionFirst" label={text.decisionFirst} valueName="checked" isOptional>
            <Checkbox />
          </Field>
          <Count name="settings.bindDays" label={text.bindDays} />
          <Count name="settings.loanDays" label={text.loanDays} />
          <Count name="settings.fixityDays" label={text.fixityDays} />
        </FoldedDeed>
      )}
    </section>
  );
}

function Words({
  name,
  label,
  isOptional = false,
}: {
  readonly name: string;
  readonly label: string;
  readonly isOptional?: boolean;
}): ReactNode {
  return (
    <Field name={name} label={label} isOptional={isOptional}>
      <Input maxLength={80} autoComplete="off" />
    </Field>
  );
}

function Count({ name, label }: { readonly name: string; readonly label: string }): ReactNode {
  return (
    <Field name={name} label={label}>
      <InputNumber min={1} max={365} precision={0} />
    </Field>
  );
}
