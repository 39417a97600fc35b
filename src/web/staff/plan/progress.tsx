/** How far the plan is: done against planned, and what is still open. @module */
import type { ReactNode } from 'react';
import type { PlanProgress } from '../../../inspection/types/progress.ts';
import type { Plan } from '../../../plan/types.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { planNoticeText } from '../../kit/strings/plan-notice.zh.ts';
import { planProgressText as text } from '../../kit/strings/plan-progress.zh.ts';
import { BurnUp } from './burn-up.tsx';

const SHOWN = ['in-progress', 'adjusting', 'completed'];

export function PlanProgressSection({ plan }: { readonly plan: Plan }): ReactNode {
  return SHOWN.includes(plan.state) ? <Progress plan={plan} /> : null;
}

function Progress({ plan }: { readonly plan: Plan }): ReactNode {
  const { planId } = plan;
  const progress = useRead<PlanProgress>(`/api/plans/${planId}/progress`);
  return (
    <section>
      <h2>{text.title}</h2>
      <Loaded read={progress} skeleton={<TextSkeleton lines={8} />}>
        {(shown) => <Standing progress={shown} />}
      </Loaded>
      {plan.state === 'completed' && (
        <p>
          <a className="link" href={`/api/plans/${planId}/closing.pdf`} target="_blank" rel="noreferrer">
            {planNoticeText.closing}
          </a>
        </p>
      )}
    </section>
  );
}

function Standing({ progress }: { readonly progress: PlanProgress }): ReactNode {
  const { count, done, due, drawn, open, impossible } = progress;
  const missing = due - done;
  return (
    <>
      <p>
        {text.sentence(done, count)}{' '}
        <StateTag tone={missing > 0 ? 'problem' : 'done'} word={missing > 0 ? text.behind(missing) : text.onTime} />
      </p>
      <p className="muted">
        {text.due(due)}；{text.standing(drawn, open, impossible)}
      </p>
      <BurnUp progress={progress} />
    </>
  );
}
