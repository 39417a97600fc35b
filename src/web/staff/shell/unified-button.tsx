/** To the unified identity platform: the state it must bring back is kept in this tab and nowhere else. @module */
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { loginText } from '../../kit/strings/login.zh.ts';

const KEPT = 'sunlot-unified';

/** What is to be done with the platform's answer, and the state that makes it ours. */
interface Journey {
  readonly state: string;
  readonly isLink: boolean;
}

export function UnifiedButton({
  isLink = false,
  label = loginText.unified,
}: {
  readonly isLink?: boolean;
  readonly label?: string;
}): ReactNode {
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isPending, setPending] = useState(false);

  async function go(): Promise<void> {
    setPending(true);
    const path = isLink ? '/api/account/unified-offer' : '/api/sign-in/unified';
    const begun = await postJson<{ readonly url: string; readonly state: string }>(path, {});
    setPending(false);
    if (!begun.ok) return setRefusals(begun.refusals);
    const journey: Journey = { state: begun.value.state, isLink };
    sessionStorage.setItem(KEPT, JSON.stringify(journey));
    location.assign(begun.value.url);
  }

  return (
    <>
      <RefusalBox refusals={refusals} />
      <Button block={!isLink} loading={isPending} onClick={() => void go()} autoInsertSpace={false}>
        {label}
      </Button>
    </>
  );
}

/** The journey that this address ends; undefined when the browser began none, or another. It ends once. */
export function takeJourney(address: string): Journey | undefined {
  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (kept === null) return undefined;
  const journey = JSON.parse(kept) as Journey;
  return journey.state === new URL(address).searchParams.get('state') ? journey : undefined;
}
