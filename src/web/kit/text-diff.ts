/** What a text became, piece by piece (sentences and clauses), for showing changes of law and of records. No React here. @module */

export interface TextPiece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Longer texts are shown as replaced whole: the table of comparisons grows with the square. */
const MOST_PIECES = 600;

/** The pieces of both texts in order: what stayed once, what went before what came. */
export function diffText(before: string, after: string): TextPiece[] {
  const [a, b] = [piecesOf(before), piecesOf(after)];
  if (a.length > MOST_PIECES || b.length > MOST_PIECES)
    return joined([
      { kind: 'gone', text: before },
      { kind: 'new', text: after },
    ]);
  const lengths = commonLengths(a, b);
  const found: TextPiece[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      found.push({ kind: 'same', text: left });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || at(lengths, i + 1, j) >= at(lengths, i, j + 1))) {
      found.push({ kind: 'gone', text: left });
      i += 1;
    } else {
      found.push({ kind: 'new', text: right ?? '' });
      j += 1;
    }
  }
  return joined(found);
}

/** A clause with its mark, so that a changed word does not repaint a whole article. */
function piecesOf(text: string): string[] {
  return text.match(/[^，。；：、\n]*[，。；：、\n]|[^，。；：、\n]+$/gu) ?? [];
}

/** Of the longest common sequence of the rests of both lists, its length. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      set(
        table,
        i,
        j,
        a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1)),
      );
  return table;
}

function at(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

function set(table: number[][], i: number, j: number, value: number): void {
  const row = table[i];
  if (row !== undefined) row[j] = value;
}

function joined(pieces: readonly TextPiece[]): TextPiece[] {
  const result: TextPiece[] = [];
  for (const piece of pieces.filter(({ text }) => text !== '')) {
    const last = result.at(-1);
    if (last?.kind === piece.kind) result[result.length - 1] = { kind: piece.kind, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
