import { describe, expect, test } from 'vitest';
import { ROLES } from '../../../core/actor.ts';
import { shellText } from '../../kit/strings/shell.zh.ts';
import { menuFor, type MenuLink } from './menu.ts';
import { modulePages } from './modules.ts';

describe('the menu', () => {
  test.each(ROLES)('has at most seven lines for %s, the first of them the queue', (role) => {
    const menu = menuFor([role], modulePages);
    expect(menu.length).toBeLessThanOrEqual(7);
    expect(menu[0]).toEqual({ to: '/', title: shellText.home.menu });
  });

  test('names pages that there are, each once', () => {
    const named = shellText.menuEntries
      .flatMap((entry): readonly MenuLink[] => ('links' in entry ? entry.links : [entry]))
      .map(({ to }) => to);
    expect(named).toEqual([...new Set(named)]);
    for (const to of named) expect(modulePages.map(({ path }) => path)).toContain(to);
  });

  test('of a group with one page left shows that page', () => {
    const titles = menuFor(['expert'], modulePages).map(({ title }) => title);
    expect(titles).not.toContain('底册与计划');
  });
});
