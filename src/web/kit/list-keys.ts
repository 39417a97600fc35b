/**
 * A list by keyboard: `/` goes to the search, ↓ from there to the first row, ↑ ↓ Home End from row to row, Enter opens (the row's link has
 * the focus), x chooses the row, Escape goes back to the search. @module
 */
import { useEffect, type RefObject } from 'react';

/** Listens while the list is on the page. `list` holds the search field and the table. */
export function useListKeys(list: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (list.current === null || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      const goal = goalOf(event.key, event.target, list.current);
      if (goal === undefined) return;
      event.preventDefault();
      if (goal instanceof HTMLInputElement && goal.type === 'checkbox') goal.click();
      else goal.focus();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [list]);
}

/** What the key leads to; undefined when it means nothing here. */
function goalOf(key: string, target: EventTarget | null, list: HTMLElement): HTMLElement | undefined {
  const search = list.querySelector<HTMLInputElement>('.list-search input') ?? undefined;
  if (target === search) return key === 'ArrowDown' ? rowsOf(list)[0] : undefined;
  if (key === '/' && !isWriting(target)) return search;
  const row = target instanceof Element && list.contains(target) ? target.closest('tbody tr') : null;
  if (row === null || isWriting(target)) return undefined;
  if (key === 'Escape') return search;
  if (key === 'x') return row.querySelector<HTMLInputElement>('input[type=checkbox]') ?? undefined;
  const rows = rowsOf(list);
  const at = rows.findIndex((each) => row.contains(each));
  const goals: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowDown: rows[at + 1],
    ArrowUp: at > 0 ? rows[at - 1] : search,
    Home: rows[0],
    End: rows.at(-1),
  };
  return goals[key];
}

/** What has the focus in each row: the link that opens it. */
function rowsOf(list: HTMLElement): HTMLElement[] {
  return [...list.querySelectorAll('.data-table tbody tr')].flatMap((row) => {
    const link = row.querySelector<HTMLElement>('a, button');
    return link === null ? [] : [link];
  });
}

/** Somebody types there: the key is a letter. */
function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || target.closest('textarea, select, [role=combobox]') !== null;
}
