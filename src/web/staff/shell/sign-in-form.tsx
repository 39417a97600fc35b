/** User name and password; for the login page and for signing in again in place. Pasting and password managers work. @module */
import { Button, Input } from 'antd';
import { useActionState, useId, type ReactNode } from 'react';
import { showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { signIn } from '../../kit/session.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';

interface SignInFormProps {
  /** Whose password is asked again; left out where anybody may sign in. */
  readonly username?: string;
  readonly onSignedIn: () => Promise<void>;
}

interface Attempt {
  readonly username: string;
  readonly refusals: readonly ShownRefusal[];
}

export function SignInForm({ onSignedIn, username: known = '' }: SignInFormProps): ReactNode {
  const id = useId();
  const [attempt, submit, isPending] = useActionState(tryToSignIn, { username: known, refusals: [] });

  async function tryToSignIn(_before: Attempt, form: FormData): Promise<Attempt> {
    const username = textOf(form, 'username').trim();
    const password = textOf(form, 'password');
    const refusals = await refusalsOfSignIn(username, password);
    if (refusals.length === 0) await onSignedIn();
    return { username, refusals };
  }

  return (
    <form className="sign-in-form" action={submit}>
      <RefusalBox refusals={attempt.refusals} title={shellText.signIn.failed} />
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
      <Button type="primary" htmlType="submit" block loading={isPending} autoInsertSpace={false}>
        {shellText.signIn.press}
      </Button>
    </form>
  );
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
