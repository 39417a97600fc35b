/** The one action an entry waits for: approve or publish; confirming is a form below the words. @module */
import { useState, type ReactNode } from 'react';
import type { EntryView } from '../../../disclosure/types.ts';
import { CONCLUSIONS } from '../../../inspection/types/visit.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';

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
  const { entryId, hash, content, refusals } = view;
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
          { label: text.enterprise, value: content.enterprise.name },
          { label: text.inspectedOn, value: sentenceDate(content.inspectedOn) },
          { label: text.conclusion, value: CONCLUSIONS[content.conclusion] },
          ...content.findings.map(({ number, text: words }) => ({ label: text.wording(number), value: words })),
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
