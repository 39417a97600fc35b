/** One major hazard: where it stands, who answers for it, what is due, and everything that was done. @module */
import type { ReactNode } from 'react';
import { HAZARD_STATES } from '../../../hazard/types/hazard.ts';
import type { HazardView } from '../../../hazard/types/views.ts';
import { MEASURES } from '../../../inspection/types/visit.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { useDueWords } from '../../kit/due-text.tsx';
import { Course, IssuedDocuments } from '../../kit/followed-file.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
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
  const dueWords = useDueWords();
  return (
    <>
      <PageHeader
        title={view.enterpriseName}
        parent={{ to: '/hazard', title: text.list.title }}
        standing={
          <span className="followed-standing">
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
      <section className="followed-section">
        <h2>{text.sections.hazard}</h2>
        <DescriptionList
          items={[
            { label: text.facts.place, value: view.place },
            { label: text.facts.description, value: view.description },
            { label: text.facts.criterion, value: view.criterion },
            { label: text.facts.measure, value: MEASURES[view.measureKind] },
            ...(timerOn === null ? [] : [{ label: text.facts.timer, value: dueWords(timerOn) }]),
          ]}
        />
        <MoreForms view={view} />
      </section>
      <SupervisionSection view={view} />
      <PlanSection view={view} />
      <ProgressSection view={view} />
      <AcceptanceSection view={view} />
      <MeasuresSection view={view} />
      <IssuedDocuments
        title={text.sections.documents}
        path={`/api/hazards/${view.hazardId}`}
        documents={view.documents}
      />
      <Course title={text.sections.steps} states={HAZARD_STATES} steps={view.steps} />
    </>
  );
}
