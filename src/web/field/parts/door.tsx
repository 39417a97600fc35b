/** Signing in on the phone: the password, and the code of the authenticator where the account has a second factor. @module */
import { useState, type ReactNode } from 'react';
import { postJson, type Outcome, type ShownRefusal } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { Field } from './ui.tsx';

export interface Door<T> {
  readonly refusals: readonly ShownRefusal[];
  /** The fields of the step that is asked now. */
  readonly fields: ReactNode;
  /** Tries this step; the answer of the server once the person is in. */
  readonly enter: () => Promise<T | undefined>;
}

/** @param known whose password is asked again; undefined asks for the name too */
export function useDoor<T>(known: string | undefined): Door<T> {
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [isHalf, setHalf] = useState(false);
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);

  async function enter(): Promise<T | undefined> {
    const outcome: Outcome<T> = isHalf
      ? await postJson<T>('/api/sign-in/second-step', { code: code.trim() })
      : await postJson<T>('/api/sign-in', { username, password });
    if (outcome.ok) return outcome.value;
    const has = (wanted: string): boolean => outcome.refusals.some((refusal) => refusal.code === wanted);
    setHalf(has('second-factor-needed') || (isHalf && !has('second-step-expired')));
    setRefusals(has('second-factor-needed') ? [] : outcome.refusals);
    return undefined;
  }

  const fields = isHalf ? (
    <Field label={fieldText.signIn.code} value={code} onChange={setCode} autoComplete="one-time-code" />
  ) : (
    <>
      {known === undefined && (
        <Field label={fieldText.signIn.username} value={username} onChange={setUsername} autoComplete="username" />
      )}
      <Field
        label={fieldText.signIn.password}
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
    </>
  );
  return { refusals, fields, enter };
}
