/** What of a list leaves as a file: what the screen shows, everything, or related tables. @module */
import { useEffect, useRef, type ReactNode } from 'react';
import type { DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { withQuery, type Query } from '../../kit/api.ts';
import { directoryFilesText as text } from '../../kit/strings/directory-files.zh.ts';
import './directory.css';

interface ExportMenuProps {
  readonly kind: DirectoryKind;
  /** Field names of the columns on the screen. */
  readonly columns: readonly string[];
  /** The list's search, filters and order. */
  readonly conditions: Query;
}

export function ExportMenu({ kind, columns, conditions }: ExportMenuProps): ReactNode {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => closeFromOutside(menu), []);
  const choices: readonly (readonly [label: string, query: Query])[] = [
    [text.shown, { columns: columns.join(',') }],
    [text.all, {}],
    [text.csv, { format: 'csv' }],
    [text.zip, { format: 'zip' }],
  ];
  return (
    <details className="export-menu" ref={menu}>
      <summary className="link-button">{text.export}</summary>
      <div className="export-choices">
        <p className="muted">{text.hint}</p>
        <ul>
          {choices.map(([label, query]) => (
            <li key={label}>
              <a className="link" href={withQuery(`/api/directory/export/${kind}`, { ...conditions, ...query })}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

/** Escape, or a press anywhere else, closes it; the focus goes back to the button. */
function closeFromOutside(menu: { readonly current: HTMLDetailsElement | null }): () => void {
  const press = ({ target }: PointerEvent): void => {
    if (menu.current !== null && target instanceof Node && !menu.current.contains(target)) menu.current.open = false;
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || menu.current?.open !== true) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  document.addEventListener('pointerdown', press);
  document.addEventListener('keydown', key);
  return () => {
    document.removeEventListener('pointerdown', press);
    document.removeEventListener('keydown', key);
  };
}
