/** Signing in; in a demo bureau its people stand below as buttons. @module */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState, type ReactNode } from 'react';
import { getJson, type ShownRefusal } from '../../kit/api.ts';
import { DemoBanner } from '../../kit/demo-banner.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useUrlState } from '../../kit/routing.ts';
import type { DemoLogin } from '../../kit/session.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { refusalsOfSignIn, SignInForm } from './sign-in-form.tsx';
import { UnifiedButton } from './unified-button.tsx';

/** What anybody may know before signing in. */
interface Front {
  readonly bureau: string;
  readonly isDemo: boolean;
  readonly isUnified: boolean;
}

export function LoginPage(): ReactNode {
  const front = useQuery({ queryKey: ['front'], queryFn: () => getJson<Front>('/api/front') });
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [{ next }] = useUrlState();

  async function enter(): Promise<void> {
    queryClient.clear();
    await navigate({ href: `/desk${next !== undefined && isOurs(next) ? next : '/'}`, replace: true });
  }

  return (
    <>
      {front.data?.isDemo === true && <DemoBanner />}
      <main className="login page">
        <p className="login-names">
          <strong>{kitText.product}</strong>
          <span>{front.data?.bureau}</span>
        </p>
        <PageHeader title={shellText.signIn.title} />
        <SignInForm onSignedIn={enter} />
        {front.data?.isUnified === true && <UnifiedButton />}
        {front.data?.isDemo === true && <DemoLogins onSignedIn={enter} />}
      </main>
    </>
  );
}

/** Only paths of the desk: an address from outside must not become a way out. */
function isOurs(path: string): boolean {
  return /^\/(?!\/|login)/.test(path);
}

function DemoLogins({ onSignedIn }: { readonly onSignedIn: () => Promise<void> }): ReactNode {
  const logins = useQuery({
    queryKey: ['demo-logins'],
    queryFn: () => getJson<readonly DemoLogin[]>('/api/demo-logins'),
  });
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);

  async function press({ username, password }: DemoLogin): Promise<void> {
    const found = await refusalsOfSignIn(username, password);
    setRefusals(found);
    if (found.length === 0) await onSignedIn();
  }

  if (logins.data === undefined || logins.data.length === 0) return null;
  return (
    <section aria-labelledby="demo-logins">
      <h2 id="demo-logins">{shellText.signIn.demo}</h2>
      <p className="muted">{shellText.signIn.demoHint}</p>
      <RefusalBox refusals={refusals} title={shellText.signIn.failed} />
      <ul className="demo-logins">
        {logins.data.map((login) => (
          <li key={login.username}>
            <Button block onClick={() => void press(login)} autoInsertSpace={false}>
              {login.roleTitle} <span className="muted">{login.name}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
