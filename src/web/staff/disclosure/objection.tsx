/** One objection: what was said, what is published, and the answer with what it does. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { DISCLOSURE_STATES, SOURCES } from '../../../disclosure/types.ts';
import {
  OBJECTION_GROUNDS,
  OBJECTION_STATES,
  OBJECTORS,
  type ObjectionOutcome,
  type ObjectionView,
} from '../../../disclosure/types/objection.ts';
import { UPLOAD_KINDS } from '../../../core/uploads/kinds.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { Field } from '../../kit/field.tsx';
import { fileSize, sentenceDate } from '../../kit/format.ts';
import { OBJECTION_TONES } from '../../kit/objection-tones.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { objectionText } from '../../kit/strings/objection.zh.ts';
import './disclosure.css';
import { changedWording, initialWording, WordingFields } from './wording.tsx';
import { daysLeftText, placeTitle } from './words.ts';

const text = objectionText.desk;
const DECIDE = 'disclosure.decide-objection';

export function ObjectionPage(): ReactNode {
  const read = useRead<ObjectionView>(`/api/objections/${useParam('objectionId')}`);
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={10} />}>
      {(view) => <OneObjection view={view} />}
    </Loaded>
  );
}

interface ViewProps {
  readonly view: ObjectionView;
}

function OneObjection({ view }: ViewProps): ReactNode {
  const { state, dueOn, workdaysLeft, enterpriseName, words, texts } = view;
  const mayAnswer = useMayDo(DECIDE);
  const dueWords = useDueWords();
  const due = workdaysLeft === null ? [] : [text.due(dueWords(dueOn)), daysLeftText(workdaysLeft)];
  return (
    <>
      <PageHeader
        title={enterpriseName}
        parent={{ to: '/disclosure/objections', title: text.title }}
        standing={[text.next[state], ...due].join(' · ')}
      />
      <Facts view={view} />
      <h2>{text.said}</h2>
      <p className="disclosure-said">{words}</p>
      <Files view={view} />
      {texts.length > 0 && (
        <>
          <h2>{text.published}</h2>
          <DescriptionList items={texts.map(({ at, copy }) => ({ label: placeTitle(at), value: copy }))} />
        </>
      )}
      {mayAnswer && state === 'open' && <Answers view={view} />}
    </>
  );
}

function Facts({ view }: ViewProps): ReactNode {
  const { state, source, entryId, entryState, version, objector, ground, contact, receivedOn, decidedOn, reason } =
    view;
  const mayAnswer = useMayDo(DECIDE);
  return (
    <DescriptionList
      items={[
        {
          label: objectionText.state,
          value: <StateTag tone={OBJECTION_TONES[state]} word={OBJECTION_STATES[state]} />,
        },
        ...(reason === null ? [] : [{ label: text.reason, value: reason }]),
        ...(decidedOn === null ? [] : [{ label: objectionText.decidedOn, value: sentenceDate(decidedOn) }]),
        {
          label: text.entry,
          value: (
            <>
              {SOURCES[source]} · {DISCLOSURE_STATES[entryState]} · {text.entryVersion(version)}{' '}
              <AppLink to={`/disclosure/${entryId}`}>{text.openEntry}</AppLink>
            </>
          ),
        },
        { label: text.of, value: OBJECTORS[objector] },
        { label: objectionText.ground, value: OBJECTION_GROUNDS[ground] },
        { label: objectionText.receivedOn, value: sentenceDate(receivedOn) },
        { label: text.contact, value: mayAnswer ? (contact ?? text.noContact) : text.hiddenContact },
      ]}
    />
  );
}

function Files({ view: { objectionId, files } }: ViewProps): ReactNode {
  if (files.length === 0) return null;
  return (
    <ul>
      {files.map(({ fileId, format, size }, n) => (
        <li key={fileId}>
          <a className="link" href={`/api/objections/${objectionId}/files/${fileId}`}>
            {text.attachment(n + 1, UPLOAD_KINDS[format].label, fileSize(size))}
          </a>
        </li>
      ))}
    </ul>
  );
}

const AnswerInput = z.object({
  objectionId: z.string(),
  outcome: z.string(),
  reason: z.string().trim().min(1).max(500),
  wording: z.array(z.unknown()).optional(),
});

function Answers({ view }: ViewProps): ReactNode {
  return (
    <section>
      <h2>{objectionText.answer}</h2>
      <div className="disclosure-forms">
        <AnswerForm view={view} outcome="upheld" />
        {view.texts.length > 0 && <AnswerForm view={view} outcome="corrected" />}
        <AnswerForm view={view} outcome="withdrawn" />
      </div>
    </section>
  );
}

function AnswerForm({ view, outcome }: ViewProps & { readonly outcome: ObjectionOutcome }): ReactNode {
  const { objectionId, texts, refusals } = view;
  const isCorrection = outcome === 'corrected';
  return (
    <details className="disclosure-form">
      <summary>{OBJECTION_STATES[outcome]}</summary>
      <DeedForm
        kind={DECIDE}
        schema={AnswerInput}
        initial={isCorrection ? initialWording(texts) : {}}
        toInput={(values) => ({
          objectionId,
          outcome,
          reason: values['reason'],
          ...(isCorrection ? { wording: changedWording(texts, values) } : {}),
        })}
        refusals={refusals[outcome] ?? []}
        onDone={() => undefined}
      >
        {isCorrection && <WordingFields texts={texts} />}
        <Field name="reason" label={text.reason} hint={text.hints[outcome]}>
          <Input.TextArea rows={3} maxLength={500} />
        </Field>
      </DeedForm>
    </details>
  );
}
