/** The shares of the two bodies: who has committed, with envelopes or without, and who has revealed or was recovered. @module */
import { useState, type ReactNode } from 'react';
import { PARTIES, type Party } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { RecoverDialog } from './recover.tsx';

const text = drawText.share;

export function Shares({ view }: { readonly view: DrawView }): ReactNode {
  const rows = (Object.keys(PARTIES) as Party[]).map((party) => ({
    party,
    share: view.commitments.find((commitment) => commitment.party === party),
  }));
  return (
    <section>
      <h2>{text.title}</h2>
      <DataTable
        caption={text.title}
        isCaptionHidden
        rows={rows}
        rowKey={({ party }) => party}
        columns={[
          { key: 'party', title: text.party, render: ({ party }) => PARTIES[party] },
          {
            key: 'who',
            title: text.who,
            render: ({ share }) => share?.name ?? <span className="muted">{text.none}</span>,
          },
          {
            key: 'commitment',
            title: text.commitment,
            render: ({ share }) => (share === undefined ? '—' : <HashText hash={share.commitment} />),
          },
          {
            key: 'envelopes',
            title: text.envelopes,
            render: ({ share }) => {
              if (share === undefined) return '—';
              return share.hasEnvelopes ? text.sealed : <span className="muted">{text.unsealed}</span>;
            },
          },
          {
            key: 'reveal',
            title: text.reveal,
            render: ({ party, share }) => (share === undefined ? '—' : <Revealed view={view} party={party} />),
          },
        ]}
      />
      <Recover view={view} />
    </section>
  );
}

function Revealed({ view, party }: { readonly view: DrawView; readonly party: Party }): ReactNode {
  if (!view.revealed.includes(party)) return <StateTag tone="waiting" word={text.waiting} />;
  return <StateTag tone="done" word={view.recovered.includes(party) ? text.recovered : text.revealed} />;
}

/** Offered while somebody's envelopes are there and his share is not. */
function Recover({ view }: { readonly view: DrawView }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const may = useMayDo('draw.recover');
  const waits = view.commitments.some(({ party, hasEnvelopes }) => hasEnvelopes && !view.revealed.includes(party));
  const isStage = view.state === 'announced' || view.state === 'rolling';
  if (!may || !isStage || !waits) return null;
  return (
    <>
      <DeedButton kind="draw.recover" refusals={view.refusals['draw.recover'] ?? []} onPress={() => setOpen(true)} />
      <RecoverDialog view={view} isOpen={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
