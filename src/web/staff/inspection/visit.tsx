/** One visit: where it stands, what is next, and everything in it, in the order of the law (查阅—方案—审批—通知—亮证—检查—签字). @module */
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import { isImpossible } from '../../../inspection/rules/signing.ts';
import { INSPECTION_STATES, type InspectionState } from '../../../inspection/types/visit.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { showRefusals } from '../../kit/api.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StageLine } from '../../kit/stage-line.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { Checklist } from './checklist.tsx';
import { ClosingSection } from './closing.tsx';
import { DocumentsSection } from './documents.tsx';
import { EvidenceSection } from './evidence.tsx';
import { ExceptionForms } from './exception-forms.tsx';
import { FileSection } from './file.tsx';
import { FindingList } from './finding-list.tsx';
import './inspection.css';
import { EntrySection, NoticeSection } from './notice.tsx';
import { OpinionSection } from './opinions.tsx';
import { PapersSection } from './papers.tsx';
import { PlanSection } from './plan.tsx';
import { Receipt } from './receipt.tsx';
import { ReplaceRequest } from './replace-request.tsx';
import { RecordHead, RecordLines } from './record.tsx';
import { SigningSection } from './signing.tsx';
import { PressStep } from './step.tsx';
import { SyncSection } from './sync.tsx';
import { INSPECTION_TONES } from './words.ts';

const text = inspectionText.visit;

export function VisitPage(): ReactNode {
  const visit = useRead<VisitView>(`/api/inspections/${useParam('inspectionId')}`);
  return (
    <Loaded read={visit} skeleton={<TextSkeleton lines={16} />}>
      {(view) => <Visit view={view} />}
    </Loaded>
  );
}

function Visit({ view }: { readonly view: VisitView }): ReactNode {
  const { state, blocked, enterprise } = view;
  const { says, section, go } = text.next[state];
  const link = section !== undefined && (
    <a className="link-button" href={`#${section}`}>
      {go}
    </a>
  );
  return (
    <>
      <PageHeader
        title={enterprise.name}
        parent={{ to: '/inspection', title: inspectionText.board.title }}
        standing={
          <span className="visit-standing">
            <StateTag tone={INSPECTION_TONES[state]} word={INSPECTION_STATES[state]} /> {says}
          </span>
        }
        action={state === 'assigned' ? <PressStep deed="inspection.accept" view={view} /> : link}
      />
      <StageLine label={text.course} {...stagesOf(view)} />
      {blocked !== null && (
        <RefusalBox
          title={text.blocked}
          takesFocus={false}
          refusals={showRefusals([{ code: 'inspection-blocked', facts: { reason: blocked } }])}
        />
      )}
      {view.isSealed && <p className="visit-sealed screen-only">{sealedText.visit.notice}</p>}
      <RecordHead view={view} />
      <FileSection view={view} />
      <PlanSection view={view} />
      <NoticeSection view={view} />
      <Receipt view={view} />
      <EntrySection view={view} />
      <Checklist view={view} />
      <FindingList view={view} />
      <OpinionSection view={view} />
      <EvidenceSection view={view} />
      <SyncSection view={view} />
      <SigningSection view={view} />
      <RecordLines />
      <PapersSection view={view} />
      <DocumentsSection view={view} />
      <ClosingSection view={view} />
      <ReplaceRequest view={view} />
      <ExceptionForms view={view} />
    </>
  );
}

const STAGES: readonly InspectionState[] = [
  'assigned',
  'preparing',
  'plan-submitted',
  'plan-reviewed',
  'plan-approved',
  'notified',
  'inspecting',
  'awaiting-signatures',
  'signed',
  'closed',
];

/** Passed on to the head only where the bureau asks for it. 处理中 stands where 已签 stood; a visit that could not be carried out stopped where it was. */
function stagesOf({ state, signedOn, notice, reviewedOn, approvedOn, checkedIn }: VisitView): {
  stages: { key: string; title: string }[];
  current: string | undefined;
  isStopped: boolean;
} {
  const stages = STAGES.filter((key) => key !== 'plan-reviewed' || reviewedOn !== null).map((key) => ({
    key,
    title: INSPECTION_STATES[key === 'signed' && state === 'following-up' ? state : key],
  }));
  if (isImpossible({ state, signedOn })) {
    const reached =
      checkedIn.length > 0
        ? 'inspecting'
        : notice !== null
          ? 'notified'
          : approvedOn !== null
            ? 'plan-approved'
            : 'preparing';
    return { stages, current: reached, isStopped: true };
  }
  const shown = state === 'following-up' ? 'signed' : state;
  return { stages, current: state === 'closed' ? undefined : shown, isStopped: false };
}
