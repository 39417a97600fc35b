/** What the dialogs around a secret share: the frame that no stray click closes, files made here, the box before the button. @module */
import { Button, Checkbox, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { drawText } from '../../kit/strings/draw.zh.ts';

interface SecretDialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Its content is made anew each time it opens. */
export function SecretDialog({ title, isOpen, onClose, children }: SecretDialogProps): ReactNode {
  return (
    <Modal
      open={isOpen}
      onCancel={onClose}
      title={title}
      footer={null}
      width={640}
      destroyOnHidden
      mask={{ closable: false }}
    >
      <div className="share-dialog">{children}</div>
    </Modal>
  );
}

interface SecretFileProps {
  readonly name: string;
  readonly content: string;
  readonly children: ReactNode;
}

/** A text file made in the browser; what is in it goes nowhere else. */
export function SecretFile({ name, content, children }: SecretFileProps): ReactNode {
  return (
    <a className="link" download={name} href={`data:text/plain;charset=utf-8,${encodeURIComponent(content)}`}>
      {children}
    </a>
  );
}

interface SecretActionsProps {
  readonly label: string;
  readonly isReady: boolean;
  readonly isPending?: boolean;
  readonly onPress: () => void;
  readonly onClose: () => void;
}

export function SecretActions({ label, isReady, isPending = false, onPress, onClose }: SecretActionsProps): ReactNode {
  return (
    <div className="seal-actions">
      <Button onClick={onClose} disabled={isPending} autoInsertSpace={false}>
        {drawText.share.cancel}
      </Button>
      <Button type="primary" disabled={!isReady} loading={isPending} onClick={onPress} autoInsertSpace={false}>
        {label}
      </Button>
    </div>
  );
}

interface WrittenDownProps extends Omit<SecretActionsProps, 'isReady'> {
  /** What the person confirms to have written down or saved. */
  readonly written: string;
}

/** Nothing is sent before the person says that the secret is on paper. */
export function WrittenDown({ written, ...actions }: WrittenDownProps): ReactNode {
  const [isWritten, setWritten] = useState(false);
  return (
    <>
      <Checkbox checked={isWritten} onChange={({ target }) => setWritten(target.checked)}>
        {written}
      </Checkbox>
      <SecretActions {...actions} isReady={isWritten} />
    </>
  );
}

interface EscrowFilesProps {
  readonly shares: readonly string[];
  readonly label: (number: number) => string;
  readonly file: (number: number) => string;
  readonly content: (number: number, share: string) => string;
}

/** One file for each body that keeps a part. */
export function EscrowFiles({ shares, label, file, content }: EscrowFilesProps): ReactNode {
  return (
    <ul className="chain-shares">
      {shares.map((share, i) => (
        <li key={share}>
          <SecretFile name={file(i + 1)} content={content(i + 1, share)}>
            {label(i + 1)}
          </SecretFile>
        </li>
      ))}
    </ul>
  );
}
