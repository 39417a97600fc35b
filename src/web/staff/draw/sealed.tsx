/** The sealed part of a draw's page: codes in their order, how far the visits are, opening it, forcing it. @module */
import { useState, type ReactNode } from 'react';
import { HOLDERS } from '../../../draw/types/chains.ts';
import type { CodeView, SealedView } from '../../../draw/types/sealed.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { sentenceTime } from '../../kit/format.ts';
import { SealMoment } from '../../kit/seal-moment.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { sealedText as text } from '../../kit/strings/draw-sealed.zh.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { ForceOpen } from './force-open.tsx';
import { ReleaseDialog } from './release-code.tsx';

/** Nothing for a draw that is not sealed, and before its announcement. */
export function Sealed({ view }: { readonly view: DrawView }): ReactNode {
  const { sealed, openedAt } = view;
  if (sealed === null) return null;
  return (
    <section>
      <h2>{text.title}</h2>
      <p>{openedAt === null ? text.lead : text.openedLead(sentenceTime(openedAt))}</p>
      {openedAt === null && <Progress sealed={sealed} />}
      <Codes view={view} sealed={sealed} />
      {openedAt === null && view.result !== null && <Opening view={view} sealed={sealed} />}
      {openedAt === null && <ForceOpen drawId={view.drawId} sealed={sealed} />}
    </section>
  );
}

function Progress({ sealed }: { readonly sealed: SealedView }): ReactNode {
  const { openBy, visits, ended } = sealed;
  return (
    <p>
      {text.until(sentenceTime(openBy))}
      {visits > 0 && `，${text.progress(ended, visits)}`}
    </p>
  );
}

function Codes({ view, sealed }: { readonly view: DrawView; readonly sealed: SealedView }): ReactNode {
  const [open, setOpen] = useState<CodeView>();
  const mayRelease = useMayDo('draw.release-code');
  const waiting = mayRelease ? sealed.codes.filter(({ isMine, releasedAt }) => isMine && releasedAt === null) : [];
  return (
    <>
      <DataTable
        caption={text.codes}
        rows={sealed.codes}
        rowKey={({ request, source }) => `${request} ${source}`}
        columns={[
          {
            key: 'what',
            title: text.what,
            render: ({ request }) => (request === 0 ? text.ofDraw : text.ofRequest(request)),
          },
          { key: 'holder', title: text.holder, render: ({ holder }) => HOLDERS[holder] },
          { key: 'index', title: text.index, render: ({ index }) => text.number(index) },
          { key: 'released', title: text.released, render: (code) => <Standing code={code} /> },
        ]}
      />
      {view.openedAt === null &&
        waiting.map((code) => (
          <DeedButton
            key={`${code.request} ${code.source}`}
            kind="draw.release-code"
            isPrimary
            refusals={code.refusals}
            onPress={() => setOpen(code)}
          />
        ))}
      <ReleaseDialog view={view} code={open} onClose={() => setOpen(undefined)} />
    </>
  );
}

function Standing({ code }: { readonly code: CodeView }): ReactNode {
  const { releasedAt, isForced } = code;
  if (releasedAt === null) return <StateTag tone="waiting" word={text.waiting} />;
  return (
    <StateTag tone={isForced ? 'problem' : 'done'} word={isForced ? text.forced : text.at(sentenceTime(releasedAt))} />
  );
}

function Opening({ view, sealed }: { readonly view: DrawView; readonly sealed: SealedView }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const may = useMayDo('draw.open');
  const deed = useDeed<{ drawId: string }>('draw.open');
  if (!may) return null;
  return (
    <>
      <DeedButton kind="draw.open" refusals={sealed.againstOpening} onPress={() => setOpen(true)} />
      <SealMoment
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title={text.open.title}
        summary={[
          { label: drawText.act.draw, value: `${view.name}（${view.publicId}）` },
          { label: text.openBy, value: sentenceTime(sealed.openBy) },
        ]}
        {...(view.result === null ? {} : { hash: view.result.hash })}
        consequence={text.open.effect}
        stampWord={text.open.stamp}
        deed={deed}
        onSeal={() => void deed.run({ drawId: view.drawId })}
      />
    </>
  );
}
