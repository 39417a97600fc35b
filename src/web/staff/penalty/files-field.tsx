/** Files of an act: each is sent, checked and known by its hash before the act names it. @module */
import { Button } from 'antd';
import { useId, useRef, useState, type ReactNode } from 'react';
import { ACCEPTED_ENDINGS, type CheckedFile } from '../../../core/uploads/kinds.ts';
import type { AttachedFile } from '../../../penalty/types/evidence.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { penaltyText } from '../../kit/strings/penalty.zh.ts';

const text = penaltyText.evidence;

interface FilesFieldProps {
  readonly uploadTo: string;
  /** Given by the form's field. */
  readonly id?: string;
  readonly value?: readonly AttachedFile[];
  readonly onChange?: (files: readonly AttachedFile[]) => void;
}

export function FilesField({ uploadTo, id, value = [], onChange }: FilesFieldProps): ReactNode {
  const hint = useId();
  const input = useRef<HTMLInputElement>(null);
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isSending, setSending] = useState(false);
  const send = async (files: readonly File[]): Promise<void> => {
    setSending(true);
    const wrong: ShownRefusal[] = [];
    const kept = [...value];
    for (const file of files) {
      const body = new FormData();
      body.append('file', file, file.name);
      const sent = await postJson<CheckedFile>(uploadTo, body);
      if (!sent.ok) wrong.push(...sent.refusals.map((each) => ({ ...each, reason: `${file.name}：${each.reason}` })));
      else if (!kept.some(({ sha256 }) => sha256 === sent.value.sha256))
        kept.push({ sha256: sent.value.sha256, name: file.name });
    }
    setRefusals(wrong);
    setSending(false);
    onChange?.(kept);
  };
  return (
    <div className="case-files">
      <input
        ref={input}
        id={id}
        type="file"
        multiple
        className="visually-hidden"
        accept={ACCEPTED_ENDINGS.join(',')}
        disabled={isSending}
        aria-describedby={hint}
        onChange={(event) => {
          void send([...(event.target.files ?? [])]);
          event.target.value = '';
        }}
      />
      <Button autoInsertSpace={false} loading={isSending} onClick={() => input.current?.click()}>
        {isSending ? text.sending : text.choose}
      </Button>
      <span id={hint} className="muted">
        {text.hint}
      </span>
      <RefusalBox refusals={refusals} />
      {value.length > 0 && (
        <ul className="case-drafts">
          {value.map(({ sha256, name }) => (
            <li key={sha256}>
              {name} <span className="digits muted">{sha256.slice(0, 16)}</span>{' '}
              <Button
                size="small"
                type="link"
                aria-label={text.drop(name)}
                onClick={() => onChange?.(value.filter((each) => each.sha256 !== sha256))}
              >
                {text.remove}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
