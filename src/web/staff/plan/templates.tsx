/** Word 模板: the versions in use, the fields there are, and a new one uploaded, checked, tried and kept. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import { NOTICE_FIELDS, type PlanTemplate } from '../../../plan/types/template.ts';
import type { PlanSummary } from '../../../plan/types/views.ts';
import { postJson, showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import type { ListAnswer } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TableSkeleton, TextSkeleton } from '../../kit/skeletons.tsx';
import { planText } from '../../kit/strings/plan.zh.ts';
import { templateText as text } from '../../kit/strings/plan-templates.zh.ts';
import './plan.css';

const MAX_BYTES = 5_000_000;
const FILES = '/api/plan-template-files';

interface Templates {
  readonly rows: readonly PlanTemplate[];
  readonly people: Readonly<Record<string, string>>;
}
interface Stored {
  readonly fileName: string;
  readonly sha256: string;
}

export function TemplatesPage(): ReactNode {
  const read = useRead<Templates>('/api/plan-templates');
  const mayKeep = useMayDo('plan.keep-template');
  return (
    <>
      <PageHeader title={text.title} parent={{ to: '/plan', title: planText.list.title }} standing={text.standing} />
      <p>
        <a className="link" href={`${FILES}/standard.docx`}>
          {text.getStandard}
        </a>
      </p>
      {mayKeep && <Upload />}
      <h2>{text.versions}</h2>
      <p className="muted">{text.issuedHint}</p>
      <Loaded read={read} skeleton={<TableSkeleton rows={3} />}>
        {({ rows, people }) => (rows.length === 0 ? <p>{text.none}</p> : <Versions rows={rows} people={people} />)}
      </Loaded>
      <h2>{text.fields}</h2>
      <DataTable
        caption={text.fields}
        isCaptionHidden
        rows={Object.entries(NOTICE_FIELDS)}
        rowKey={([name]) => name}
        columns={[
          { key: 'field', title: text.field, render: ([name]) => name },
          {
            key: 'kind',
            title: text.kind,
            render: ([name, field]) => (
              <code>{typeof field === 'string' ? text.text(name) : text.rows(name, field)}</code>
            ),
          },
        ]}
      />
    </>
  );
}

function Versions({ rows, people }: Templates): ReactNode {
  return (
    <DataTable
      caption={text.versions}
      isCaptionHidden
      rows={rows}
      rowKey={({ version }) => String(version)}
      columns={[
        { key: 'version', title: text.version, isNumber: true, render: ({ version }) => version },
        { key: 'file', title: text.fileName, render: ({ fileName }) => fileName },
        { key: 'note', title: text.note, render: ({ note }) => note },
        { key: 'by', title: text.keptBy, render: ({ keptBy }) => people[keptBy] ?? keptBy },
        { key: 'at', title: text.keptAt, render: ({ keptAt }) => <DateText value={keptAt} inTable withTime /> },
      ]}
    />
  );
}

function Upload(): ReactNode {
  const [file, setFile] = useState<File>();
  const [stored, setStored] = useState<Stored>();
  const [isPending, setPending] = useState(false);
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);

  async function check(chosen: File): Promise<void> {
    setPending(true);
    const body = new FormData();
    body.append('file', chosen);
    const outcome = await postJson<Stored>(FILES, body);
    setPending(false);
    setRefusals(outcome.ok ? [] : outcome.refusals);
    if (outcome.ok) setStored(outcome.value);
  }

  return (
    <section>
      <h2>{text.upload}</h2>
      <RefusalBox refusals={refusals} />
      <FileDrop
        label={text.file}
        accept={['.docx']}
        maxBytes={MAX_BYTES}
        chosen={file}
        isDisabled={isPending}
        onChoose={(chosen) => {
          setFile(chosen);
          setStored(undefined);
          setRefusals([]);
        }}
      />
      <p className="muted" role="status">
        {isPending ? text.checking : ''}
      </p>
      <ReasonedButton
        label={text.check}
        refusals={file === undefined ? [{ code: 'file-not-chosen', reason: text.chooseFirst }] : []}
        isPending={isPending}
        onPress={() => {
          if (file !== undefined) void check(file);
        }}
      />
      {stored !== undefined && <Checked key={stored.sha256} stored={stored} onKept={() => setFile(undefined)} />}
    </section>
  );
}

const Keep = z.object({ fileName: z.string(), sha256: z.string(), note: z.string().trim().min(1).max(200) });

function Checked({ stored, onKept }: { readonly stored: Stored; readonly onKept: () => void }): ReactNode {
  const read = useRead<{ readonly refusals: Parameters<typeof showRefusals>[0] }>('/api/plan-template-check', {
    sha256: stored.sha256,
  });
  const plans = useRead<ListAnswer<PlanSummary>>('/api/plans', { size: 100 }).value?.rows ?? [];
  const plan = plans.find(({ discloseBy }) => discloseBy !== null);
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={3} />}>
      {({ refusals }) => (
        <>
          <h3>{text.checked(stored.fileName)}</h3>
          <RefusalBox refusals={showRefusals(refusals)} />
          {refusals.length === 0 && (
            <>
              <p>{text.fits}</p>
              <p>
                {plan === undefined ? (
                  text.noPlan
                ) : (
                  <a className="link" href={`${FILES}/${stored.sha256}/preview/${plan.planId}.docx`}>
                    {text.see}
                  </a>
                )}
              </p>
              <DeedForm
                kind="plan.keep-template"
                schema={Keep}
                toInput={(values) => ({ ...values, ...stored })}
                onDone={onKept}
              >
                <Field name="note" label={text.note} hint={text.noteHint}>
                  <Input maxLength={200} />
                </Field>
              </DeedForm>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}
