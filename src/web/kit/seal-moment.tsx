/**
 * THE dialog of acts: signing, drawing, deciding, publishing; and of nothing else. It shows exactly what becomes final,
 * its hash, who signs and what follows, wants a deliberate press, and leaves a stamp. Open it from a `DeedButton`. @module
 */
import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { Deed } from './deed.ts';
import { DescriptionList, type DescriptionItem } from './description-list.tsx';
import { HashText } from './hash-text.tsx';
import { RefusalBox } from './refusal-box.tsx';
import { useSession } from './session.ts';
import { Stamp } from './stamp.tsx';
import { titlesOfRoles } from './strings/common.zh.ts';
import { kitText } from './strings/kit.zh.ts';

interface SealMomentProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** What is done, 动词+宾语: 批准年度计划. */
  readonly title: string;
  /** Exactly what becomes final. */
  readonly summary: readonly DescriptionItem[];
  /** Hash of the document that is sealed, lower-case hex. */
  readonly hash?: string;
  /** One sentence: what follows, and whether it can be undone. */
  readonly consequence: string;
  /** The word on the stamp: 已批准. */
  readonly stampWord: string;
  readonly deed: Pick<Deed<never, unknown>, 'isPending' | 'refusals' | 'doneAt'>;
  /** Runs the deed. */
  readonly onSeal: () => void;
}

export function SealMoment({ isOpen, onClose, title, deed, ...act }: SealMomentProps): ReactNode {
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={title}
      footer={null}
      width={640}
      destroyOnHidden
      keyboard={!deed.isPending}
      closable={deed.isPending ? false : { 'aria-label': kitText.close }}
      mask={{ closable: false }}
      className="seal-moment"
    >
      {deed.doneAt === undefined ? (
        <BeforeSeal {...act} title={title} deed={deed} onClose={onClose} />
      ) : (
        <AfterSeal {...act} doneAt={deed.doneAt} onClose={onClose} />
      )}
    </Modal>
  );
}

type BeforeSealProps = Omit<SealMomentProps, 'isOpen'>;

function BeforeSeal({ title, summary, hash, consequence, deed, onSeal, onClose }: BeforeSealProps): ReactNode {
  const [isAcknowledged, setAcknowledged] = useState(false);
  const { name, roles } = useSession();
  const text = kitText.seal;
  return (
    <>
      <SealedContent summary={summary} {...(hash === undefined ? {} : { hash })} heading={text.summary} />
      <DescriptionList
        items={[
          { label: text.signer, value: `${name}（${titlesOfRoles(roles)}）` },
          { label: text.finality, value: consequence },
        ]}
      />
      <RefusalBox refusals={deed.refusals} />
      <Checkbox
        checked={isAcknowledged}
        disabled={deed.isPending}
        onChange={(event) => setAcknowledged(event.target.checked)}
      >
        {text.acknowledge}
      </Checkbox>
      <div className="seal-actions">
        <span className="muted" role="status">
          {sealHint(isAcknowledged, deed.isPending)}
        </span>
        <Button onClick={onClose} disabled={deed.isPending} autoInsertSpace={false}>
          {kitText.cancel}
        </Button>
        <Button
          type="primary"
          danger
          disabled={!isAcknowledged}
          loading={deed.isPending}
          onClick={onSeal}
          autoInsertSpace={false}
        >
          {title}
        </Button>
      </div>
    </>
  );
}

interface AfterSealProps {
  readonly summary: readonly DescriptionItem[];
  readonly hash?: string;
  readonly stampWord: string;
  readonly doneAt: string;
  readonly onClose: () => void;
}

function AfterSeal({ summary, hash, stampWord, doneAt, onClose }: AfterSealProps): ReactNode {
  const { name } = useSession();
  return (
    <>
      <div role="status">
        <Stamp word={stampWord} name={name} at={doneAt} />
      </div>
      <SealedContent summary={summary} {...(hash === undefined ? {} : { hash })} />
      <div className="seal-actions">
        <Button type="primary" onClick={onClose} autoInsertSpace={false}>
          {kitText.close}
        </Button>
      </div>
    </>
  );
}

interface SealedContentProps {
  readonly summary: readonly DescriptionItem[];
  readonly hash?: string;
  readonly heading?: string;
}

function SealedContent({ summary, hash, heading }: SealedContentProps): ReactNode {
  return (
    <section className="sealed-content">
      {heading !== undefined && <h2>{heading}</h2>}
      <DescriptionList items={summary} />
      {hash !== undefined && (
        <p className="sealed-hash">
          <span className="muted">{kitText.seal.hash}</span>
          <HashText hash={hash} />
        </p>
      )}
    </section>
  );
}

function sealHint(isAcknowledged: boolean, isPending: boolean): string {
  if (isPending) return kitText.seal.wait;
  return isAcknowledged ? '' : kitText.seal.acknowledgeFirst;
}
