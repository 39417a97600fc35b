/** Parts of the page of a file that goes from state to state by deeds: what was issued, its course, and a folded form for a deed. @module */
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { DateText } from './date-text.tsx';
import { DeedForm } from './deed-form.tsx';
import { ruleOf } from './session.ts';
import './followed-file.css';

interface IssuedDocumentsProps {
  readonly title: string;
  /** Of the file, e.g. `/api/hazards/<id>`. */
  readonly path: string;
  readonly documents: readonly {
    readonly documentId: string;
    readonly title: string;
    readonly number: string;
    readonly issuedOn: string;
  }[];
}

/** Nothing while none was issued. */
export function IssuedDocuments({ title, path, documents }: IssuedDocumentsProps): ReactNode {
  if (documents.length === 0) return null;
  return (
    <section className="followed-section">
      <h2>{title}</h2>
      <ul className="followed-lines">
        {documents.map((document) => (
          <li key={document.documentId}>
            <a className="link" href={`${path}/documents/${document.documentId}.pdf`} target="_blank" rel="noreferrer">
              {document.title}
            </a>{' '}
            {document.number} <DateText value={document.issuedOn} inTable />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CourseProps<State extends string> {
  readonly title: string;
  readonly states: Readonly<Record<State, string>>;
  readonly steps: readonly {
    readonly number: number;
    readonly deed: string;
    readonly to: State;
    readonly note: string | null;
    readonly by: string;
    readonly at: string;
  }[];
}

/** Nothing before the first step. */
export function Course<State extends string>({ title, states, steps }: CourseProps<State>): ReactNode {
  if (steps.length === 0) return null;
  return (
    <section className="followed-section">
      <h2>{title}</h2>
      <ol className="followed-lines">
        {steps.map(({ number, deed, to, note, by, at }) => (
          <li key={number}>
            {ruleOf(deed).title} → {states[to]} <span className="muted">{by}</span>{' '}
            <DateText value={at} inTable withTime />
            {note !== null && <p className="muted">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

interface FoldedDeedProps {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly initial?: Readonly<Record<string, unknown>> | undefined;
  /** What the person does not type: the file's id above all. */
  readonly own: Readonly<Record<string, unknown>>;
  readonly isOpen?: boolean;
  readonly children?: ReactNode;
}

/** The deed's form under its title, to be unfolded. */
export function FoldedDeed({ kind, schema, initial, own, isOpen = false, children }: FoldedDeedProps): ReactNode {
  return (
    <details className="followed-form" open={isOpen}>
      <summary>{ruleOf(kind).title}</summary>
      <DeedForm
        kind={kind}
        schema={schema}
        {...(initial === undefined ? {} : { initial })}
        toInput={(values) => ({ ...values, ...own })}
        onDone={() => undefined}
      >
        {children}
      </DeedForm>
    </details>
  );
}
