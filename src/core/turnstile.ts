/** Dear work that may not crowd out the cheap. @module */

/** Lets in `most` at once; the others wait outside in the order they came. */
export function turnstile(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let inside = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (inside < most) inside += 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // Whoever waits longest takes this place.
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
