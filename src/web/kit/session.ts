/**
 * Who is signed in. Use `useSession()` for the name, bureau and roles, `useMayDo(kind)` to ask the permission table, and
 * `useDeedRefusals(kind)` for the reason in words. The server checks again; this only spares a press. @module
 */
import { createContext, useContext } from 'react';
import { mayDo, type DeedRule, type Role } from '../../core/actor.ts';
import { allDeeds, allReads } from '../../permissions.ts';
import { getJson, postJson, showRefusals, type Outcome, type ShownRefusal } from './api.ts';

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
  /** A one-time password: nothing else can be done before it is changed. */
  readonly mustChangePassword: boolean;
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

/** Shows the password again (重新鉴别). */
export function showPassword(password: string): Promise<Outcome<unknown>> {
  return postJson('/api/confirm-password', { password });
}

export function signOut(): Promise<Outcome<unknown>> {
  return postJson('/api/sign-out', {});
}
