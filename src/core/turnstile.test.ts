/** Who waits outside, and who is let in next. */
import { describe, expect, test } from 'vitest';
import { turnstile } from './turnstile.ts';

/** Work that lasts until it is let go. */
function held() {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  return { work: () => promise, end: () => resolve('done'), fail: () => reject(new Error('failed')) };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a turnstile for two', () => {
  test('lets two in, and the others one by one in the order they came, whether those before them end well or not', async () => {
    const enter = turnstile(2);
    const works = Array.from({ length: 5 }, held);
    const begun: number[] = [];
    const ends = works.map(({ work }, n) =>
      enter(() => {
        begun.push(n);
        return work();
      }).catch((error: unknown) => error),
    );
    await settle();
    expect(begun).toEqual([0, 1]);
    works[1]?.fail();
    await settle();
    expect(begun).toEqual([0, 1, 2]);
    works[0]?.end();
    works[2]?.end();
    await settle();
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    works[3]?.end();
    works[4]?.end();
    expect(await Promise.all(ends)).toEqual(['done', new Error('failed'), 'done', 'done', 'done']);
  });

  test('stands open again when everybody has left', async () => {
    const enter = turnstile(2);
    await Promise.all([1, 2, 3].map((n) => enter(async () => n)));
    const works = [held(), held(), held()];
    const begun: number[] = [];
    const ends = works.map(({ work }, n) =>
      enter(() => {
        begun.push(n);
        return work();
      }),
    );
    await settle();
    expect(begun).toEqual([0, 1]);
    for (const { end } of works) end();
    await Promise.all(ends);
    expect(begun).toEqual([0, 1, 2]);
  });
});
