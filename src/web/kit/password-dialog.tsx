/**
 * The password once more, on top of the page, for deeds that a session left open must not do (重新鉴别). Once, in the frame
 * around all pages; api.ts asks, and sends the deed again under the same command id. @module
 */
import { Button, Input, Modal } from 'antd';
import { useActionState, useEffect, useId, useState, type ReactNode } from 'react';
import { showRefusals, type ShownRefusal } from './api.ts';
import { RefusalBox } from './refusal-box.tsx';
import { showPassword, useSession } from './session.ts';
import { confirmPassword } from './sign-in-again.ts';
import { kitText } from './strings/kit.zh.ts';

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
  const { username } = useSession();
  const [refusals, submit, isPending] = useActionState(tryPassword, []);

  async function tryPassword(_before: readonly ShownRefusal[], form: FormData): Promise<readonly ShownRefusal[]> {
    const password = form.get('password');
    if (typeof password !== 'string' || password === '')
      return showRefusals([{ code: 'input-invalid', facts: { reason: kitText.password.fillIn } }]);
    const outcome = await showPassword(password);
    if (!outcome.ok) return outcome.refusals;
    onShown();
    return [];
  }

  return (
    <form className="sign-in-form" action={submit}>
      <RefusalBox refusals={refusals} title={kitText.password.failed} />
      {/* For password managers: they look for the name beside the password. */}
      <input type="hidden" name="username" value={username} autoComplete="username" />
      <div>
        <label htmlFor={`${id}-password`}>{kitText.password.label(username)}</label>
        <Input.Password id={`${id}-password`} name="password" autoComplete="current-password" />
      </div>
      <Button type="primary" htmlType="submit" block loading={isPending} autoInsertSpace={false}>
        {kitText.password.press}
      </Button>
    </form>
  );
}
