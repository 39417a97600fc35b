/** 办结: what came of the visit. @module */
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { VisitSection } from './section.tsx';
import { PressStep } from './step.tsx';

const text = inspectionText.closing;

export function ClosingSection({ view }: { readonly view: VisitView }): ReactNode {
  const { conclusion, signedOn, state, returnReason, refusals } = view;
  return (
    <VisitSection id="closing" isScreenOnly>
      {conclusion === null ? (
        <p className="muted">{text.none}</p>
      ) : (
        <DescriptionList
          items={[
            { label: text.conclusion, value: CONCLUSIONS[conclusion] },
            ...(signedOn === null
              ? [{ label: text.evidence, value: returnReason }]
              : [{ label: text.signedOn, value: sentenceDate(signedOn) }]),
          ]}
        />
      )}
      {state !== 'closed' && (
        <PressStep deed="inspection.close" view={view} refusals={conclusion === null ? [] : refusals} />
      )}
    </VisitSection>
  );
}
