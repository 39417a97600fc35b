/** Where the unified identity platform sends people back to. @module */
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Input } from 'antd';
import { useEffect, useId, useState, type ReactNode } from 'react';
import { postDeed, postJson, showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { newCommandId } from '../../kit/command-id.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { finishSignIn } from '../../kit/session.ts';
import { loginText } from '../../kit/strings/login.zh.ts';
import { takeJourney } from './unified-button.tsx';

/** Once per address, even where React runs effects twice: the answer may be used once. */
let asked: { readonly address: string; readonly outcome: ReturnType<typeof finish> } | undefined;

type Finished = { readonly to: string } | { readonly refusals: readonly ShownRefusal[] };

async function finish(url: string): Promise<Finished> {
  const journey = takeJourney(url);
  if (journey === undefined) return { refusals: showRefusals([{ code: 'unified-failed' }]) };
  const outcome = journey.isLink
    ? await postDeed('staff.link-unified', { url }, newCommandId())
    : await postJson('/api/sign-in/unified/finish', { url });
  return outcome.ok ? { to: journey.isLink ? '/account' : '/' } : { refusals: outcome.refusals };
}

export function UnifiedPage(): ReactNode {
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const isHalf = refusals.some(({ code }) => code === 'second-factor-needed' || code === 'second-factor-wrong');

  useEffect(() => {
    const address = location.href;
    if (asked?.address !== address) asked = { address, outcome: finish(address) };
    void asked.outcome.then(async (finished) => {
      if ('refusals' in finished) return setRefusals(finished.refusals);
      queryClient.clear();
      await navigate({ to: finished.to, search: {}, replace: true });
    });
  }, [navigate, queryClient]);

  return (
    <main className="login page">
      <PageHeader
        title={loginText.unifiedTitle}
        {...(refusals.length === 0 ? { standing: loginText.unifiedGoing } : {})}
      />
      <RefusalBox refusals={refusals} />
      {isHalf && (
        <SecondStep
          onRefused={setRefusals}
          onSignedIn={async () => {
            queryClient.clear();
            await navigate({ to: '/', search: {}, replace: true });
          }}
        />
      )}
      {refusals.length > 0 && <AppLink to="/login">{loginText.back}</AppLink>}
    </main>
  );
}

function SecondStep({
  onRefused,
  onSignedIn,
}: {
  readonly onRefused: (refusals: readonly ShownRefusal[]) => void;
  readonly onSignedIn: () => Promise<void>;
}): ReactNode {
  const id = useId();
  const [code, setCode] = useState('');

  async function submit(): Promise<void> {
    const outcome = await finishSignIn(code.trim());
    if (outcome.ok) await onSignedIn();
    else onRefused(outcome.refusals);
  }

  return (
    <form className="sign-in-form" action={() => void submit()}>
      <div>
        <label htmlFor={`${id}-code`}>{loginText.code}</label>
        <Input
          id={`${id}-code`}
          value={code}
          autoComplete="one-time-code"
          onChange={({ target }) => setCode(target.value)}
        />
      </div>
      <Button type="primary" htmlType="submit" block autoInsertSpace={false}>
        {loginText.finish}
      </Button>
    </form>
  );
}
