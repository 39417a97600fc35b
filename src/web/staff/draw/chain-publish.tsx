/** The dialog in which a holder makes a chain and publishes its anchor; nothing is sent before it is written down. @module */
import { InputNumber, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { holderOf } from '../../../draw/rules/chains.ts';
import { CHAIN_LENGTH, HOLDERS, type PublishChain, type SuiteName } from '../../../draw/types/chains.ts';
import { SUITES } from '../../../draw/types/inputs.ts';
import { useDeed } from '../../kit/deed.ts';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSession } from '../../kit/session.ts';
import { chainsText } from '../../kit/strings/draw-chains.zh.ts';
import { keepChain, makeChain, type MadeChain } from './chain-secret.ts';
import { EscrowFiles, SecretActions, SecretDialog, SecretFile, WrittenDown } from './secret-parts.tsx';

const text = chainsText.make;

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function PublishChainDialog({ isOpen, onClose }: DialogProps): ReactNode {
  return (
    <SecretDialog title={text.title} isOpen={isOpen} onClose={onClose}>
      <Steps onClose={onClose} />
    </SecretDialog>
  );
}

function Steps({ onClose }: Pick<DialogProps, 'onClose'>): ReactNode {
  const [made, setMade] = useState<MadeChain>();
  return made === undefined ? <Make onClose={onClose} onMade={setMade} /> : <Publish made={made} onClose={onClose} />;
}

interface MakeProps {
  readonly onClose: () => void;
  readonly onMade: (made: MadeChain) => void;
}

function Make({ onClose, onMade }: MakeProps): ReactNode {
  const [suite, setSuite] = useState<SuiteName>('vd1-sha256');
  const [length, setLength] = useState<number | null>(CHAIN_LENGTH.usual);
  return (
    <>
      <p>{text.lead}</p>
      <label htmlFor="chain-suite">{text.suite}</label>
      <Select
        id="chain-suite"
        value={suite}
        onChange={setSuite}
        options={Object.entries(SUITES).map(([value, label]) => ({ value: value as SuiteName, label }))}
      />
      <label htmlFor="chain-length">{text.length}</label>
      <InputNumber
        id="chain-length"
        min={CHAIN_LENGTH.least}
        max={CHAIN_LENGTH.most}
        precision={0}
        value={length}
        onChange={setLength}
      />
      <p className="muted">{text.lengthHint}</p>
      <SecretActions
        label={text.generate}
        isReady={length !== null}
        onPress={() => length !== null && onMade(makeChain(suite, length))}
        onClose={onClose}
      />
    </>
  );
}

interface PublishProps {
  readonly made: MadeChain;
  readonly onClose: () => void;
}

function Publish({ made, onClose }: PublishProps): ReactNode {
  const { roles, staffId } = useSession();
  const holder = HOLDERS[holderOf({ roles })];
  const { secret, shares, published } = made;
  const { anchor, length } = published;
  // Kept before it is sent: an answer that is lost must not lose the chain.
  const [isKept] = useState(() => keepChain(anchor, staffId, secret));
  const deed = useDeed<PublishChain>('draw.publish-chain');

  async function publish(): Promise<void> {
    const outcome = await deed.run(published);
    if (outcome.ok) onClose();
  }

  return (
    <>
      <p className="muted">{text.secret}</p>
      <p className="share-nonce">
        <HashText hash={secret} />
      </p>
      {!isKept && <p className="muted">{text.keptNot}</p>}
      <p>
        <SecretFile name={text.secretFile(anchor)} content={text.secretText(holder, length, anchor, secret)}>
          {text.saveSecret}
        </SecretFile>
      </p>
      <p className="muted">{text.shares}</p>
      <EscrowFiles
        shares={shares}
        label={text.saveShare}
        file={(number) => text.shareFile(anchor, number)}
        content={(number, share) => text.shareText(holder, anchor, number, share)}
      />
      <p className="muted">{text.anchor}</p>
      <p>
        <HashText hash={anchor} />
      </p>
      <RefusalBox refusals={deed.refusals} />
      <WrittenDown
        written={text.written}
        label={text.publish}
        isPending={deed.isPending}
        onPress={() => void publish()}
        onClose={onClose}
      />
    </>
  );
}
