/** What the library uses and Chrome 100, Firefox 115 and Safari 16 do not have yet. @module */

function add<T extends object>(prototype: T, name: string, value: (this: never, ...given: never[]) => unknown): void {
  if (!(name in prototype)) Object.defineProperty(prototype, name, { value, configurable: true, writable: true });
}

add(Array.prototype, 'toSorted', function toSorted(this: unknown[], compare?: (a: unknown, b: unknown) => number) {
  return [...this].sort(compare);
});
add(Array.prototype, 'toReversed', function toReversed(this: unknown[]) {
  return [...this].reverse();
});
add(String.prototype, 'isWellFormed', function isWellFormed(this: string) {
  return !/\p{Surrogate}/u.test(this);
});
