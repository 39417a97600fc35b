/** The one action an entry waits for: approve or publish; confirming stands below the words. @module */
import { useState, type ReactNode } from 'react';
import { SOURCES, type EntryView } from '../../../disclosure/types.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { placeTitle, summaryOf } from './words.ts';

const text = disclosureText.page;

export function EntryStep({ view }: { readonly view: EntryView }): ReactNode {
  // What is sealed stays before the eyes, stamp and all, while the page behind it already shows the next state.
  const [sealed, setSealed] = useState<EntryView>();
  const shown = sealed ?? view;
  if (shown.state === 'confirmed') return <Approve view={shown} />;
  if (shown.state !== 'approved') return null;
  return (
    <Publish
      view={shown}
      isOpen={sealed !== undefined}
      onOpen={() => setSealed(view)}
      onClose={() => setSealed(undefined)}
    />
  );
}

function Approve({ view }: { readonly view: EntryView }): ReactNode {
  const { entryId, refusals } = view;
  const deed = useDeed<{ entryId: string }>('disclosure.approve');
  return (
    <>
      <DeedButton
        kind="disclosure.approve"
        isPrimary
        isPending={deed.isPending}
        refusals={refusals['disclosure.approve'] ?? []}
        onPress={() => void deed.run({ entryId })}
      />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

interface PublishProps {
  readonly view: EntryView;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

function Publish({ view, isOpen, onOpen, onClose }: PublishProps): ReactNode {
  const { entryId, hash, texts, refusals } = view;
  const deed = useDeed<{ entryId: string; hash: string }>('disclosure.publish');
  return (
    <>
      <DeedButton
        kind="disclosure.publish"
        isPrimary
        refusals={refusals['disclosure.publish'] ?? []}
        onPress={onOpen}
      />
      <SealMoment
        isOpen={isOpen}
        onClose={onClose}
        title={text.publishTitle}
        summary={[
          { label: text.enterprise, value: view.enterpriseName },
          { label: text.source, value: SOURCES[view.source] },
          { label: text.conclusion, value: summaryOf(view) },
          ...texts.map(({ at, copy }) => ({ label: placeTitle(at), value: copy })),
        ]}
        hash={hash}
        consequence={text.publishEffect}
        stampWord={text.published}
        deed={deed}
        onSeal={() => void deed.run({ entryId, hash })}
      />
    </>
  );
}
