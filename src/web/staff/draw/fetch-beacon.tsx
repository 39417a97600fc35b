/** 从信标获取: the value of a round or pulse, asked for by the server, or out of a file; it only fills the field. @module */
import { Button, Upload } from 'antd';
import { useState, type ReactNode } from 'react';
import { beaconIn, roundAt } from '../../../draw/rules/sources.ts';
import type { BeaconValue } from '../../../draw/types/inputs.ts';
import { getJson, ReadFailed, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { drawInputsText } from '../../kit/strings/draw-inputs.zh.ts';

const text = drawInputsText.typing;
const NAMES: Readonly<Record<string, string>> = { drand: 'drand', nist: 'NIST' };
const MOST_BYTES = 65_536;

interface FetchBeaconProps {
  /** `drand` or `nist`; nothing is shown for any other source. */
  readonly beacon: string;
  readonly knownAt: string | null;
  readonly onValue: (value: BeaconValue) => void;
}

type Attempt =
  | { readonly is: 'pending' | 'fetched' | 'unreadable' }
  | { readonly is: 'refused'; readonly refusals: readonly ShownRefusal[] };

export function FetchBeacon({ beacon, knownAt, onValue }: FetchBeaconProps): ReactNode {
  const [attempt, setAttempt] = useState<Attempt>();
  const name = NAMES[beacon];
  if (name === undefined || knownAt === null) return null;
  const which = beacon === 'drand' ? roundAt(knownAt) : knownAt;

  async function fetchValue(): Promise<void> {
    setAttempt({ is: 'pending' });
    try {
      onValue(await getJson<BeaconValue>(`/api/beacons/${beacon}/${which}`));
      setAttempt({ is: 'fetched' });
    } catch (error) {
      if (!(error instanceof ReadFailed)) throw error;
      setAttempt({ is: 'refused', refusals: error.refusals });
    }
  }

  async function readFile(file: File): Promise<void> {
    const content = file.size > MOST_BYTES ? '' : await file.text();
    const value = beaconIn(beacon, knownAt ?? '', content);
    setAttempt({ is: value === undefined ? 'unreadable' : 'fetched' });
    if (value !== undefined) onValue(value);
  }

  return (
    <div className="fetch-beacon">
      <Button loading={attempt?.is === 'pending'} onClick={() => void fetchValue()} autoInsertSpace={false}>
        {text.fetch(name)}
      </Button>
      <Upload
        accept=".json,.txt"
        showUploadList={false}
        beforeUpload={(file) => {
          void readFile(file);
          return false;
        }}
      >
        <Button autoInsertSpace={false}>{text.upload}</Button>
      </Upload>
      <p role="status" className="muted">
        {attempt === undefined || attempt.is === 'refused' ? '' : STATES[attempt.is]}
      </p>
      {attempt?.is === 'refused' && <RefusalBox refusals={attempt.refusals} />}
    </div>
  );
}

const STATES = { pending: text.fetching, fetched: text.fetched, unreadable: text.uploadWrong } as const;
