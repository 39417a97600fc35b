/** The menu at the left; on narrow screens the top bar shows it in a drawer. @module */
import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useSession } from '../../kit/session.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { menuFor, type MenuGroup, type MenuLink } from './menu.ts';
import { modulePages } from './modules.ts';

export function SideMenu(): ReactNode {
  return (
    <nav className="side-menu" aria-label={shellText.menu}>
      <MenuLinks />
    </nav>
  );
}

interface Following {
  readonly onFollow?: () => void;
}

export function MenuLinks({ onFollow }: Following): ReactNode {
  const { roles } = useSession();
  const following = onFollow === undefined ? {} : { onFollow };
  return (
    <ul className="menu-links">
      {menuFor(roles, modulePages).map((entry) => (
        <li key={entry.title}>
          {'links' in entry ? <Group group={entry} {...following} /> : <Entry link={entry} {...following} />}
        </li>
      ))}
    </ul>
  );
}

/** Open while one of its pages is shown; otherwise as its reader left it. */
function Group({ group: { title, links }, ...following }: Following & { readonly group: MenuGroup }): ReactNode {
  const isHere = useLocation({ select: ({ pathname }) => links.some(({ to }) => isWithin(pathname, to)) });
  return (
    <details open={isHere}>
      <summary>{title}</summary>
      <ul>
        {links.map((link) => (
          <li key={link.to}>
            <Entry link={link} {...following} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Entry({ link: { to, title }, onFollow }: Following & { readonly link: MenuLink }): ReactNode {
  return (
    <Link to={to} activeOptions={{ exact: to === '/' }} {...(onFollow === undefined ? {} : { onClick: onFollow })}>
      {title}
    </Link>
  );
}

function isWithin(pathname: string, to: string): boolean {
  return pathname === to || pathname.startsWith(`${to}/`);
}
