/** When the session has expired under somebody's hands: sign in on top of the page, then the request goes out again. @module */
import { Modal } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { fetchSession, useSession } from '../../kit/session.ts';
import { signInAgain } from '../../kit/sign-in-again.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { SignInForm } from './sign-in-form.tsx';

type Answer = (isSamePerson: boolean) => void;

export function SignInDialog(): ReactNode {
  const [answer, setAnswer] = useState<Answer>();
  const before = useSession();

  useEffect(() => signInAgain.offer(() => new Promise<boolean>((resolve) => setAnswer(() => resolve))), []);

  function end(isSamePerson: boolean): void {
    setAnswer(undefined);
    answer?.(isSamePerson);
  }

  async function goOn(): Promise<void> {
    const now = await fetchSession();
    const isSamePerson = now.staffId === before.staffId && now.bureau === before.bureau;
    // What one person typed must not be sent in the name of another.
    if (!isSamePerson) location.assign('/desk/');
    end(isSamePerson);
  }

  return (
    <Modal
      open={answer !== undefined}
      onCancel={() => end(false)}
      title={shellText.signIn.again}
      footer={null}
      width={400}
      destroyOnHidden
      mask={{ closable: false }}
      closable={{ 'aria-label': kitText.close }}
    >
      <p className="muted">{shellText.signIn.againHint}</p>
      <SignInForm onSignedIn={goOn} username={before.username} />
    </Modal>
  );
}
