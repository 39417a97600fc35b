/** User name and password; for the login page and for signing in again in place. Pasting and password managers work. @module */
import { Button, Input } from 'antd';
import { useActionState, useId, useState, type ReactNode } from 'react';
import { showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { hasPasskeys } from '../../kit/passkey.ts';
import { finishSignIn, signIn, signInByPasskey } from '../../kit/session.ts';
import { loginText } from '../../kit/strings/login.zh.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';

interface SignInFormProps {
  /** Whose password is asked again; left out where anybody may sign in. */
  readonly username?: string;
  readonly onSignedIn: () => Promise<void>;
}

interface Attempt {
  readonly username: string;
  readonly refusals: readonly ShownRefusal[];
  /** The password was right; the second factor is asked now. */
  readonly isHalf: boolean;
}

export function SignInForm({ onSignedIn, username: known = '' }: SignInFormProps): ReactNode {
  const id = useId();
  const [attempt, submit, isPending] = useActionState(tryToSignIn, { username: known, refusals: [], isHalf: false });
  const [isAsking, setAsking] = useState(false);
  const [against, setAgainst] = useState<readonly ShownRefusal[]>([]);

  async function tryToSignIn(before: Attempt, form: FormData): Promise<Attempt> {
    setAgainst([]);
    const username = before.isHalf ? before.username : textOf(form, 'username').trim();
    const refusals = before.isHalf
      ? await refusalsOfCode(textOf(form, 'code'))
      : await refusalsOfSignIn(username, textOf(form, 'password'));
    if (refusals.length === 0) await onSignedIn();
    return nextStep(before, username, refusals);
  }

  async function tryPasskey(): Promise<void> {
    setAsking(true);
    const outcome = await signInByPasskey(attempt.isHalf ? '/api/sign-in/second-step' : '/api/sign-in/passkey');
    setAsking(false);
    setAgainst(outcome.ok ? [] : outcome.refusals);
    if (outcome.ok) await onSignedIn();
  }

  const refusals = against.length > 0 ? against : attempt.refusals;

  return (
    <form className="sign-in-form" action={submit}>
      <RefusalBox refusals={refusals} title={shellText.signIn.failed} />
      {attempt.isHalf ? (
        <div>
          <p>{loginText.second}</p>
          <label htmlFor={`${id}-code`}>{loginText.code}</label>
          <Input id={`${id}-code`} name="code" autoComplete="one-time-code" aria-describedby={`${id}-hint`} />
          <p id={`${id}-hint`} className="muted">
            {loginText.codeHint}
          </p>
        </div>
      ) : (
        <>
          <div>
            <label htmlFor={`${id}-username`}>{shellText.signIn.username}</label>
            <Input
              id={`${id}-username`}
              name="username"
              readOnly={known !== ''}
              defaultValue={attempt.username}
              autoComplete="username"
              autoCapitalize="none"
              spellCheck={false}
            />
          </div>
          <div>
            <label htmlFor={`${id}-password`}>{shellText.signIn.password}</label>
            <Input.Password id={`${id}-password`} name="password" autoComplete="current-password" />
          </div>
        </>
      )}
      <Button type="primary" htmlType="submit" block loading={isPending} autoInsertSpace={false}>
        {attempt.isHalf ? loginText.finish : shellText.signIn.press}
      </Button>
      {hasPasskeys() && (
        <Button block loading={isAsking} onClick={() => void tryPasskey()} autoInsertSpace={false}>
          {attempt.isHalf ? loginText.passkey : loginText.passkeySignIn}
        </Button>
      )}
    </form>
  );
}

/** On to the second step, back to the first when it took too long, or once more. */
function nextStep({ isHalf }: Attempt, username: string, refusals: readonly ShownRefusal[]): Attempt {
  const has = (code: string): boolean => refusals.some((refusal) => refusal.code === code);
  if (has('second-factor-needed')) return { username, refusals: [], isHalf: true };
  return { username, refusals, isHalf: isHalf && !has('second-step-expired') };
}

async function refusalsOfCode(code: string): Promise<readonly ShownRefusal[]> {
  if (code.trim() === '') return showRefusals([{ code: 'input-invalid', facts: { reason: loginText.fillCode } }]);
  const outcome = await finishSignIn(code.trim());
  return outcome.ok ? [] : outcome.refusals;
}

/** Signs in; empty means it went well. */
export async function refusalsOfSignIn(username: string, password: string): Promise<readonly ShownRefusal[]> {
  if (username === '' || password === '')
    return showRefusals([{ code: 'input-invalid', facts: { reason: shellText.signIn.fillIn } }]);
  const outcome = await signIn(username, password);
  return outcome.ok ? [] : outcome.refusals;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
