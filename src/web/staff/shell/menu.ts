/** The menu: in the order of the work, and of that only what the person's roles can open. @module */
import type { Role } from '../../../core/actor.ts';
import type { PageRoute } from '../../kit/routing.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';

export interface MenuLink {
  readonly to: string;
  readonly title: string;
}

export interface MenuGroup {
  readonly title: string;
  readonly links: readonly MenuLink[];
}

export type MenuEntry = MenuLink | MenuGroup;

/**
 * 首页 first, then what these roles may see; at most seven lines for one role (experience.md §3). A group of which only one
 * page is left is that page.
 */
export function menuFor(roles: readonly Role[], pages: readonly PageRoute[]): readonly MenuEntry[] {
  const isOpen = ({ to }: MenuLink): boolean => {
    const page = pages.find(({ path }) => path === to);
    return page !== undefined && maySee(page, roles);
  };
  const entries = shellText.menuEntries.flatMap((entry): MenuEntry[] => {
    if (!('links' in entry)) return isOpen(entry) ? [entry] : [];
    const links = entry.links.filter(isOpen);
    return links.length > 1 ? [{ title: entry.title, links }] : links;
  });
  return [{ to: '/', title: shellText.home.menu }, ...entries];
}

export function maySee({ roles: wanted }: PageRoute, roles: readonly Role[]): boolean {
  return wanted === undefined || wanted.some((role) => roles.includes(role));
}
