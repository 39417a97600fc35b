/** The session has ended while the phone was away: the password once more, and everything goes on. @module */
import { useState, useSyncExternalStore, type ReactNode } from 'react';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { Button, Field, Refusals } from './ui.tsx';

export function SignInAgain(): ReactNode {
  const { store, syncer } = useField();
  const { refusals } = useSyncExternalStore(syncer.subscribe, syncer.current);
  const [password, setPassword] = useState('');
  const [against, setAgainst] = useState<readonly ShownRefusal[]>([]);
  if (!refusals.some(({ code }) => code === 'not-signed-in')) return null;
  const enter = async (): Promise<void> => {
    const { username } = store.device;
    const outcome = await postJson('/api/sign-in', { username, password });
    setAgainst(outcome.ok ? [] : outcome.refusals);
    if (outcome.ok) await syncer.run();
  };
  return (
    <form
      className="notice"
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <p>{fieldText.upload.signIn}</p>
      <Refusals refusals={against} />
      <Field
        label={fieldText.signIn.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
      <Button kind="main" onPress={() => void enter()}>
        {fieldText.signIn.go}
      </Button>
    </form>
  );
}
