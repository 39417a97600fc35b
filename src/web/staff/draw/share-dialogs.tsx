/** The two dialogs of a party: its share made and committed, and revealed. @module */
import { Checkbox, Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { partyOf } from '../../../draw/rules/steps.ts';
import { PARTIES } from '../../../draw/types.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { useDeed } from '../../kit/deed.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSession } from '../../kit/session.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';
import {
  commitmentHex,
  envelopeHashes,
  forgetNonce,
  keepNonce,
  keptNonce,
  makeEnvelopes,
  makeNonce,
  NONCE_PATTERN,
} from './nonce.ts';
import { EscrowFiles, SecretActions, SecretDialog, SecretFile, WrittenDown } from './secret-parts.tsx';

const text = drawText.share;

interface DialogProps {
  readonly view: DrawView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Makes the share when it opens; nothing is sent before the person has written it down. */
export function CommitDialog({ view, isOpen, onClose }: DialogProps): ReactNode {
  return (
    <SecretDialog title={text.commitTitle} isOpen={isOpen} onClose={onClose}>
      <Commit view={view} onClose={onClose} />
    </SecretDialog>
  );
}

function Commit({ view, onClose }: Omit<DialogProps, 'isOpen'>): ReactNode {
  const { roles, staffId } = useSession();
  const party = partyOf({ roles });
  const [nonce] = useState(makeNonce);
  const [envelopes] = useState(() => makeEnvelopes(nonce));
  const [isSealed, setSealed] = useState(true);
  const deed = useDeed<{ drawId: string; commitment: string; envelopes?: readonly string[] }>('draw.commit');
  const commitment = commitmentHex(view.config.suite, party, view.publicId, nonce);

  async function commit(): Promise<void> {
    // Kept before it is sent: an answer that is lost must not lose the share.
    keepNonce(view.publicId, staffId, nonce);
    const sealed = isSealed ? { envelopes: envelopeHashes(view.config.suite, envelopes) } : {};
    const outcome = await deed.run({ drawId: view.drawId, commitment, ...sealed });
    if (outcome.ok) onClose();
  }

  return (
    <>
      <p>{text.commitLead}</p>
      <p className="muted">{text.nonce}</p>
      <p className="share-nonce">
        <HashText hash={nonce} />
      </p>
      <p className="muted">{text.kept}</p>
      <p>
        <SecretFile
          name={text.fileName(view.publicId)}
          content={text.fileText(view.publicId, PARTIES[party], nonce, commitment)}
        >
          {text.download}
        </SecretFile>
      </p>
      <Checkbox checked={isSealed} onChange={({ target }) => setSealed(target.checked)}>
        {text.seal}
      </Checkbox>
      {isSealed && (
        <>
          <p className="muted">{text.sealLead}</p>
          <EscrowFiles
            shares={envelopes}
            label={text.saveEnvelope}
            file={(number) => text.envelopeFile(view.publicId, number)}
            content={(number, share) => text.envelopeText(view.publicId, PARTIES[party], number, share)}
          />
        </>
      )}
      <p className="muted">{text.commitment1}</p>
      <p>
        <HashText hash={commitment} />
      </p>
      <RefusalBox refusals={deed.refusals} />
      <WrittenDown
        key={String(isSealed)}
        written={isSealed ? text.writtenSealed : text.written}
        label={text.commitTitle}
        isPending={deed.isPending}
        onPress={() => void commit()}
        onClose={onClose}
      />
    </>
  );
}

export function RevealDialog({ view, isOpen, onClose }: DialogProps): ReactNode {
  return (
    <SecretDialog title={text.revealTitle} isOpen={isOpen} onClose={onClose}>
      <Reveal view={view} onClose={onClose} />
    </SecretDialog>
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
    <>
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
      <SecretActions
        label={text.revealTitle}
        isReady={NONCE_PATTERN.test(nonce)}
        isPending={deed.isPending}
        onPress={() => void reveal()}
        onClose={onClose}
      />
    </>
  );
}
