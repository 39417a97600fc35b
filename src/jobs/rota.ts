/** Whom a round of the background visits when there are many bureaus, and how (docs/adr/0084). @module */

/** How far a bureau has come, in the count that the loop follows. */
export interface Head {
  readonly bureauId: number;
  readonly mark: number;
}

export interface Rota {
  /** Every bureau that has moved since its last visit, and of the quiet ones those that have waited longest. */
  next(heads: readonly Head[]): readonly Head[];
  /** It was visited, and had come so far when the visit began. One whose visit failed is not named here: it comes again at once. */
  visited(head: Head): void;
}

/** @param quiet - how many that have not moved are visited in a round: what depends on the day or on others is seen there */
export function openRota(quiet: number): Rota {
  // In the order of their visits.
  const marks = new Map<number, number>();
  return {
    next: (heads) => {
      const moved = heads.filter(({ bureauId, mark }) => marks.get(bureauId) !== mark);
      const resting = new Map(heads.map((head) => [head.bureauId, head]));
      for (const { bureauId } of moved) resting.delete(bureauId);
      const waited = [...marks.keys()].flatMap((bureauId) => resting.get(bureauId) ?? []);
      return [...moved, ...waited.slice(0, quiet)];
    },
    visited: ({ bureauId, mark }) => {
      marks.delete(bureauId);
      marks.set(bureauId, mark);
    },
  };
}

/**
 * Visits them, so many at once, until it is told to stop; one that fails keeps no other waiting.
 * @throws what the one that failed met, or an AggregateError of several
 */
export async function visitAll<T>(
  hosts: readonly T[],
  atOnce: number,
  visit: (host: T) => Promise<unknown>,
  stopping?: AbortSignal,
): Promise<void> {
  const failures: unknown[] = [];
  const queue = hosts.values();
  const walk = async (): Promise<void> => {
    for (const host of queue) {
      if (stopping?.aborted === true) return;
      await visit(host).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, walk));
  if (failures.length > 1) throw new AggregateError(failures, failures.map(String).join('; '));
  if (failures.length === 1) throw failures[0];
}
