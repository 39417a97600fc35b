/** The seal moment before, refused, while writing and after. @module */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { sampleFacts, sampleRefusals, SAMPLE_HASH, SAMPLE_TIME, stateText } from './samples.zh.ts';

const STATES = {
  before: { title: stateText.openBefore, deed: { isPending: false, refusals: [], doneAt: undefined } },
  refused: { title: stateText.openRefused, deed: { isPending: false, refusals: sampleRefusals, doneAt: undefined } },
  pending: { title: stateText.openPending, deed: { isPending: true, refusals: [], doneAt: undefined } },
  after: { title: stateText.openAfter, deed: { isPending: false, refusals: [], doneAt: SAMPLE_TIME } },
} as const;
type State = keyof typeof STATES;

export function SealStates(): ReactNode {
  const [shown, setShown] = useState<State>('before');
  const [isOpen, setOpen] = useState(false);
  const open = (state: State): void => {
    setShown(state);
    setOpen(true);
  };
  return (
    <div className="chips">
      {(['before', 'refused', 'pending', 'after'] as const).map((state) => (
        <Button key={state} onClick={() => open(state)} autoInsertSpace={false}>
          {STATES[state].title}
        </Button>
      ))}
      <SealMoment
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={stateText.approve}
        summary={sampleFacts}
        hash={SAMPLE_HASH}
        consequence={stateText.consequence}
        stampWord={stateText.approved}
        deed={STATES[shown].deed}
        onSeal={() => setShown('after')}
      />
    </div>
  );
}
