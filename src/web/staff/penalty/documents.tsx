/** Papers of a case: issued ones with their numbers, drafts that wait for approval, and what an act would make of what is typed. @module */
import { Button, Form } from 'antd';
import { useState, type ReactNode } from 'react';
import { formRule, type PenaltyForm } from '../../../penalty/types/forms.ts';
import { actRule, type CaseAct } from '../../../penalty/types/table.ts';
import type { CaseView } from '../../../penalty/types/views.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';
import type { OfCase } from './case.tsx';

const text = penaltyText.documents;
type Paper = CaseView['documents'][number];

export function CaseDocuments({ view }: OfCase): ReactNode {
  const { documents, drafts, file } = view;
  return (
    <section className="case-section">
      <h2>{penaltyText.sections.documents}</h2>
      <Drafts view={view} />
      {documents.length === 0 ? (
        drafts.length === 0 && <p className="muted">{text.none}</p>
      ) : (
        <DataTable
          caption={penaltyText.sections.documents}
          isCaptionHidden
          columns={columnsOf(file.caseId)}
          rows={documents}
          rowKey={({ documentId }) => documentId}
        />
      )}
    </section>
  );
}

function columnsOf(caseId: string): readonly Column<Paper>[] {
  const path = (documentId: string): string => `/api/penalties/${caseId}/documents/${documentId}`;
  return [
    { key: 'title', title: text.title, render: ({ title }) => title },
    { key: 'number', title: text.number, render: ({ number }) => number },
    { key: 'on', title: text.on, render: ({ issuedOn }) => <DateText value={issuedOn} inTable /> },
    { key: 'standing', title: text.standing, render: standingOf },
    {
      key: 'files',
      title: text.files,
      render: ({ documentId }) => (
        <span className="case-links">
          <a className="link" href={`${path(documentId)}.pdf`} target="_blank" rel="noreferrer">
            {text.pdf}
          </a>
          <a className="link" href={`${path(documentId)}.docx`}>
            {text.word}
          </a>
        </span>
      ),
    },
  ];
}

function standingOf({ end, servedOn, form }: Paper): ReactNode {
  if (end?.kind === 'superseded') return <StateTag tone="ended" word={text.superseded(end.by ?? '')} />;
  if (end !== null) return <StateTag tone="ended" word={text.voided} />;
  if (servedOn !== null) return <StateTag tone="done" word={text.served(sentenceDate(servedOn))} />;
  return formRule(form).toParty === true ? (
    <StateTag tone="waiting" word={text.waiting} />
  ) : (
    <StateTag tone="done" word={text.valid} />
  );
}

/** What waits for its approval, to be looked at before. */
export function Drafts({ view: { drafts, file } }: OfCase): ReactNode {
  if (drafts.length === 0) return null;
  return (
    <ul className="case-drafts">
      {drafts.map(({ form, title, aboutId }) => {
        const path = `/api/penalties/${file.caseId}/drafts/${form}`;
        const about = aboutId === null ? '' : `?aboutId=${aboutId}`;
        return (
          <li key={`${form} ${aboutId}`}>
            <StateTag tone="waiting" word={text.draft} /> {title}{' '}
            <span className="case-links">
              <a className="link" href={`${path}.pdf${about}`} target="_blank" rel="noreferrer">
                {text.pdf}
              </a>
              <a className="link" href={`${path}.docx${about}`}>
                {text.word}
              </a>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

interface PreviewProps extends OfCase {
  readonly act: CaseAct;
  readonly toInput: (values: Readonly<Record<string, unknown>>) => unknown;
}

/** The papers the act may make, shown with what is typed; what refuses the act says so here. */
export function PreviewButtons({ view, act, toInput }: PreviewProps): ReactNode {
  const form = Form.useFormInstance<Record<string, unknown>>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const show = async (wanted: PenaltyForm): Promise<void> => {
    const input = toInput(form.getFieldsValue(true));
    const answer = await postJson<Blob>(`/api/penalties/${view.file.caseId}/preview`, { act, form: wanted, input });
    setRefusals(answer.ok ? [] : answer.refusals);
    if (answer.ok) window.open(URL.createObjectURL(answer.value), '_blank', 'noopener');
  };
  const forms: readonly PenaltyForm[] = actRule(act).forms ?? [];
  if (forms.length === 0) return null;
  return (
    <div className="case-preview">
      <RefusalBox refusals={refusals} />
      {forms.map((each) => (
        <Button key={each} type="link" onClick={() => void show(each)}>
          {text.preview(formRule(each).title)}
        </Button>
      ))}
    </div>
  );
}
