/** 演练: the same wall on invented data, and somebody who does everybody's step. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { STATIONS, type WallState } from '../../../draw/types/wall.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { presentText } from '../../kit/strings/draw-present.zh.ts';
import './draw.css';
import { useWallEvents } from './wall-events.ts';
import { WallMoves } from './wall-moves.tsx';

const text = presentText.rehearsal;
export function RehearsalPage(): ReactNode {
  const wall = useRead<WallState>('/api/draw-rehearsal');
  useWallEvents('/wall/rehearsal/events');
  return (
    <Loaded read={wall} skeleton={<TextSkeleton lines={8} />}>
      {(state) => <Rehearsal state={state} />}
    </Loaded>
  );
}

function Rehearsal({ state }: { readonly state: WallState }): ReactNode {
  const queries = useQueryClient();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);

  async function move(wanted: 'step' | 'restart'): Promise<void> {
    const outcome = await postJson<WallState>('/api/draw.rehearse', { move: wanted });
    setRefusals(outcome.ok ? [] : outcome.refusals);
    await queries.invalidateQueries();
  }

  return (
    <div className="rehearsal-page">
      <PageHeader
        title={text.title}
        standing={text.standing}
        action={
          <a className="link" href="/wall/rehearsal" target="_blank" rel="noreferrer">
            {text.wall}
          </a>
        }
      />
      <section>
        <h2>{text.control}</h2>
        <p>{presentText.standing(state.station, STATIONS[state.station - 1] ?? '')}</p>
        <p className="muted">{text.stepNote}</p>
        <RefusalBox refusals={refusals} />
        <div className="wall-moves">
          <Button type="primary" onClick={() => void move('step')} autoInsertSpace={false}>
            {text.step}
          </Button>
          <Button onClick={() => void move('restart')} autoInsertSpace={false}>
            {text.restart}
          </Button>
        </div>
        <p className="muted">{text.note}</p>
      </section>
      <WallMoves state={state} path="/api/draw.rehearse" input={{}} />
    </div>
  );
}
