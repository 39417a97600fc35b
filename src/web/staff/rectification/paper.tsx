/** The papers of an order: looked at, issued and printed here, under the visit's own serial. @module */
import type { ReactNode } from 'react';
import { seesAll } from '../../../inspection/rules/steps.ts';
import type { DocumentsView } from '../../../inspection/types/documents.ts';
import type { OrderView } from '../../../rectification/types/views.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { showRefusals } from '../../kit/api.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo, useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { rectificationText } from '../../kit/strings/rectification.zh.ts';
import { visitDocumentsText } from '../../kit/strings/visit-documents.zh.ts';
import { FormLinks, IssueForm, type Form } from '../inspection/documents.tsx';

const text = rectificationText.paper;

/** For those who may read the visit. */
export function PaperSection({ view }: { readonly view: OrderView }): ReactNode {
  const { roles } = useSession();
  if (!view.isMine && !seesAll(roles)) return null;
  return (
    <section className="order-section">
      <h2>{rectificationText.sections.paper}</h2>
      <Papers view={view} />
    </section>
  );
}

function Papers({ view }: { readonly view: OrderView }): ReactNode {
  const documents = useRead<DocumentsView>(`/api/inspections/${view.inspectionId}/documents`);
  return (
    <Loaded read={documents} skeleton={<TextSkeleton lines={3} />}>
      {(loaded) => (
        <>
          <p className="muted">{text.lead(loaded.serial ?? '')}</p>
          <PaperTable view={view} documents={loaded} />
          {view.isMine && <SlipLinks orderId={view.orderId} />}
        </>
      )}
    </Loaded>
  );
}

function PaperTable({ view, documents }: { readonly view: OrderView; readonly documents: DocumentsView }): ReactNode {
  const mayIssue = useMayDo('inspection.issue-document') && view.isMine;
  const issuedOf = ({ form }: Form) => documents.issued.find((each) => each.form === form && each.end === null);
  const columns: readonly Column<Form>[] = [
    { key: 'form', title: visitDocumentsText.form, render: ({ title }) => title },
    {
      key: 'look',
      title: visitDocumentsText.look,
      render: (form) => <FormLinks inspectionId={view.inspectionId} form={form} />,
    },
    {
      key: 'number',
      title: visitDocumentsText.number,
      render: (form) => {
        const issued = issuedOf(form);
        if (issued !== undefined)
          return (
            <a
              className="link"
              href={`/api/inspections/${view.inspectionId}/documents/${issued.documentId}.pdf`}
              target="_blank"
              rel="noreferrer"
              aria-label={visitDocumentsText.open(issued.number)}
            >
              {issued.number}
            </a>
          );
        if (form.issueRefusals.length === 0 && mayIssue)
          return <IssueForm inspectionId={view.inspectionId} form={form} />;
        return (
          <span className="muted">
            {form.issueRefusals.length === 0
              ? text.notIssued
              : showRefusals(form.issueRefusals)
                  .map(({ reason }) => reason)
                  .join('；')}
          </span>
        );
      },
    },
  ];
  const rows = documents.forms.filter(
    ({ form, previewRefusals }) => (form === 'order' || form === 'decision') && previewRefusals.length === 0,
  );
  if (rows.length === 0) return <p className="muted">{text.none}</p>;
  return <DataTable caption={text.list} columns={columns} rows={rows} rowKey={({ form }) => form} />;
}

function SlipLinks({ orderId }: { readonly orderId: string }): ReactNode {
  const at = (width: number): string => `/api/rectifications/${orderId}/slip.pdf?width=${width}`;
  return (
    <p className="document-links">
      <span className="muted">{text.slip}</span>
      <a
        className="link"
        href={at(58)}
        target="_blank"
        rel="noreferrer"
        aria-label={`${text.slip} ${visitDocumentsText.slip58}`}
      >
        {visitDocumentsText.slip58}
      </a>
      <a
        className="link"
        href={at(80)}
        target="_blank"
        rel="noreferrer"
        aria-label={`${text.slip} ${visitDocumentsText.slip80}`}
      >
        {visitDocumentsText.slip80}
      </a>
    </p>
  );
}
