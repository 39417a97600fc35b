/**
 * The password once more, on top of the page, for deeds that a session left open must not do (重新鉴别). Once, in the frame
 * around all pages; api.ts asks, and sends the deed again under the same command id. @module
 */
import { Button, Input, Modal } from 'antd';
import { useActionState, useEffect, useId, useState, type ReactNode } from 'react';
import { showRefusals, type ShownRefusal } from './api.ts';
import { RefusalBox } from './refusal-box.tsx';
import { hasPasskeys } from './passkey.ts';
import { showPasskey, showPassword, useSession } from './session.ts';
import { confirmPassword } from './sign-in-again.ts';
import { kitText } from './strings/kit.zh.ts';
import { loginText } from './strings/login.zh.ts';

type Answer = (isShown: boolean) => void;

export function PasswordDialog(): ReactNode {
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => confirmPassword.offer(() => new Promise<boolean>((resolve) => setAnswer(() => resolve))), []);

  function end(isShown: boolean): void {
    setAnswer(undefined);
    answer?.(isShown);
  }

  return (
    <Modal
      open={answer !== undefined}
      onCancel={() => end(false)}
      title={kitText.password.title}
      footer={null}
      width={400}
      destroyOnHidden
      mask={{ closable: false }}
      closable={{ 'aria-label': kitText.close }}
    >
      <p className="muted">{kitText.password.hint}</p>
      <PasswordForm onShown={() => end(true)} />
    </Modal>
  );
}

function PasswordForm({ onShown }: { readonly onShown: () => void }): ReactNode {
  const id = useId();
  const { username, hasFactor } = useSession();
  const [refusals, submit, isPending] = useActionState(tryPassword, []);
  const [isAsking, setAsking] = useState(false);
  const [against, setAgainst] = useState<readonly ShownRefusal[]>([]);

  async function tryPassword(_before: readonly ShownRefusal[], form: FormData): Promise<readonly ShownRefusal[]> {
    setAgainst([]);
    const [password = '', code = ''] = ['password', 'code'].map((name) => {
      const value = form.get(name);
      return typeof value === 'string' ? value : '';
    });
    if (password === '') return showRefusals([{ code: 'input-invalid', facts: { reason: kitText.password.fillIn } }]);
    const outcome = await showPassword(password, code);
    if (!outcome.ok) return outcome.refusals;
    onShown();
    return [];
  }

  async function tryPasskey(): Promise<void> {
    setAsking(true);
    const outcome = await showPasskey();
    setAsking(false);
    setAgainst(outcome.ok ? [] : outcome.refusals);
    if (outcome.ok) onShown();
  }

  return (
    <form className="sign-in-form" action={submit}>
      <RefusalBox refusals={against.length > 0 ? against : refusals} title={kitText.password.failed} />
      {/* For password managers: they look for the name beside the password. */}
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <div>
        <label htmlFor={`${id}-password`}>{kitText.password.label(username)}</label>
        <Input.Password id={`${id}-password`} name="password" autoComplete="current-password" />
      </div>
      {hasFactor && (
        <div>
          <label htmlFor={`${id}-code`}>{loginText.code}</label>
          <Input id={`${id}-code`} name="code" autoComplete="one-time-code" />
        </div>
      )}
      <Button type="primary" htmlType="submit" block loading={isPending} autoInsertSpace={false}>
        {kitText.password.press}
      </Button>
      {hasFactor && hasPasskeys() && (
        <Button block loading={isAsking} onClick={() => void tryPasskey()} autoInsertSpace={false}>
          {kitText.password.passkey}
        </Button>
      )}
    </form>
  );
}
