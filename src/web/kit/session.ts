/**
 * Who is signed in. Use `useSession()` for the name, bureau and roles, `useMayDo(kind)` to ask the permission table, and
 * `useDeedRefusals(kind)` for the reason in words. The server checks again; this only spares a press. @module
 */
import { createContext, useContext } from 'react';
import { mayDo, type DeedRule, type Role } from '../../core/actor.ts';
import { allDeeds, allReads } from '../../permissions.ts';
import { getJson, postJson, showRefusals, type Outcome, type ShownRefusal } from './api.ts';
import { askPasskey, type PasskeyAnswer } from './passkey.ts';

export interface Session {
  readonly staffId: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Name of the bureau, e.g. 某某区应急管理局. */
  readonly bureau: string;
  /** Its administrative division, e.g. 120111. */
  readonly bureauCode: string;
  readonly isDemo: boolean;
  /** A one-time password, or one that has grown too old: nothing else can be done before it is changed. */
  readonly mustChangePassword: boolean;
  /** The login policy asks for a second factor and there is none yet. */
  readonly mustEnrolFactor: boolean;
  readonly hasFactor: boolean;
  /** Without a request the session ends after so long. */
  readonly idleMinutes: number;
  /** It ends then, whatever is done. */
  readonly secondsLeft: number;
}

/** One of the demo district's people; listed only in demo mode. */
export interface DemoLogin {
  readonly username: string;
  readonly name: string;
  readonly roleTitle: string;
  readonly password: string;
}

export const SessionContext = createContext<Session | undefined>(undefined);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === undefined) throw new Error('useSession needs the shell around it');
  return session;
}

/** Whether the signed-in person's roles may do this deed or read. */
export function useMayDo(kind: string): boolean {
  return mayDo(useSession().roles, ruleOf(kind));
}

/** Why not, in words; empty when the roles suffice. */
export function useDeedRefusals(kind: string): readonly ShownRefusal[] {
  const rule = ruleOf(kind);
  const { roles } = useSession();
  return mayDo(roles, rule)
    ? []
    : showRefusals([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
}

/** The row of the permission table. @throws Error for a kind that no module declares: a slip in the page. */
export function ruleOf(kind: string): DeedRule {
  const rules: Readonly<Record<string, DeedRule>> = { ...allDeeds, ...allReads };
  const rule = rules[kind];
  if (rule === undefined) throw new Error(`no deed or read is called ${kind}`);
  return rule;
}

/** @throws ReadFailed with `not-signed-in` */
export function fetchSession(): Promise<Session> {
  return getJson<Session>('/api/session');
}

export function signIn(username: string, password: string): Promise<Outcome<unknown>> {
  return postJson('/api/sign-in', { username, password });
}

/** The second step: a code of the app, or a recovery code. */
export function finishSignIn(code: string): Promise<Outcome<unknown>> {
  return postJson('/api/sign-in/second-step', { code });
}

/** By passkey: the whole sign-in, or the second step of one. */
export async function signInByPasskey(
  path: '/api/sign-in/passkey' | '/api/sign-in/second-step',
): Promise<Outcome<unknown>> {
  const passkey = await askedPasskey();
  if (!passkey.ok) return passkey;
  return postJson(path, path === '/api/sign-in/passkey' ? passkey.value : { passkey: passkey.value });
}

/** Shows again who one is (重新鉴别): the password, and the code where the account has a second factor. */
export function showPassword(password: string, code: string): Promise<Outcome<unknown>> {
  return postJson('/api/confirm-password', { password, ...(code === '' ? {} : { code }) });
}

/** The same by passkey alone. */
export async function showPasskey(): Promise<Outcome<unknown>> {
  const passkey = await askedPasskey();
  return passkey.ok ? postJson('/api/confirm-password', { passkey: passkey.value }) : passkey;
}

async function askedPasskey(): Promise<Outcome<PasskeyAnswer>> {
  const question = await postJson<Parameters<typeof askPasskey>[0]>('/api/sign-in/passkey-question', {});
  if (!question.ok) return question;
  const value = await askPasskey(question.value);
  if (value !== undefined) return { ok: true, value, at: undefined };
  return { ok: false, isAnswered: false, refusals: showRefusals([{ code: 'passkey-unavailable' }]) };
}

export function signOut(): Promise<Outcome<unknown>> {
  return postJson('/api/sign-out', {});
}
