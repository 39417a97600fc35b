/** When the session has expired under somebody's hands: sign in on top of the page, then the request goes out again. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import { useEffect, useState, type ReactNode } from 'react';
import { ReadFailed } from '../../kit/api.ts';
import { fetchSession, useSession } from '../../kit/session.ts';
import { signInAgain } from '../../kit/sign-in-again.ts';
import { kitText } from '../../kit/strings/kit.zh.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { SignInForm } from './sign-in-form.tsx';

type Answer = (isSamePerson: boolean) => void;

export function SignInDialog(): ReactNode {
  const [answer, setAnswer] = useState<Answer>();
  const before = useSession();
  const queryClient = useQueryClient();

  useEffect(
    () =>
      signInAgain.offer(async () => {
        // The session lives, but something must be done first: the frame learns it and leads there.
        if (await isHeld()) {
          await queryClient.invalidateQueries({ queryKey: ['session'] });
          return false;
        }
        return new Promise<boolean>((resolve) => setAnswer(() => resolve));
      }),
    [queryClient],
  );

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

/** A password to change or a second factor to enrol: a policy may ask for it while somebody works. */
async function isHeld(): Promise<boolean> {
  try {
    const { mustChangePassword, mustEnrolFactor } = await fetchSession();
    return mustChangePassword || mustEnrolFactor;
  } catch (error) {
    if (error instanceof ReadFailed) return false;
    throw error;
  }
}
