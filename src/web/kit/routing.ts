/**
 * Addresses. `lazyPage` + `PageRoute` declare a module's pages (`routes.tsx`), `useParam('planId')` reads `/plan/$planId`,
 * `useUrlState()` keeps a page's state (filters, page, sort) in its address so that it survives going back and sharing. @module
 */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, type ComponentType } from 'react';
import type { Role } from '../../core/actor.ts';

export interface PageRoute {
  /** Below /desk, parameters with `$`: `/plan/$planId`. */
  readonly path: string;
  readonly title: string;
  readonly component: ComponentType;
  /** Who sees the page; all staff when left out. The data behind it is guarded by the server. */
  readonly roles?: readonly Role[];
}

/** A page that is loaded when first opened: `lazyPage(async () => (await import('./list.tsx')).PlanList)`. */
export function lazyPage(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}

/** The parameter of the page's path. @throws Error when the path has none of that name */
export function useParam(name: string): string {
  const params: Readonly<Record<string, string | undefined>> = useParams({ strict: false });
  const value = params[name];
  if (value === undefined) throw new Error(`the path has no parameter ${name}`);
  return value;
}

export type UrlState = Readonly<Record<string, string>>;
/** Values to set; undefined or '' removes one. */
export type UrlChange = Readonly<Record<string, string | undefined>>;

export function useUrlState(): readonly [UrlState, (change: UrlChange) => void] {
  const state: UrlState = useSearch({ strict: false });
  const navigate = useNavigate();
  const change = (values: UrlChange): void => {
    const merged = Object.entries({ ...state, ...values });
    const search = Object.fromEntries(merged.filter(([, value]) => value !== undefined && value !== ''));
    void navigate({ to: '.', search });
  };
  return [state, change];
}

/** `?a=1&b=2` ↔ strings, plainly; no JSON in addresses. */
export function parseSearch(search: string): UrlState {
  return Object.fromEntries(new URLSearchParams(search));
}

export function stringifySearch(search: Readonly<Record<string, unknown>>): string {
  const text = new URLSearchParams(Object.entries(search).map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}
