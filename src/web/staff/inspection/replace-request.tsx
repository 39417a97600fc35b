/** 申请替换 in a sealed draw: only the team knows of its visit, so the team asks, from the visit's own page. @module */
import { useState, type ReactNode } from 'react';
import type { AfterView } from '../../../draw/types/after.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';
import { RequestForm } from '../draw/after-request.tsx';

const text = sealedText.visit;
/** Before anybody has entered; afterwards the visit is carried through or reported as impossible. */
const BEFORE_ENTRY: readonly VisitView['state'][] = [
  'assigned',
  'preparing',
  'plan-submitted',
  'plan-reviewed',
  'plan-approved',
  'notified',
];

export function ReplaceRequest({ view }: { readonly view: VisitView }): ReactNode {
  const mayAsk = useMayDo('draw.request-substitution');
  const [isOpen, setOpen] = useState(false);
  const isMine = view.team.some(({ isMe, kind }) => isMe && kind === 'officer');
  if (!view.isSealed || !isMine || !mayAsk || !BEFORE_ENTRY.includes(view.state)) return null;
  return (
    <section className="visit-section screen-only">
      <details className="visit-form" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{text.ask}</summary>
        <p className="muted">{text.lead}</p>
        {isOpen && <Form view={view} />}
      </details>
    </section>
  );
}

function Form({ view }: { readonly view: VisitView }): ReactNode {
  const own = useRead<AfterView>(`/api/draws/${view.drawId}/own-visits`);
  return (
    <Loaded read={own} skeleton={<TextSkeleton lines={3} />}>
      {({ teams }) => (
        <RequestForm
          drawId={view.drawId}
          teams={teams.filter(({ enterprise }) => enterprise === view.enterprise.creditCode)}
        />
      )}
    </Loaded>
  );
}
