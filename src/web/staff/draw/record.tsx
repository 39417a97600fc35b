/** The printed record of a draw: to open, and to sign. @module */
import { useState, type ReactNode } from 'react';
import { RECORD_SIGNERS, type RecordView } from '../../../draw/types/record.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { fileSize, sentenceTime } from '../../kit/format.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { recordText as text } from '../../kit/strings/draw-record.zh.ts';

const TONES = { unsigned: 'waiting', partly: 'active', signed: 'done' } as const;

/** Shown once the result is confirmed. */
export function DrawRecord({ view }: { readonly view: DrawView }): ReactNode {
  const record = useRead<RecordView>(`/api/draws/${view.drawId}/record`);
  return (
    <section>
      <h2>{text.title}</h2>
      <Loaded read={record} skeleton={<TextSkeleton lines={5} />}>
        {(value) => <Record view={view} record={value} />}
      </Loaded>
    </section>
  );
}

interface RecordProps {
  readonly view: DrawView;
  readonly record: RecordView;
}

function Record({ view, record }: RecordProps): ReactNode {
  return (
    <>
      <p className="muted">{text.lead}</p>
      <DescriptionList
        items={[
          {
            label: text.state,
            value: (
              <>
                <StateTag tone={TONES[record.state]} word={text.states[record.state]} />
                {record.signatures.map(({ signer, name, at }) => (
                  <p key={signer}>{text.signed(RECORD_SIGNERS[signer], name, sentenceTime(at))}</p>
                ))}
              </>
            ),
          },
          {
            label: text.file,
            value: (
              <>
                <p>
                  <a className="link" href={`/api/draws/${view.drawId}/record.pdf`} target="_blank" rel="noreferrer">
                    {text.open(fileSize(record.bytes))}
                  </a>
                </p>
                <p>
                  <a className="link" href={`/draws/${view.publicId}/record.pdf`} target="_blank" rel="noreferrer">
                    {text.openPublic}
                  </a>
                </p>
              </>
            ),
          },
          { label: text.hash, value: <HashText hash={record.sha256} /> },
          { label: text.duties, value: <DutySheet drawId={view.drawId} /> },
        ]}
      />
      {record.state !== 'signed' && <Signing view={view} record={record} />}
    </>
  );
}

/** 附件3 by teams, for the board and for each team to take along. */
function DutySheet({ drawId }: { readonly drawId: string }): ReactNode {
  return (
    <a className="link" href={`/api/draws/${drawId}/duties.pdf`} target="_blank" rel="noreferrer">
      {text.openDuties}
    </a>
  );
}

function Signing({ view, record }: RecordProps): ReactNode {
  // What is signed stays before the eyes while the page behind it already counts the signature.
  const [signing, setSigning] = useState<RecordView>();
  const deed = useDeed<{ drawId: string; sha256: string }>('draw.sign-record');
  const { sha256 } = signing ?? record;
  const against = [...(view.refusals['draw.sign-record'] ?? []), ...record.refusals];
  return (
    <>
      <DeedButton kind="draw.sign-record" refusals={against} onPress={() => setSigning(record)} />
      <SealMoment
        isOpen={signing !== undefined}
        onClose={() => {
          setSigning(undefined);
          deed.reset();
        }}
        title={text.sign}
        summary={[{ label: text.draw, value: `${view.name}（${view.publicId}）` }]}
        hash={sha256}
        consequence={text.effect}
        stampWord={text.stamp}
        deed={deed}
        onSeal={() => void deed.run({ drawId: view.drawId, sha256 })}
      />
    </>
  );
}
