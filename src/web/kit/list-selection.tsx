/** Rows of a list chosen for a deed on all of them: which, and the bar that tells. The choice outlives pages, not conditions. @module */
import { useState, type ReactNode } from 'react';
import type { Selection } from './data-table.tsx';
import { kitText } from './strings/kit.zh.ts';

const text = kitText.selection;

/** What a list offers for several rows at once. */
export interface Bulk<Row> {
  /** What a person calls the row: names its box. */
  readonly nameOf: (row: Row) => string;
  /** What can be done with the chosen rows; `onDone` lets them go. */
  readonly render: (rows: readonly Row[], onDone: () => void) => ReactNode;
}

/** As many rows as a person can oversee, and one command does well. */
export const MOST_CHOSEN = 200;

interface Chosen<Row> extends Selection<Row> {
  readonly rows: readonly Row[];
  readonly clear: () => void;
}

/** @param scope the choice is forgotten when it changes: the list's conditions */
export function useSelection<Row>(
  scope: string,
  keyOf: (row: Row) => string,
  nameOf: (row: Row) => string,
): Chosen<Row> {
  const [chosen, setChosen] = useState<{ readonly scope: string; readonly rows: readonly Row[] }>({ scope, rows: [] });
  const rows = chosen.scope === scope ? chosen.rows : [];
  const keys = new Set(rows.map(keyOf));
  const without = (gone: readonly Row[]): readonly Row[] => {
    const goneKeys = new Set(gone.map(keyOf));
    return rows.filter((row) => !goneKeys.has(keyOf(row)));
  };
  return {
    rows,
    nameOf,
    isChosen: (row) => keys.has(keyOf(row)),
    choose: (some, isWanted) => {
      const others = without(some);
      setChosen({ scope, rows: isWanted ? [...others, ...some].slice(0, MOST_CHOSEN) : others });
    },
    clear: () => setChosen({ scope, rows: [] }),
  };
}

export function SelectionBar<Row>({
  chosen,
  bulk,
}: {
  readonly chosen: Chosen<Row>;
  readonly bulk: Bulk<Row>;
}): ReactNode {
  return (
    <section className="selection-bar" aria-label={text.title}>
      {chosen.rows.length > 0 && (
        <p role="status">
          {text.count(chosen.rows.length)}
          {chosen.rows.length === MOST_CHOSEN && <span className="muted"> {text.most(MOST_CHOSEN)}</span>}{' '}
          <button type="button" className="link" onClick={chosen.clear}>
            {text.clear}
          </button>
        </p>
      )}
      {bulk.render(chosen.rows, chosen.clear)}
    </section>
  );
}
