/** The shares of the two bodies: who has committed, who has revealed, and the two dialogs for it. @module */
import { Button, Checkbox, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { partyOf } from '../../../draw/rules/steps.ts';
import { PARTIES, type Party } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { useDeed } from '../../kit/deed.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSession } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { commitmentHex, forgetNonce, keepNonce, keptNonce, makeNonce, NONCE_PATTERN } from './nonce.ts';

const text = drawText.share;

export function Shares({ view }: { readonly view: DrawView }): ReactNode {
  const rows = (Object.keys(PARTIES) as Party[]).map((party) => ({
    party,
    share: view.commitments.find((commitment) => commitment.party === party),
    isRevealed: view.revealed.includes(party),
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
            key: 'reveal',
            title: text.reveal,
            render: ({ share, isRevealed }) => {
              if (share === undefined) return '—';
              return isRevealed ? (
                <StateTag tone="done" word={text.revealed} />
              ) : (
                <StateTag tone="waiting" word={text.waiting} />
              );
            },
          },
        ]}
      />
    </section>
  );
}

interface DialogProps {
  readonly view: DrawView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes the share when it opens; nothing is sent before the person has written it down. */
export function CommitDialog({ view, isOpen, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={text.commitTitle}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <Commit view={view} onClose={onClose} />
    </Modal>
  );
}

function Commit({ view, onClose }: Omit<DialogProps, 'isOpen'>): ReactNode {
  const { roles, staffId } = useSession();
  const party = partyOf({ roles });
  const [nonce] = useState(makeNonce);
  const [isWritten, setWritten] = useState(false);
  const deed = useDeed<{ drawId: string; commitment: string }>('draw.commit');
  const commitment = commitmentHex(view.config.suite, party, view.publicId, nonce);

  async function commit(): Promise<void> {
    // Kept before it is sent: an answer that is lost must not lose the share.
    keepNonce(view.publicId, staffId, nonce);
    const outcome = await deed.run({ drawId: view.drawId, commitment });
    if (outcome.ok) onClose();
  }

  return (
    <div className="share-dialog">
      <p>{text.commitLead}</p>
      <p className="muted">{text.nonce}</p>
      <p className="share-nonce">
        <HashText hash={nonce} />
      </p>
      <p className="muted">{text.kept}</p>
      <p>
        <a
          className="link"
          download={text.fileName(view.publicId)}
          href={fileOf(text.fileText(view.publicId, PARTIES[party], nonce, commitment))}
        >
          {text.download}
        </a>
      </p>
      <p className="muted">{text.commitment1}</p>
      <p>
        <HashText hash={commitment} />
      </p>
      <RefusalBox refusals={deed.refusals} />
      <Checkbox checked={isWritten} onChange={({ target }) => setWritten(target.checked)}>
        {text.written}
      </Checkbox>
      <div className="seal-actions">
        <Button onClick={onClose} disabled={deed.isPending} autoInsertSpace={false}>
          {text.cancel}
        </Button>
        <Button
          type="primary"
          disabled={!isWritten}
          loading={deed.isPending}
          onClick={() => void commit()}
          autoInsertSpace={false}
        >
          {text.commitTitle}
        </Button>
      </div>
    </div>
  );
}

/** A text file made in the browser; what is in it goes nowhere else. */
export function fileOf(content: string): string {
  return `data:text/plain;charset=utf-8,${encodeURIComponent(content)}`;
}

export function RevealDialog({ view, isOpen, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={text.revealTitle}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <Reveal view={view} onClose={onClose} />
    </Modal>
  );
}

function Reveal({ view, onClose }: Omit<DialogProps, 'isOpen'>): ReactNode {
  const { staffId } = useSession();
  const kept = keptNonce(view.publicId, staffId);
  const [typed, setTyped] = useState(kept ?? '');
  const deed = useDeed<{ drawId: string; nonce: string }>('draw.reveal');
  const nonce = typed.replaceAll(/\s/g, '').toLowerCase();

  async function reveal(): Promise<void> {
    const outcome = await deed.run({ drawId: view.drawId, nonce });
    if (!outcome.ok) return;
    forgetNonce(view.publicId, staffId);
    onClose();
  }

  return (
    <div className="share-dialog">
      <p>{text.revealLead}</p>
      <p className="muted">{kept === undefined ? text.fromPaper : text.fromBrowser}</p>
      <label htmlFor="share-nonce">{text.input}</label>
      <Input.TextArea
        id="share-nonce"
        className="share-input"
        rows={2}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        spellCheck={false}
        autoComplete="off"
      />
      <RefusalBox refusals={deed.refusals} />
      <div className="seal-actions">
        <Button onClick={onClose} disabled={deed.isPending} autoInsertSpace={false}>
          {text.cancel}
        </Button>
        <Button
          type="primary"
          disabled={!NONCE_PATTERN.test(nonce)}
          loading={deed.isPending}
          onClick={() => void reveal()}
          autoInsertSpace={false}
        >
          {text.revealTitle}
        </Button>
      </div>
    </div>
  );
}
