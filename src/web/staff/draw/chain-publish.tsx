/** The dialog in which a holder makes a chain and publishes its anchor; nothing is sent before it is written down. @module */
import { Button, Checkbox, InputNumber, Modal, Select } from 'antd';
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
import { fileOf } from './shares.tsx';

const text = chainsText.make;

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function PublishChainDialog({ isOpen, onClose }: DialogProps): ReactNode {
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={text.title}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <Steps onClose={onClose} />
    </Modal>
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
    <div className="share-dialog">
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
      <div className="seal-actions">
        <Button onClick={onClose} autoInsertSpace={false}>
          {text.cancel}
        </Button>
        <Button
          type="primary"
          disabled={length === null}
          onClick={() => length !== null && onMade(makeChain(suite, length))}
          autoInsertSpace={false}
        >
          {text.generate}
        </Button>
      </div>
    </div>
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
  const [isWritten, setWritten] = useState(false);
  // Kept before it is sent: an answer that is lost must not lose the chain.
  const [isKept] = useState(() => keepChain(anchor, staffId, secret));
  const deed = useDeed<PublishChain>('draw.publish-chain');

  async function publish(): Promise<void> {
    const outcome = await deed.run(published);
    if (outcome.ok) onClose();
  }

  return (
    <div className="share-dialog">
      <p className="muted">{text.secret}</p>
      <p className="share-nonce">
        <HashText hash={secret} />
      </p>
      {!isKept && <p className="muted">{text.keptNot}</p>}
      <p>
        <Download name={text.secretFile(anchor)} content={text.secretText(holder, length, anchor, secret)}>
          {text.saveSecret}
        </Download>
      </p>
      <p className="muted">{text.shares}</p>
      <ul className="chain-shares">
        {shares.map((share, i) => (
          <li key={share}>
            <Download name={text.shareFile(anchor, i + 1)} content={text.shareText(holder, anchor, i + 1, share)}>
              {text.saveShare(i + 1)}
            </Download>
          </li>
        ))}
      </ul>
      <p className="muted">{text.anchor}</p>
      <p>
        <HashText hash={anchor} />
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
          onClick={() => void publish()}
          autoInsertSpace={false}
        >
          {text.publish}
        </Button>
      </div>
    </div>
  );
}

interface DownloadProps {
  readonly name: string;
  readonly content: string;
  readonly children: ReactNode;
}

function Download({ name, content, children }: DownloadProps): ReactNode {
  return (
    <a className="link" download={name} href={fileOf(content)}>
      {children}
    </a>
  );
}
