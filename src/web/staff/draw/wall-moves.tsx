/** Buttons that move the wall. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { WALL_MOVES, type WallMove, type WallState } from '../../../draw/types/wall.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { presentText as text } from '../../kit/strings/draw-present.zh.ts';

interface WallMovesProps {
  readonly state: WallState;
  readonly path: '/api/draw.present' | '/api/draw.rehearse';
  /** What is sent besides the move. */
  readonly input: Readonly<Record<string, string>>;
}

export function WallMoves({ state, path, input }: WallMovesProps): ReactNode {
  const mayPresent = useMayDo('draw.present');
  const queries = useQueryClient();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const { station, reached, shown, rows, isRunning, checkers } = state;

  async function move(wanted: WallMove): Promise<void> {
    const outcome = await postJson<WallState>(path, { ...input, move: wanted });
    setRefusals(outcome.ok ? [] : outcome.refusals);
    await queries.invalidateQueries();
  }

  const isOpen: Readonly<Record<WallMove, boolean>> = {
    next: station < reached,
    run: rows > 0 && shown < rows && !isRunning,
    pause: isRunning,
    row: rows > 0 && shown < rows,
    all: rows > 0 && shown < rows,
  };
  return (
    <section>
      <h2>{text.wall}</h2>
      <p className="muted">{text.wallNote}</p>
      <p role="status">
        {text.position(station, reached)}
        {rows > 0 && <>；{text.rows(shown, rows)}</>}
        {checkers > 0 && <>；{text.checkers(checkers)}</>}
      </p>
      <RefusalBox refusals={refusals} />
      <div className="wall-moves">
        {(Object.keys(WALL_MOVES) as WallMove[]).map((each) => (
          <Button
            key={each}
            type={each === 'next' && isOpen.next ? 'primary' : 'default'}
            disabled={!mayPresent || !isOpen[each]}
            onClick={() => void move(each)}
            autoInsertSpace={false}
          >
            {WALL_MOVES[each]}
          </Button>
        ))}
      </div>
    </section>
  );
}
