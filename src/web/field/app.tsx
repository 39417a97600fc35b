/** Which screen stands: locked, signed out, or one of an opened phone. @module */
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { fieldText } from '../kit/strings/field.zh.ts';
import { Screen } from './parts/ui.tsx';
import { loadRest, openPhone, type Phone } from './phone.ts';
import { CodeScreen } from './screens/code.tsx';

const SignIn = lazy(async () => ({ default: (await loadRest()).SignIn }));
const Working = lazy(async () => ({ default: (await loadRest()).Working }));

export function App(): ReactNode {
  const [phone, setPhone] = useState<Phone>();
  useEffect(() => {
    void openPhone().then(setPhone);
  }, []);
  useEffect(() => {
    if (phone?.state === 'locked') void loadRest();
  }, [phone]);
  if (!('subtle' in crypto)) return <Screen title={fieldText.app}>{fieldText.insecure}</Screen>;
  if (phone === undefined) return null;
  return (
    <Suspense>
      <Opened phone={phone} onChange={setPhone} />
    </Suspense>
  );
}

function Opened({ phone, onChange }: { readonly phone: Phone; readonly onChange: (phone: Phone) => void }): ReactNode {
  switch (phone.state) {
    case 'empty':
      return <SignIn phone={phone} onReady={onChange} />;
    case 'locked':
      return <CodeScreen phone={phone} onOpen={onChange} />;
    case 'open':
      return <Working phone={phone} onChange={onChange} />;
  }
}
