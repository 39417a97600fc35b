/** Which columns of a list a person sees. No React here. @module */

interface Arranged {
  readonly key: string;
  /** Not shown until somebody asks for it. */
  readonly isSpare?: boolean;
}

/**
 * The columns to show: as arranged (`saved`, which may name columns that are no more), or the list's own. The first, which leads to the
 * record, always stands first.
 */
export function arrangedColumns<C extends Arranged>(columns: readonly C[], saved: readonly string[]): readonly C[] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const wanted = saved.flatMap((key) => others.find((column) => column.key === key) ?? []);
  return [first, ...(saved.length === 0 ? others.filter(({ isSpare }) => isSpare !== true) : wanted)];
}

/** One line of the panel where columns are arranged. */
export interface ColumnChoice {
  readonly key: string;
  readonly title: string;
  readonly isShown: boolean;
}

/** All columns but the first: those shown in their order, then the others. */
export function columnChoices<C extends Arranged & { readonly title: string }>(
  columns: readonly C[],
  shown: readonly C[],
): readonly ColumnChoice[] {
  const choice =
    (isShown: boolean) =>
    ({ key, title }: C): ColumnChoice => ({ key, title, isShown });
  const hidden = columns.slice(1).filter((column) => !shown.includes(column));
  return [...shown.slice(1).map(choice(true)), ...hidden.map(choice(false))];
}

/** The choice at `index` one place up (`step` −1) or down (1); unchanged at an end. */
export function moveChoice(choices: readonly ColumnChoice[], index: number, step: -1 | 1): readonly ColumnChoice[] {
  const [moved, other] = [choices[index], choices[index + step]];
  if (moved === undefined || other === undefined) return choices;
  return choices.map((choice, place) => (place === index ? other : place === index + step ? moved : choice));
}
