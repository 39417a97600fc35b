/** 文书: what can be made of the visit, looked at as the document itself, issued, and voided. @module */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import type { DocumentsView, FormPreview, IssuedDocument } from '../../../inspection/types/documents.ts';
import { getJson, showRefusals, ReadFailed, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useDeed } from '../../kit/deed.ts';
import { tableDate } from '../../kit/format.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { visitDocumentsText as text } from '../../kit/strings/visit-documents.zh.ts';
import './inspection.css';
import { ReasonForm } from './reason-form.tsx';
import { VisitSection } from './section.tsx';
import { useIsOpen } from './step.tsx';

export type Form = DocumentsView['forms'][number];

export function DocumentsSection({ view }: { readonly view: VisitView }): ReactNode {
  const documents = useRead<DocumentsView>(`/api/inspections/${view.inspectionId}/documents`);
  return (
    <VisitSection id="documents" isScreenOnly>
      <Loaded read={documents} skeleton={<TextSkeleton lines={6} />}>
        {(loaded) => (
          <>
            <p className="muted">{loaded.serial === null ? text.noSerial : text.serial(loaded.serial)}</p>
            {loaded.serial !== null && <FormTable view={view} documents={loaded} />}
            <IssuedTable view={view} issued={loaded.issued} />
            {view.recordHash !== null && <SlipLinks inspectionId={view.inspectionId} />}
          </>
        )}
      </Loaded>
    </VisitSection>
  );
}

function FormTable({ view, documents }: { readonly view: VisitView; readonly documents: DocumentsView }): ReactNode {
  const mayIssue = useIsOpen('inspection.issue-document', view);
  const columns: readonly Column<Form>[] = [
    { key: 'form', title: text.form, render: ({ title }) => title },
    { key: 'look', title: text.look, render: (form) => <FormLinks inspectionId={view.inspectionId} form={form} /> },
    {
      key: 'state',
      title: text.state,
      render: (form) =>
        form.issueRefusals.length === 0 && mayIssue ? (
          <IssueForm inspectionId={view.inspectionId} form={form} />
        ) : (
          <span className="muted">
            {showRefusals(form.issueRefusals)
              .map(({ reason }) => reason)
              .join('；')}
          </span>
        ),
    },
  ];
  // The notice is issued in its own section.
  const rows = documents.forms.filter(({ form, previewRefusals }) => form !== 'notice' && previewRefusals.length === 0);
  return (
    <DataTable
      caption={text.list}
      columns={columns}
      rows={rows}
      rowKey={({ form, paperId }) => `${form} ${paperId ?? ''}`}
    />
  );
}

export function FormLinks({ inspectionId, form }: { readonly inspectionId: string; readonly form: Form }): ReactNode {
  const at = (ending: string): string =>
    `/api/inspections/${inspectionId}/forms/${form.form}.${ending}${form.paperId === null ? '' : `?paperId=${form.paperId}`}`;
  return (
    <span className="document-links">
      <a className="link" href={at('pdf')} target="_blank" rel="noreferrer" aria-label={text.previewOf(form.title)}>
        {text.look}
      </a>
      <a className="link" href={at('docx')} aria-label={text.wordOf(form.title)}>
        {text.word}
      </a>
    </span>
  );
}

/** The preview is made first: its number and hash are what is signed. */
export function IssueForm({ inspectionId, form }: { readonly inspectionId: string; readonly form: Form }): ReactNode {
  const [preview, setPreview] = useState<FormPreview>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isPreparing, setPreparing] = useState(false);
  const deed = useDeed<unknown>('inspection.issue-document');
  const about = form.paperId === null ? {} : { paperId: form.paperId };
  const prepare = async (): Promise<void> => {
    setPreparing(true);
    try {
      setPreview(await getJson<FormPreview>(`/api/inspections/${inspectionId}/forms/${form.form}`, about));
      setRefusals([]);
    } catch (error) {
      if (!(error instanceof ReadFailed)) throw error;
      setRefusals(error.refusals);
    }
    setPreparing(false);
  };
  const close = (): void => {
    setPreview(undefined);
    deed.reset();
  };
  return (
    <>
      <RefusalBox refusals={refusals} />
      <Button autoInsertSpace={false} loading={isPreparing} onClick={() => void prepare()}>
        {text.issueOf(form.title)}
      </Button>
      <SealMoment
        isOpen={preview !== undefined}
        onClose={close}
        title={text.issueOf(form.title)}
        summary={[
          { label: text.form, value: form.title },
          { label: text.number, value: preview?.number ?? '' },
        ]}
        {...(preview === undefined ? {} : { hash: preview.sha256 })}
        consequence={text.effect}
        stampWord={text.stamp}
        deed={deed}
        onSeal={() => void deed.run({ inspectionId, form: form.form, ...about, sha256: preview?.sha256 })}
      />
    </>
  );
}

function IssuedTable({
  view,
  issued,
}: {
  readonly view: VisitView;
  readonly issued: readonly IssuedDocument[];
}): ReactNode {
  const columns: readonly Column<IssuedDocument>[] = [
    {
      key: 'number',
      title: text.number,
      render: ({ documentId, number }) => (
        <a
          className="link"
          href={`/api/inspections/${view.inspectionId}/documents/${documentId}.pdf`}
          target="_blank"
          rel="noreferrer"
          aria-label={text.open(number)}
        >
          {number}
        </a>
      ),
    },
    { key: 'title', title: text.form, render: ({ title }) => title },
    { key: 'on', title: text.on, render: ({ issuedOn }) => <span className="digits">{tableDate(issuedOn)}</span> },
    {
      key: 'code',
      title: text.code,
      render: ({ code }) => <span className="digits">{code.replaceAll(/(.{4})(?=.)/g, '$1-')}</span>,
    },
    { key: 'state', title: text.state, render: (document) => <Standing document={document} /> },
  ];
  if (issued.length === 0) return <p className="muted">{text.noneIssued}</p>;
  return (
    <>
      <DataTable caption={text.issued} columns={columns} rows={issued} rowKey={({ documentId }) => documentId} />
      {issued
        .filter(({ end }) => end === null)
        .map(({ documentId, number }) => (
          <ReasonForm
            key={documentId}
            deed="inspection.void-document"
            view={view}
            title={text.voidTitle(number)}
            label={text.voidReason}
            hint={text.voidHint}
            also={{ documentId }}
          />
        ))}
    </>
  );
}

function Standing({ document: { end } }: { readonly document: IssuedDocument }): ReactNode {
  if (end === null) return <StateTag tone="done" word={text.holds} />;
  return <StateTag tone="ended" word={end.kind === 'voided' ? text.voided : text.superseded(end.by ?? '')} />;
}

function SlipLinks({ inspectionId }: { readonly inspectionId: string }): ReactNode {
  const at = (width: number): string => `/api/inspections/${inspectionId}/slip.pdf?width=${width}`;
  return (
    <p className="document-links">
      <span className="muted">{text.slip}</span>
      <a className="link" href={at(58)} target="_blank" rel="noreferrer">
        {text.slip58}
      </a>
      <a className="link" href={at(80)} target="_blank" rel="noreferrer">
        {text.slip80}
      </a>
    </p>
  );
}
