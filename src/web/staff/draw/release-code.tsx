/** The dialog in which a holder hands one code over: computed here from the secret, which goes nowhere. @module */
import { Button, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import type { CodeView } from '../../../draw/types/sealed.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useSession } from '../../kit/session.ts';
import { HOLDERS } from '../../../draw/types/chains.ts';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';
import { codeFrom, isSecretOf, keptChain } from './chain-secret.ts';

const text = sealedText.release;

interface ReleaseDialogProps {
  readonly view: DrawView;
  /** Undefined while it is closed. */
  readonly code: CodeView | undefined;
  readonly onClose: () => void;
}

export function ReleaseDialog({ view, code, onClose }: ReleaseDialogProps): ReactNode {
  return (
    <Modal
      open={code !== undefined}
      onCancel={onClose}
      title={text.title}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      {code !== undefined && <Release view={view} code={code} onClose={onClose} />}
    </Modal>
  );
}

function Release({ view, code, onClose }: ReleaseDialogProps & { readonly code: CodeView }): ReactNode {
  const { staffId } = useSession();
  const { anchor, length, index, request, holder } = code;
  const chain = { suite: view.config.suite, length, anchor };
  const kept = keptChain(anchor, staffId);
  const [typed, setTyped] = useState('');
  const secret = kept ?? typed;
  const isWhole = secret.replaceAll(/\s/g, '').length >= 64;
  const isRight = isWhole && isSecretOf(chain, secret);
  const deed = useDeed<{ drawId: string; request: number; code: string }, { isSettled: boolean }>('draw.release-code');

  async function release(): Promise<void> {
    const outcome = await deed.run({ drawId: view.drawId, request, code: codeFrom(chain, secret, index) });
    if (outcome.ok) onClose();
  }

  return (
    <div className="share-dialog">
      <p>{text.lead(index)}</p>
      <DescriptionList
        items={[
          { label: sealedText.holder, value: HOLDERS[holder] },
          { label: sealedText.what, value: request === 0 ? sealedText.ofDraw : sealedText.ofRequest(request) },
          { label: sealedText.index, value: sealedText.number(index) },
          { label: sealedText.codes, value: <HashText hash={anchor} /> },
        ]}
      />
      {kept === undefined ? (
        <>
          <label htmlFor="code-secret">{text.typed}</label>
          <Input.TextArea
            id="code-secret"
            className="share-input"
            rows={3}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
            spellCheck={false}
            autoComplete="off"
          />
        </>
      ) : (
        <p className="muted">{text.kept}</p>
      )}
      <p role="status">{isWhole && !isRight ? text.wrong : ''}</p>
      <p className="muted">{text.effect}</p>
      <RefusalBox refusals={deed.refusals} />
      <div className="seal-actions">
        <Button onClick={onClose} disabled={deed.isPending} autoInsertSpace={false}>
          {text.cancel}
        </Button>
        <Button
          type="primary"
          disabled={!isRight}
          loading={deed.isPending}
          onClick={() => void release()}
          autoInsertSpace={false}
        >
          {text.title}
        </Button>
      </div>
    </div>
  );
}
