/** One major hazard: where it stands, who answers for it, what is due, and everything that was done. @module */
import type { ReactNode } from 'react';
import { HAZARD_STATES } from '../../../hazard/types/hazard.ts';
import type { HazardView } from '../../../hazard/types/views.ts';
import { MEASURES } from '../../../inspection/types/visit.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { ruleOf } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { hazardText as text } from '../../kit/strings/hazard.zh.ts';
import { AcceptanceSection } from './accept.tsx';
import './hazard.css';
import type { OfHazard } from './form.tsx';
import { MeasuresSection, MoreForms } from './measures.tsx';
import { PlanSection, ProgressSection, SupervisionSection } from './supervise.tsx';
import { HAZARD_STAGES, HAZARD_TONES, STAGE_OF } from './words.ts';

export function HazardPage(): ReactNode {
  const hazard = useRead<HazardView>(`/api/hazards/${useParam('hazardId')}`);
  return (
    <Loaded read={hazard} skeleton={<TextSkeleton lines={14} />}>
      {(view) => <Hazard view={view} />}
    </Loaded>
  );
}

function Hazard({ view }: OfHazard): ReactNode {
  const { state, timerOn, daysLeft } = view;
  return (
    <>
      <PageHeader
        title={view.enterpriseName}
        parent={{ to: '/hazard', title: text.list.title }}
        standing={
          <span className="hazard-standing">
            <StateTag tone={HAZARD_TONES[state]} word={HAZARD_STATES[state]} />
            {timerOn !== null && daysLeft !== null && (
              <StateTag tone={daysLeft < 0 ? 'problem' : 'waiting'} word={text.daysLeft(daysLeft)} />
            )}
            {view.isRefused && <StateTag tone="problem" word={text.refused} />}
            {view.isOverdue && <StateTag tone="problem" word={text.overdue} />}
            <span>{text.standing(view.owner)}</span>
            <AppLink to={`/inspection/${view.inspectionId}`}>{text.visit}</AppLink>
            {view.orderId !== null && <AppLink to={`/rectification/${view.orderId}`}>{text.order}</AppLink>}
          </span>
        }
      />
      <StageLine label={text.course} stages={HAZARD_STAGES} current={STAGE_OF[state]} />
      <section className="hazard-section">
        <h2>{text.sections.hazard}</h2>
        <DescriptionList
          items={[
            { label: text.facts.place, value: view.place },
            { label: text.facts.description, value: view.description },
            { label: text.facts.criterion, value: view.criterion },
            { label: text.facts.measure, value: MEASURES[view.measureKind] },
            ...(timerOn === null ? [] : [{ label: text.facts.timer, value: sentenceDate(timerOn) }]),
          ]}
        />
        <MoreForms view={view} />
      </section>
      <SupervisionSection view={view} />
      <PlanSection view={view} />
      <ProgressSection view={view} />
      <AcceptanceSection view={view} />
      <MeasuresSection view={view} />
      <Documents view={view} />
      <Steps view={view} />
    </>
  );
}

function Documents({ view: { hazardId, documents } }: OfHazard): ReactNode {
  if (documents.length === 0) return null;
  return (
    <section className="hazard-section">
      <h2>{text.sections.documents}</h2>
      <ul className="hazard-lines">
        {documents.map(({ documentId, title, number, issuedOn }) => (
          <li key={documentId}>
            <a href={`/api/hazards/${hazardId}/documents/${documentId}.pdf`} target="_blank" rel="noreferrer">
              {title}
            </a>{' '}
            {number} <DateText value={issuedOn} inTable />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Steps({ view: { steps } }: OfHazard): ReactNode {
  if (steps.length === 0) return null;
  return (
    <section className="hazard-section">
      <h2>{text.sections.steps}</h2>
      <ol className="hazard-lines">
        {steps.map(({ number, deed, to, note, by, at }) => (
          <li key={number}>
            {ruleOf(deed).title} → {HAZARD_STATES[to]} <span className="muted">{by}</span>{' '}
            <DateText value={at} inTable withTime />
            {note !== null && <p className="muted">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
