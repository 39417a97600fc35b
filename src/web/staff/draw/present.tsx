/** The presenter's page: what comes next and whose it is, what to read aloud, and the wall in his hands. @module */
import type { ReactNode } from 'react';
import type { DrawView } from '../../../draw/types/views.ts';
import { STATIONS, type WallState } from '../../../draw/types/wall.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { presentText as text } from '../../kit/strings/draw-present.zh.ts';
import { checklist } from './checklist.ts';
import './draw.css';
import { useWallEvents } from './wall-events.ts';
import { WallMoves } from './wall-moves.tsx';

export function PresentPage(): ReactNode {
  const drawId = useParam('drawId');
  const draw = useRead<DrawView>(`/api/draws/${drawId}`);
  const wall = useRead<WallState>(`/api/draws/${drawId}/wall`);
  return (
    <Loaded read={draw} skeleton={<TextSkeleton lines={16} />}>
      {(view) => (
        <Loaded read={wall} skeleton={<TextSkeleton lines={16} />}>
          {(state) => <Present view={view} state={state} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Present({ view, state }: { readonly view: DrawView; readonly state: WallState }): ReactNode {
  const isOnWall = view.seq !== null;
  useWallEvents(isOnWall ? `/wall/${view.publicId}/events` : undefined);
  const { station } = state;
  const { next, who } = stepOf(view);
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: `/draw/${view.drawId}`, title: view.name }}
        standing={text.standing(station, STATIONS[station - 1] ?? '')}
        action={
          <a className="link" href={isOnWall ? `/wall/${view.publicId}` : '/wall'} target="_blank" rel="noreferrer">
            {text.openWall}
          </a>
        }
      />
      <div className="present">
        <section>
          <h2>{text.next}</h2>
          <DescriptionList
            items={[
              { label: text.next, value: <strong>{next}</strong> },
              { label: text.who, value: who },
              { label: text.check, value: <Checks view={view} state={state} /> },
            ]}
          />
          <p>
            <AppLink to={`/draw/${view.drawId}`} look="button">
              {text.toDraw}
            </AppLink>{' '}
            <AppLink to="/draw/rehearsal">{text.rehearse}</AppLink>
          </p>
        </section>
        <section>
          <h2>{text.script}</h2>
          {view.voided !== null && <p className="script">{text.scriptVoid}</p>}
          {scriptOf(station, view).map((line) => (
            <p key={line} className="script">
              {line}
            </p>
          ))}
        </section>
      </div>
      {isOnWall && <WallMoves state={state} path="/api/draw.present" input={{ drawId: view.drawId }} />}
    </>
  );
}

/** A sealed draw has steps of its own once the shares are revealed. */
function stepOf(view: DrawView): { readonly next: string; readonly who: string } {
  const isHidden = view.mode === 'sealed' && view.openedAt === null;
  return (isHidden ? text.sealedSteps[view.state] : undefined) ?? text.steps[view.state];
}

function Checks({ view, state }: { readonly view: DrawView; readonly state: WallState }): ReactNode {
  const checks = checklist(view, state);
  const open = checks.filter(({ isDone }) => !isDone).length;
  return (
    <>
      <p>{open === 0 ? text.ready : text.waits(open)}</p>
      <ul className="present-checks">
        {checks.map(({ what, isDone }) => (
          <li key={what}>
            <StateTag tone={isDone ? 'done' : 'waiting'} word={what} />
          </li>
        ))}
      </ul>
    </>
  );
}

function scriptOf(station: number, { mode, openedAt }: DrawView): readonly string[] {
  const scripts: Readonly<Record<number, readonly string[]>> = text.scripts;
  const sealed: Readonly<Record<number, readonly string[]>> = text.sealedScripts;
  return (mode === 'sealed' && openedAt === null ? sealed[station] : undefined) ?? scripts[station] ?? [];
}
