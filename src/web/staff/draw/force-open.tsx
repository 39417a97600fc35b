/** 强制公开: two escrow shares, pasted or read from their files, give the code that a holder withholds. @module */
import { Button, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { HOLDERS, type Holder } from '../../../draw/types/chains.ts';
import type { SealedView } from '../../../draw/types/sealed.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { sealedText } from '../../kit/strings/draw-sealed.zh.ts';

const text = sealedText.force;
/** A share inside whatever stands around it on the paper or in the file. */
const SHARE = /vdraw-share-1-\d+-[0-9a-f]{64}-[0-9a-f]{8}/;

interface ForceOpenProps {
  readonly drawId: string;
  readonly sealed: SealedView;
}

/** Shown where a code is missing and the deadline of the result is past. */
export function ForceOpen({ drawId, sealed }: ForceOpenProps): ReactNode {
  const may = useMayDo('draw.force-open');
  const missing = Object.keys(sealed.againstForcing) as Holder[];
  const [holder, setHolder] = useState<Holder | undefined>(missing[0]);
  const [shares, setShares] = useState<readonly string[]>(['', '']);
  const deed = useDeed<{ drawId: string; holder: Holder; shares: string[] }>('draw.force-open');
  if (!may || holder === undefined) return null;
  const against = sealed.againstForcing[holder] ?? [];
  const put = (at: number, value: string): void => setShares(shares.map((share, i) => (i === at ? value : share)));
  return (
    <details className="draw-void">
      <summary>{text.title}</summary>
      <p className="muted">{text.lead}</p>
      <div className="share-dialog">
        <label htmlFor="force-holder">{text.holder}</label>
        <Select
          id="force-holder"
          value={holder}
          onChange={setHolder}
          options={missing.map((value) => ({ value, label: HOLDERS[value] }))}
        />
        {shares.map((share, at) => (
          <ShareField key={at} number={at + 1} value={share} onChange={(value) => put(at, value)} />
        ))}
        <RefusalBox refusals={deed.refusals} />
        <DeedButton
          kind="draw.force-open"
          refusals={against}
          isPending={deed.isPending}
          onPress={() => void deed.run({ drawId, holder, shares: shares.map(shareIn) })}
        />
      </div>
    </details>
  );
}

interface ShareFieldProps {
  readonly number: number;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ShareField({ number, value, onChange }: ShareFieldProps): ReactNode {
  const id = `force-share-${number}`;
  return (
    <>
      <label htmlFor={id}>{text.share(number)}</label>
      <Input.TextArea
        id={id}
        className="share-input"
        rows={3}
        value={value}
        placeholder={text.shareHint}
        onChange={({ target }) => onChange(target.value)}
        spellCheck={false}
        autoComplete="off"
      />
      <Button autoInsertSpace={false} onClick={() => void pickFile().then(onChange)}>
        {text.pick}
      </Button>
    </>
  );
}

/** The share that a text holds; the text itself when it holds none, for the server to refuse. */
function shareIn(text: string): string {
  return SHARE.exec(text.replaceAll(/\s/g, ''))?.[0] ?? text.trim().slice(0, 200);
}

async function pickFile(): Promise<string> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.txt,text/plain';
  const chosen = await new Promise<File | undefined>((resolve) => {
    input.addEventListener('change', () => resolve(input.files?.[0]));
    input.addEventListener('cancel', () => resolve(undefined));
    input.click();
  });
  return chosen === undefined ? '' : shareIn(await chosen.text());
}
