/** 笔录、取证和送达: what is written down beside the record, kept as versions; each becomes a document of its own. @module */
import { useState, type ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import {
  FORMS,
  KeepPaperInput,
  PAPER_KINDS,
  type DocumentsView,
  type Paper,
} from '../../../inspection/types/documents.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { tableTime } from '../../kit/format.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { visitPapersText as text } from '../../kit/strings/visit-papers.zh.ts';
import { InterviewFields, SampleFields, ServiceFields, SurveyFields } from './paper-fields.tsx';
import { VisitSection } from './section.tsx';
import { useIsOpen } from './step.tsx';

type Kept = DocumentsView['papers'][number];

export function PapersSection({ view }: { readonly view: VisitView }): ReactNode {
  const documents = useRead<DocumentsView>(`/api/inspections/${view.inspectionId}/documents`);
  const mayKeep = useIsOpen('inspection.keep-paper', view);
  return (
    <VisitSection id="papers" isScreenOnly>
      <p className="muted">{text.lead}</p>
      <Loaded read={documents} skeleton={<TextSkeleton lines={3} />}>
        {(loaded) => (
          <>
            <PaperTable papers={loaded.papers} />
            {mayKeep && <PaperForms view={view} documents={loaded} />}
          </>
        )}
      </Loaded>
    </VisitSection>
  );
}

function PaperTable({ papers }: { readonly papers: readonly Kept[] }): ReactNode {
  const columns: readonly Column<Kept>[] = [
    { key: 'kind', title: text.kind, render: ({ paper }) => FORMS[paper.kind] },
    { key: 'about', title: text.about, render: ({ paper }) => aboutOf(paper) },
    { key: 'version', title: text.version, render: ({ version }) => text.nth(version) },
    { key: 'kept', title: text.kept, render: ({ at }) => <span className="digits">{tableTime(at)}</span> },
  ];
  if (papers.length === 0) return <p className="muted">{text.none}</p>;
  return <DataTable caption={text.list} columns={columns} rows={papers} rowKey={({ paperId }) => paperId} />;
}

/** What tells one paper from another of its kind. */
function aboutOf(paper: Paper): string {
  switch (paper.kind) {
    case 'interview':
      return `${paper.person}，${paper.from.replace('T', ' ')}`;
    case 'survey':
      return `${paper.place}，${paper.from.replace('T', ' ')}`;
    case 'sample':
      return text.goods(paper.goods.map(({ name }) => name).join('、'));
    case 'service':
      return `${paper.receiver}，${paper.servedAt.replace('T', ' ')}`;
  }
}

function PaperForms({ view, documents }: { readonly view: VisitView; readonly documents: DocumentsView }): ReactNode {
  const { papers } = documents;
  return (
    <>
      {papers.map(({ paperId, version, paper }) => (
        <PaperForm
          // Another version is another form: what was typed for the former must not stay in the fields.
          key={`${paperId} ${version}`}
          view={view}
          documents={documents}
          title={text.change(FORMS[paper.kind], aboutOf(paper))}
          paper={paper}
          paperId={paperId}
        />
      ))}
      {PAPER_KINDS.map((kind) => (
        <PaperForm
          key={`${kind} ${papers.filter(({ paper }) => paper.kind === kind).length}`}
          view={view}
          documents={documents}
          title={text.add(FORMS[kind])}
          paper={firstOf(kind, view, papers)}
        />
      ))}
    </>
  );
}

/** A paper, or the beginning of one: fields by name. */
type PaperDraft = Readonly<Record<string, unknown>> & Pick<Paper, 'kind'>;

/** What is known before anything is typed. */
function firstOf(kind: Paper['kind'], view: VisitView, papers: readonly Kept[]): PaperDraft {
  const place = view.enterprise.address ?? '';
  switch (kind) {
    case 'interview': {
      const nth = papers.filter(({ paper }) => paper.kind === kind).length + 1;
      const entries = [{ ask: '', answer: '' }];
      const recorder = view.team.find(({ isMe }) => isMe)?.name ?? '';
      return {
        kind,
        nth: Math.min(nth, 99),
        place: '',
        person: '',
        post: '',
        employer: view.enterprise.name,
        recorder,
        entries,
      };
    }
    case 'survey':
      return { kind, place, weather: '', party: view.enterprise.principal ?? '', invited: '', result: '' };
    case 'sample':
      return {
        kind,
        place: '',
        basis: text.sample.basisValue,
        goods: [{ name: '', model: '', quantity: '', paidFen: null }],
      };
    case 'service':
      return { kind, documentIds: [], receiver: view.enterprise.principal ?? '', place, method: 'direct' };
  }
}

interface PaperFormProps {
  readonly view: VisitView;
  readonly documents: DocumentsView;
  readonly title: string;
  readonly paper: PaperDraft;
  readonly paperId?: string;
}

function PaperForm({ view, documents, title, paper, paperId }: PaperFormProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { inspectionId } = view;
  const { kind } = paper;
  return (
    <details className="visit-form" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{title}</summary>
      {isOpen && (
        <DeedForm
          kind="inspection.keep-paper"
          schema={KeepPaperInput}
          initial={{ paper }}
          toInput={(values) => ({
            inspectionId,
            ...(paperId === undefined ? {} : { paperId }),
            paper: { ...(values['paper'] as object), kind },
          })}
          onDone={() => setOpen(false)}
        >
          {kind === 'interview' && <InterviewFields />}
          {kind === 'survey' && <SurveyFields />}
          {kind === 'sample' && <SampleFields />}
          {kind === 'service' && <ServiceFields issued={documents.issued} />}
        </DeedForm>
      )}
    </details>
  );
}
