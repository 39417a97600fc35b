/** A link to another page of the desk; `to` is the full path below /desk, e.g. `/plan/…`. For a button that only leads somewhere use `look="button"`. @module */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

interface AppLinkProps {
  readonly to: string;
  readonly look?: 'text' | 'button';
  readonly children: ReactNode;
}

export function AppLink({ to, look = 'text', children }: AppLinkProps): ReactNode {
  const [path, search] = to.split('?', 2);
  return (
    <Link
      to={path ?? to}
      search={Object.fromEntries(new URLSearchParams(search))}
      className={look === 'button' ? 'link-button' : 'link'}
    >
      {children}
    </Link>
  );
}
