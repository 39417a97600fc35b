/** The session has ended while the phone was away: the password once more, and everything goes on. @module */
import { useSyncExternalStore, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDoor } from './door.tsx';
import { Button, Refusals } from './ui.tsx';

export function SignInAgain(): ReactNode {
  const { store, syncer } = useField();
  const { refusals } = useSyncExternalStore(syncer.subscribe, syncer.current);
  const door = useDoor(store.device.username);
  if (!refusals.some(({ code }) => code === 'not-signed-in')) return null;
  const enter = async (): Promise<void> => {
    if ((await door.enter()) !== undefined) await syncer.run();
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
      <Refusals refusals={door.refusals} />
      {door.fields}
      <Button kind="main" onPress={() => void enter()}>
        {fieldText.signIn.go}
      </Button>
    </form>
  );
}
