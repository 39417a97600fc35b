/** 问题（逐条）: each with its point, basis, measure and deadline; a major one waits for a second person. @module */
import type { ReactNode } from 'react';
import type { Refusal } from '../../../core/result.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { levelRefusals } from '../../../inspection/rules/record.ts';
import { FINDING_LEVELS, MEASURES } from '../../../inspection/types/visit.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceDate } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { AmendFindingForm, Bases } from './finding-form.tsx';
import { ReasonForm } from './reason-form.tsx';
import { VisitSection } from './section.tsx';
import { useIsOpen, useStepRefusals } from './step.tsx';

const text = inspectionText.finding;

type ViewedFinding = VisitView['findings'][number];

export function FindingList({ view }: { readonly view: VisitView }): ReactNode {
  return (
    <VisitSection id="findings">
      {view.findings.length === 0 && <p className="muted">{text.none}</p>}
      {view.findings.map((finding) => (
        <OneFinding key={finding.findingId} view={view} finding={finding} />
      ))}
    </VisitSection>
  );
}

function OneFinding({ view, finding }: { readonly view: VisitView; readonly finding: ViewedFinding }): ReactNode {
  const { findingId, version, number, description, place, isWithdrawn } = finding;
  const line = view.checklist.find(({ itemId, no }) => itemId === finding.itemId && no === finding.pointNo);
  const mayAmend = useIsOpen('inspection.amend-finding', view);
  return (
    <article className={isWithdrawn ? 'finding finding-withdrawn' : 'finding'}>
      <h3>
        {text.number(number)} {description} <FindingTag finding={finding} />
      </h3>
      <DescriptionList
        items={[
          { label: text.place, value: place },
          { label: text.point, value: line?.question },
          ...(finding.criterion === undefined || finding.criterion === ''
            ? []
            : [{ label: text.criterion, value: finding.criterion }]),
          { label: text.measureKind, value: MEASURES[finding.measureKind] },
          { label: text.measure, value: finding.measure },
          { label: text.due, value: finding.dueOn === null ? text.onTheSpot : sentenceDate(finding.dueOn) },
        ]}
      />
      <Bases view={view} itemId={finding.itemId} />
      {finding.needsReview && !isWithdrawn && <Review view={view} finding={finding} />}
      {mayAmend && !isWithdrawn && line !== undefined && (
        <>
          <details className="visit-form">
            <summary>{text.amend}</summary>
            <AmendFindingForm view={view} line={line} finding={finding} />
          </details>
          <ReasonForm
            deed="inspection.withdraw-finding"
            view={view}
            title={text.withdraw}
            label={text.reason}
            hint={text.withdrawHint}
            also={{ findingId, version }}
          />
        </>
      )}
    </article>
  );
}

function FindingTag({ finding: { level, isWithdrawn } }: { readonly finding: ViewedFinding }): ReactNode {
  if (isWithdrawn) return <StateTag tone="ended" word={text.withdrawn} />;
  return <StateTag tone={level === 'major' ? 'problem' : 'active'} word={FINDING_LEVELS[level]} />;
}

/** The level is confirmed by somebody who did not state it. */
function Review({ view, finding }: { readonly view: VisitView; readonly finding: ViewedFinding }): ReactNode {
  const { inspectionId } = view;
  const { findingId, version, needsReview, isMine, isReviewed } = finding;
  const deed = useDeed<{ inspectionId: string; findingId: string; version: number }>('inspection.confirm-level');
  const byStep = useStepRefusals('inspection.confirm-level', view);
  const refusals: readonly Refusal[] = [...byStep, ...levelRefusals(needsReview, isMine)];
  if (isReviewed) return <StateTag tone="done" word={text.reviewed} />;
  return (
    <>
      <StateTag tone="waiting" word={text.unreviewed} />
      <RefusalBox refusals={deed.refusals} />
      <DeedButton
        kind="inspection.confirm-level"
        refusals={refusals}
        isPending={deed.isPending}
        onPress={() => void deed.run({ inspectionId, findingId, version })}
      />
    </>
  );
}
