/** Rows of a list chosen for a deed on all of them: which, and the bar that tells. The choice outlives pages, not conditions. @module */
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ReadFailed } from './api.ts';
import type { Selection } from './data-table.tsx';
import { RefusalBox } from './refusal-box.tsx';
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

/** Rows beyond the page: how many meet the conditions, and reading the first `MOST_CHOSEN` of them. */
export interface WholeList<Row> {
  readonly total: number;
  readonly load: () => Promise<readonly Row[]>;
}

interface SelectionBarProps<Row> {
  readonly chosen: Chosen<Row>;
  readonly bulk: Bulk<Row>;
  /** Left out when all of them are on the page. */
  readonly whole: WholeList<Row> | undefined;
}

export function SelectionBar<Row>({ chosen, bulk, whole }: SelectionBarProps<Row>): ReactNode {
  return (
    <section className="selection-bar" aria-label={text.title}>
      {whole !== undefined && chosen.rows.length < Math.min(whole.total, MOST_CHOSEN) && (
        <ChooseWhole whole={whole} onRead={(rows) => chosen.choose(rows, true)} />
      )}
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

interface ChooseWholeProps<Row> {
  readonly whole: WholeList<Row>;
  readonly onRead: (rows: readonly Row[]) => void;
}

function ChooseWhole<Row>({ whole: { total, load }, onRead }: ChooseWholeProps<Row>): ReactNode {
  const reading = useMutation({ mutationFn: load, onSuccess: onRead });
  if (reading.error !== null && !(reading.error instanceof ReadFailed)) throw reading.error;
  return (
    <div className="choose-whole">
      <button type="button" className="link" disabled={reading.isPending} onClick={() => reading.mutate()}>
        {text.whole(total, MOST_CHOSEN)}
      </button>
      <RefusalBox refusals={reading.error?.refusals ?? []} />
    </div>
  );
}
