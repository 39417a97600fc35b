/** The dialog in which two opened envelopes of a party are typed; their texts are sent once and kept nowhere. @module */
import { Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { PARTIES, type Party } from '../../../draw/types.ts';
import { ENVELOPES_NEEDED } from '../../../draw/types/inputs.ts';
import type { DrawView } from '../../../draw/types/views.ts';
import { useDeed } from '../../kit/deed.ts';
import { sentenceTime } from '../../kit/format.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { drawText } from '../../kit/strings/draw.zh.ts';
import { SecretActions, SecretDialog } from './secret-parts.tsx';

const text = drawText.share;

interface RecoverProps {
  readonly view: DrawView;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function RecoverDialog({ view, isOpen, onClose }: RecoverProps): ReactNode {
  return (
    <SecretDialog title={text.recoverTitle} isOpen={isOpen} onClose={onClose}>
      <Recover view={view} onClose={onClose} />
    </SecretDialog>
  );
}

interface RecoverInput {
  readonly drawId: string;
  readonly party: Party;
  readonly envelopes: readonly string[];
}

function Recover({ view, onClose }: Omit<RecoverProps, 'isOpen'>): ReactNode {
  const parties = view.commitments
    .filter(({ party, hasEnvelopes }) => hasEnvelopes && !view.revealed.includes(party))
    .map(({ party }) => party);
  const [party, setParty] = useState(parties.length === 1 ? parties[0] : undefined);
  const [texts, setTexts] = useState<readonly string[]>(Array.from({ length: ENVELOPES_NEEDED }, () => ''));
  const deed = useDeed<RecoverInput>('draw.recover');

  async function recover(): Promise<void> {
    if (party === undefined) return;
    const outcome = await deed.run({ drawId: view.drawId, party, envelopes: texts });
    if (outcome.ok) onClose();
  }

  return (
    <>
      <p>{text.recoverLead}</p>
      <label htmlFor="recover-party">{text.recoverWhose}</label>
      <Select
        id="recover-party"
        {...(party === undefined ? {} : { value: party })}
        onChange={setParty}
        options={parties.map((value) => ({ value, label: PARTIES[value] }))}
      />
      {texts.map((typed, i) => (
        <div key={`envelope-${i + 1}`}>
          <label htmlFor={`envelope-${i}`}>{text.recoverInput(i + 1)}</label>
          <Input.TextArea
            id={`envelope-${i}`}
            className="share-input"
            rows={3}
            value={typed}
            onChange={({ target }) => setTexts(texts.with(i, target.value))}
            spellCheck={false}
            autoComplete="off"
          />
        </div>
      ))}
      <p className="muted">{text.recoverFew(sentenceTime(view.config.revealBy))}</p>
      <RefusalBox refusals={deed.refusals} />
      <SecretActions
        label={text.recoverTitle}
        isReady={party !== undefined}
        isPending={deed.isPending}
        onPress={() => void recover()}
        onClose={onClose}
      />
    </>
  );
}
