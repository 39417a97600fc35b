/** The menu: in the order of the work, and of that only what the person's roles can open. @module */
import type { Role } from '../../../core/actor.ts';
import type { PageRoute } from '../../kit/routing.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';

export interface MenuEntry {
  readonly to: string;
  readonly title: string;
}

/** 首页 first, then a module's entry when the module has a page at its root that these roles may see. */
export function menuFor(roles: readonly Role[], pages: readonly PageRoute[]): readonly MenuEntry[] {
  const entries = Object.entries(shellText.menuTitles).flatMap(([to, title]) => {
    const page = pages.find(({ path }) => path === to);
    return page !== undefined && maySee(page, roles) ? [{ to, title }] : [];
  });
  return [{ to: '/', title: shellText.home.menu }, ...entries];
}

export function maySee({ roles: wanted }: PageRoute, roles: readonly Role[]): boolean {
  return wanted === undefined || wanted.some((role) => roles.includes(role));
}
