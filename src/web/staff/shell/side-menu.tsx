/** The menu at the left; on narrow screens the top bar shows it in a drawer. @module */
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../kit/session.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { menuFor } from './menu.ts';
import { modulePages } from './modules.ts';

export function SideMenu(): ReactNode {
  return (
    <nav className="side-menu" aria-label={shellText.menu}>
      <MenuLinks />
    </nav>
  );
}

export function MenuLinks({ onFollow }: { readonly onFollow?: () => void }): ReactNode {
  const { roles } = useSession();
  return (
    <ul className="menu-links">
      {menuFor(roles, modulePages).map(({ to, title }) => (
        <li key={to}>
          <Link
            to={to}
            activeOptions={{ exact: to === '/' }}
            {...(onFollow === undefined ? {} : { onClick: onFollow })}
          >
            {title}
          </Link>
        </li>
      ))}
    </ul>
  );
}
