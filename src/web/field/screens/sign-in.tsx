/** The first start, with a line: who, and the code that locks the phone; or a backup of another phone. @module */
import { useState, type ReactNode } from 'react';
import { getJson, ReadFailed, type ShownRefusal } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useDoor } from '../parts/door.tsx';
import { Button, Refusals, Screen } from '../parts/ui.tsx';
import type { EmptyPhone, OpenPhone, Person, Restored } from '../phone.ts';
import { readBackup } from '../store/vault.ts';
import { CodePad } from './code.tsx';

export function SignIn({
  phone,
  onReady,
}: {
  readonly phone: EmptyPhone;
  readonly onReady: (phone: OpenPhone) => void;
}): ReactNode {
  const [person, setPerson] = useState<Person>();
  const door = useDoor<Person>(undefined);
  const enter = async (): Promise<void> => setPerson(await door.enter());
  if (person !== undefined) return <SetUp phone={phone} person={person} onReady={onReady} />;
  return (
    <Screen
      title={fieldText.signIn.title}
      actions={
        <Button kind="main" onPress={() => void enter()}>
          {fieldText.signIn.go}
        </Button>
      }
    >
      <p>{fieldText.signIn.lead}</p>
      <Refusals refusals={door.refusals} />
      {door.fields}
    </Screen>
  );
}

function SetUp({
  phone,
  person,
  onReady,
}: {
  readonly phone: EmptyPhone;
  readonly person: Person;
  readonly onReady: (phone: OpenPhone) => void;
}): ReactNode {
  const [first, setFirst] = useState<string>();
  const [said, setSaid] = useState('');
  const [restored, setRestored] = useState<Restored>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const choose = async (code: string): Promise<void> => {
    if (first === undefined) return setFirst(code);
    setFirst(undefined);
    if (first !== code) return setSaid(fieldText.code.differs);
    setSaid(fieldText.code.opening);
    const opened = await phone.setUp(person, code, restored);
    if ('state' in opened) return onReady(opened);
    setRefusals(opened);
    return setSaid('');
  };
  const restore = async (file: File | undefined): Promise<void> => {
    const backup = file === undefined ? undefined : readBackup(await file.text());
    if (backup === undefined) return setSaid(fieldText.signIn.noBackup);
    if (backup.staffId !== person.staffId) return setSaid(fieldText.signIn.otherPerson);
    try {
      const { storeKey } = await getJson<{ storeKey: string }>(`/api/field/devices/${backup.deviceId}/key`);
      setRestored({ backup, storeKey });
      return setSaid('');
    } catch (error) {
      if (!(error instanceof ReadFailed)) throw error;
      return setRefusals(error.refusals);
    }
  };
  return (
    <Screen title={first === undefined ? fieldText.code.set : fieldText.code.again}>
      <p>{fieldText.code.setHint}</p>
      <Refusals refusals={refusals} />
      <CodePad said={said} onCode={(code) => void choose(code)} />
      <label className="button plain file">
        {restored === undefined ? fieldText.signIn.restore : `✓ ${restored.backup.label}`}
        <input type="file" accept=".sunlot" onChange={(event) => void restore(event.target.files?.[0])} />
      </label>
      <p>{fieldText.signIn.restoreHint}</p>
    </Screen>
  );
}
