/** What happened after the result: every substitution with what it waits for, and the form to ask for one. @module */
import type { ReactNode } from 'react';
import { SUBSTITUTION_REASONS, type AfterView, type SubstitutionView } from '../../../draw/types/after.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { afterText as text } from '../../kit/strings/draw-after.zh.ts';
import { Decision } from './after-decision.tsx';
import { Fresh } from './after-fresh.tsx';
import { RequestForm } from './after-request.tsx';
import { outOf } from './words.ts';

const TONES: Readonly<Record<SubstitutionView['state'], StateTone>> = {
  requested: 'waiting',
  rejected: 'ended',
  approved: 'active',
  substituted: 'done',
};

/** Nothing before the confirmation, and in a void draw. */
export function After({ view }: { readonly view: DrawView }): ReactNode {
  const isDue = view.voided === null && (view.state === 'confirmed' || view.state === 'released');
  const isSealed = view.mode === 'sealed' && view.openedAt === null;
  return isDue ? <Substitutions drawId={view.drawId} isSealed={isSealed} /> : null;
}

interface SubstitutionsProps {
  readonly drawId: string;
  readonly isSealed: boolean;
}

function Substitutions({ drawId, isSealed }: SubstitutionsProps): ReactNode {
  const after = useRead<AfterView>(`/api/draws/${drawId}/after`);
  const mayAsk = useMayDo('draw.request-substitution');
  return (
    <section>
      <h2>{text.title}</h2>
      <p className="muted after-lead">{isSealed ? text.sealedLead : text.lead}</p>
      <Loaded read={after} skeleton={<TextSkeleton lines={3} />}>
        {(view) => (
          <>
            {view.substitutions.length === 0 ? <p>{text.none}</p> : <Requests view={view} />}
            {view.substitutions.some(({ state }) => state === 'substituted') && (
              <p>
                <a className="link" href={`/api/draws/${drawId}/changes.pdf`} target="_blank" rel="noreferrer">
                  {text.changesPdf}
                </a>
              </p>
            )}
            {view.substitutions
              .filter(({ state }) => state === 'requested')
              .map((each) => (
                <Decision key={each.request} drawId={drawId} each={each} needsLottery={view.needsLottery} />
              ))}
            {view.substitutions
              // Codes are handed over above, by their holders.
              .filter(({ state, fresh }) => state === 'approved' && fresh.every(({ type }) => type !== 'otc'))
              .map((each) => (
                <Fresh key={each.request} drawId={drawId} each={each} />
              ))}
            {mayAsk && !isSealed && <RequestForm drawId={drawId} teams={view.teams} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Requests({ view }: { readonly view: AfterView }): ReactNode {
  return (
    <DataTable
      caption={text.list}
      isCaptionHidden
      rows={view.substitutions}
      rowKey={({ request }) => String(request)}
      columns={[
        { key: 'number', title: text.number, render: ({ request }) => request },
        { key: 'out', title: text.out, render: outOf },
        { key: 'reason', title: text.reason, render: ({ reason }) => SUBSTITUTION_REASONS[reason] },
        {
          key: 'state',
          title: text.state,
          render: ({ state }) => <StateTag tone={TONES[state]} word={text.states[state]} />,
        },
        { key: 'came', title: text.came, render: cameOf },
        { key: 'who', title: text.who, render: whoOf },
      ]}
    />
  );
}

function cameOf({ state, substituteName }: SubstitutionView): ReactNode {
  if (state !== 'substituted') return <span className="muted">—</span>;
  return substituteName ?? text.nobody;
}

function whoOf({ requestedBy, decidedBy, state }: SubstitutionView): string {
  const asked = text.asked(requestedBy);
  return decidedBy === null ? asked : `${asked}，${text.decided(decidedBy, state !== 'rejected')}`;
}
