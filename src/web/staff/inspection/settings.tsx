/** 检查工作设置: numbers, forms, recusals, approval; and the office's own Word templates. @module */
import { Button, Input, InputNumber, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { UPLOAD_KINDS, type CheckedFile } from '../../../core/uploads/kinds.ts';
import { FORM_SETS } from '../../../inspection/types/documents.ts';
import { PLAN_APPROVALS, VisitSettings, type SettingsView } from '../../../inspection/types/settings.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { visitSettingsText as text } from '../../kit/strings/visit-documents.zh.ts';
import './inspection.css';

const SettingsInput = z.object({ version: z.int(), settings: VisitSettings });

export function SettingsPage(): ReactNode {
  const settings = useRead<SettingsView>('/api/inspection-settings');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/inspection', title: inspectionText.board.title }}
        standing={text.lead}
      />
      <Loaded read={settings} skeleton={<TextSkeleton lines={10} />}>
        {(view) => (
          <>
            <SettingsForm view={view} key={view.version} />
            <Templates view={view} />
          </>
        )}
      </Loaded>
    </>
  );
}

function SettingsForm({ view: { version, settings } }: { readonly view: SettingsView }): ReactNode {
  const mayChange = useMayDo('inspection.set-settings');
  const options = (words: Readonly<Record<string, string>>) =>
    Object.entries(words).map(([value, label]) => ({ value, label }));
  return (
    <section>
      <p className="muted">
        {text.version(version)}。{text.example(settings.place, settings.organ, '2026')}
      </p>
      {mayChange && (
        <DeedForm
          kind="inspection.set-settings"
          schema={SettingsInput}
          initial={{ settings }}
          toInput={(values) => ({ ...values, version })}
          onDone={() => undefined}
        >
          <Field name="settings.place" label={text.place} hint={text.placeHint}>
            <Input maxLength={12} />
          </Field>
          <Field name="settings.organ" label={text.organ} hint={text.organHint}>
            <Input maxLength={8} />
          </Field>
          <Field name="settings.formSet" label={text.formSet}>
            <Radio.Group options={options(FORM_SETS)} />
          </Field>
          <Field name="settings.recusalHours" label={text.recusalHours} hint={text.recusalHint}>
            <InputNumber min={1} max={240} precision={0} />
          </Field>
          <Field name="settings.reinspectionDays" label={text.reinspectionDays} hint={text.reinspectionHint}>
            <InputNumber min={1} max={60} precision={0} />
          </Field>
          <Field name="settings.planApproval" label={text.planApproval} hint={text.planApprovalHint}>
            <Radio.Group options={options(PLAN_APPROVALS)} />
          </Field>
        </DeedForm>
      )}
    </section>
  );
}

type Template = SettingsView['templates'][number];

function Templates({ view: { templates } }: { readonly view: SettingsView }): ReactNode {
  const mayChange = useMayDo('inspection.set-template');
  const columns: readonly Column<Template>[] = [
    { key: 'form', title: text.form, render: ({ title }) => title },
    {
      key: 'current',
      title: text.current,
      render: ({ own }) => (own === null ? text.product : text.own(own.name, tableDate(own.at))),
    },
    {
      key: 'download',
      title: text.downloadShort,
      render: ({ form, title }) => (
        <a className="link" href={`/api/inspection-templates/${form}.docx`} aria-label={text.download(title)}>
          {text.downloadShort}
        </a>
      ),
    },
    { key: 'upload', title: text.upload, render: (template) => <Upload template={template} /> },
  ];
  if (!mayChange) return null;
  return (
    <section>
      <h2>{text.templates}</h2>
      <p className="muted">{text.templatesLead}</p>
      <DataTable
        caption={text.templates}
        isCaptionHidden
        columns={columns}
        rows={templates}
        rowKey={({ form }) => form}
      />
    </section>
  );
}

function Upload({ template: { form, title, own } }: { readonly template: Template }): ReactNode {
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isSending, setSending] = useState(false);
  const deed = useDeed<unknown>('inspection.set-template');
  const send = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    setSending(true);
    const body = new FormData();
    body.append('file', chosen, chosen.name);
    const sent = await postJson<CheckedFile>('/api/inspection-templates/files', body);
    setRefusals(sent.ok ? [] : sent.refusals);
    if (sent.ok) await deed.run({ form, sha256: sent.value.sha256, name: chosen.name });
    setSending(false);
  };
  return (
    <>
      <FileDrop
        label={`${text.upload}：${title}`}
        accept={UPLOAD_KINDS.docx.endings.map((ending) => `.${ending}`)}
        maxBytes={UPLOAD_KINDS.docx.maxBytes}
        chosen={undefined}
        onChoose={(file) => void send(file)}
        isDisabled={isSending}
      />
      <RefusalBox refusals={[...refusals, ...deed.refusals]} />
      {own !== null && (
        <Button autoInsertSpace={false} onClick={() => void deed.run({ form, sha256: null, name: text.product })}>
          {text.reset}
        </Button>
      )}
    </>
  );
}
