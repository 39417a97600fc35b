/** One entry: on what it rests, who decided what, what other agencies do, and until when. @module */
import type { ReactNode } from 'react';
import { CREDIT_STATES, JOINT_MEASURES, MEASURE_STATES, REMOVAL_ENDS } from '../../../credit/types/credit.ts';
import type { CreditView } from '../../../credit/types/views.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { Course, IssuedDocuments } from '../../kit/followed-file.tsx';
import { sentenceDate, tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { creditText as text } from '../../kit/strings/credit.zh.ts';
import './credit.css';
import { EntryForms, MeasureForms, RequestForm, type OfEntry } from './forms.tsx';
import { CREDIT_STAGES, CREDIT_TONES, MEASURE_TONES, STAGE_OF } from './words.ts';

export function CreditPage(): ReactNode {
  const entry = useRead<CreditView>(`/api/credit-entries/${useParam('entryId')}`);
  return (
    <Loaded read={entry} skeleton={<TextSkeleton lines={12} />}>
      {(view) => <Entry view={view} />}
    </Loaded>
  );
}

function Entry({ view }: OfEntry): ReactNode {
  const { state, timerOn, daysLeft } = view;
  const dueWords = useDueWords();
  return (
    <>
      <PageHeader
        title={view.enterpriseName}
        parent={{ to: '/credit', title: text.list.title }}
        standing={
          <span className="followed-standing">
            <StateTag tone={CREDIT_TONES[state]} word={CREDIT_STATES[state]} />
            {timerOn !== null && daysLeft !== null && (
              <span>
                {state === 'published' ? sentenceDate(timerOn) : dueWords(timerOn)}，{text.daysLeft(daysLeft)}
              </span>
            )}
          </span>
        }
      />
      <StageLine
        label={text.course}
        stages={CREDIT_STAGES}
        current={STAGE_OF[state]}
        isStopped={state === 'declined'}
      />
      <section className="followed-section">
        <h2>{text.sections.entry}</h2>
        <DescriptionList items={factsOf(view)} />
        {view.restoredFrom !== null && <AppLink to={`/credit/${view.restoredFrom}`}>{text.facts.restored}</AppLink>}
        <EntryForms view={view} />
      </section>
      <Measures view={view} />
      <IssuedDocuments
        title={text.sections.documents}
        path={`/api/credit-entries/${view.entryId}`}
        documents={view.documents}
      />
      <Course title={text.sections.steps} states={CREDIT_STATES} steps={view.steps} />
    </>
  );
}

function factsOf(view: CreditView): { label: string; value: ReactNode }[] {
  const { penalty, publicity, listedOn, publishedOn, endsOn, removalEnd } = view;
  const days = [
    [text.facts.listed, listedOn],
    [text.facts.published, publishedOn],
    [text.facts.endsOn, endsOn],
  ] as const;
  return [
    { label: text.facts.rules, value: view.rulesName },
    { label: text.facts.situation, value: view.situation },
    { label: text.facts.facts, value: view.facts },
    {
      label: text.facts.penalty,
      value:
        penalty === null
          ? text.facts.noPenalty
          : text.facts.penaltyValue(penalty.cause, tableDate(penalty.decidedOn), tableDate(penalty.servedOn)),
    },
    ...(penalty === null
      ? []
      : [{ label: text.facts.performed, value: text.facts.performedValue[penalty.isPerformed ? 'yes' : 'no'] }]),
    ...(publicity === null
      ? []
      : [
          {
            label: text.facts.publicity,
            value: text.facts.publicityValue(tableDate(publicity.until), tableDate(publicity.repairFrom)),
          },
        ]),
    ...days.flatMap(([label, day]) => (day === null ? [] : [{ label, value: sentenceDate(day) }])),
    ...(removalEnd === null ? [] : [{ label: text.facts.removalEnd, value: REMOVAL_ENDS[removalEnd] }]),
  ];
}

function Measures({ view }: OfEntry): ReactNode {
  return (
    <section className="followed-section">
      <h2>{text.sections.measures}</h2>
      {view.measures.length === 0 && <p className="muted">{text.none}</p>}
      {view.measures.map((measure) => (
        <div key={measure.measureId} className="credit-measure">
          <p>
            {measure.agency}：{JOINT_MEASURES[measure.measure]}{' '}
            <StateTag tone={MEASURE_TONES[measure.state]} word={MEASURE_STATES[measure.state]} />{' '}
            <DateText value={measure.requestedOn} inTable />
          </p>
          <p className="muted">{measure.basis}</p>
          {measure.reply !== null && <p>{measure.reply}</p>}
          <MeasureForms view={view} measure={measure} />
        </div>
      ))}
      <RequestForm view={view} />
    </section>
  );
}
