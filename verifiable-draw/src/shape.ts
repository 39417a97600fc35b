/** Checking what a document looks like: every problem at once, each with its place. @module */
import { textProblem, type CanonicalObject } from './canonical.ts';

/** What is wrong with a document; `problems` has all of it. */
export class ShapeError extends Error {
  override readonly name = 'ShapeError';
  readonly problems: readonly string[];

  constructor(what: string, problems: readonly string[]) {
    super(`${what}: ${problems.join('; ')}`);
    this.problems = problems;
  }
}

/** Why something was refused. Everything this library and what it calls throws is an Error. */
export function reasonOf(error: unknown): string {
  return (error as Error).message;
}

/** Whether a value has a shape. Says what is wrong with it only if asked: putting places into words takes long. */
export type Shape<T> = (value: unknown, where: string, problems?: string[]) => value is T;

/**
 * Takes a value for what it should be.
 * @throws {ShapeError} with every problem
 */
export function read<T>(shape: Shape<T>, value: unknown, what: string): T {
  if (shape(value, '$')) return value;
  const problems: string[] = [];
  shape(value, '$', problems);
  throw new ShapeError(what, problems);
}

function expect(ok: boolean, problems: string[] | undefined, where: string, problem: string): boolean {
  if (!ok) problems?.push(`${where}: ${problem}`);
  return ok;
}

/** Place of a part, if anyone wants to know. */
function inside(where: string, part: string | number, problems: string[] | undefined): string {
  if (problems === undefined) return where;
  return typeof part === 'number' ? `${where}[${part}]` : `${where}.${part}`;
}

/** A text fit for a canonical document, matching the pattern if one is given. */
export function text<T extends string = string>(pattern = /./u, expected = 'a text'): Shape<T> {
  return (value, where, problems): value is T =>
    expect(
      typeof value === 'string' && textProblem(value) === undefined && pattern.test(value),
      problems,
      where,
      `expected ${expected}`,
    );
}

/** One of these texts. */
export function oneOf<const T extends string>(...allowed: readonly T[]): Shape<T> {
  return (value, where, problems): value is T =>
    expect(
      allowed.some((each) => each === value),
      problems,
      where,
      `expected one of ${allowed.join(', ')}`,
    );
}

/** This very value. */
export function literal<const T extends number>(only: T): Shape<T> {
  return (value, where, problems): value is T => expect(value === only, problems, where, `expected ${only}`);
}

/** A whole number within bounds. */
export function integer(min: number, max: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  return (value, where, problems): value is number =>
    expect(
      typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max,
      problems,
      where,
      `expected a whole number ${min} … ${max}`,
    );
}

/** Lines of a text file, whatever is in them. */
export const lines: Shape<readonly string[]> = (value, where, problems): value is readonly string[] =>
  expect(
    Array.isArray(value) && value.every((line) => typeof line === 'string'),
    problems,
    where,
    'expected lines of text',
  );

export const boolean: Shape<boolean> = (value, where, problems): value is boolean =>
  expect(typeof value === 'boolean', problems, where, 'expected true or false');

/** Any object: what a deed says is checked by whoever uses it. */
export const anyObject: Shape<CanonicalObject> = (value, where, problems): value is CanonicalObject =>
  expect(isObject(value), problems, where, 'expected an object');

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return (value, where, problems): value is readonly T[] => {
    if (!Array.isArray(value)) return expect(false, problems, where, 'expected a list');
    let isSound = true;
    for (let i = 0; i < value.length; i += 1)
      if (!item(value[i], inside(where, i, problems), problems)) isSound = false;
    return isSound;
  };
}

/** An object used as a table: any keys, one shape of values. */
export function table<T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return (value, where, problems): value is Readonly<Record<string, T>> => {
    if (!isObject(value)) return expect(false, problems, where, 'expected an object');
    return Object.entries(value)
      .map(([key, each]) => item(each, inside(where, key, problems), problems))
      .every(Boolean);
  };
}

const OPTIONAL = new WeakSet<object>();

/** Marks a member that may be left out. */
export function optional<T>(shape: Shape<T>): Shape<T> {
  const marked: Shape<T> = (value, where, problems): value is T => shape(value, where, problems);
  OPTIONAL.add(marked);
  return marked;
}

/** An object with exactly these members; a member nobody asked for is a problem too. */
export function object<T>(members: { readonly [K in keyof Required<T>]: Shape<Required<T>[K]> }): Shape<T> {
  const shapes = (Object.entries(members) as [string, Shape<unknown>][]).map(([key, shape]) => ({
    key,
    shape,
    isOptional: OPTIONAL.has(shape),
  }));
  return (value, where, problems): value is T => {
    if (!isObject(value)) return expect(false, problems, where, 'expected an object');
    // Nothing is made for a member that is as it should be: lists of a million objects pass through here.
    let isSound = true;
    for (const key in value) {
      if (Object.hasOwn(members, key)) continue;
      isSound = expect(false, problems, where, `unknown member ${key}`);
    }
    for (const { key, shape, isOptional } of shapes) {
      const isThere = Object.hasOwn(value, key);
      if (isThere && shape(value[key], inside(where, key, problems), problems)) continue;
      if (!isThere && isOptional) continue;
      isSound = isThere ? false : expect(false, problems, where, `${key} is missing`);
    }
    return isSound;
  };
}

/** An object whose member `tag` says which of several shapes it has. */
export function tagged<T>(tag: string, shapes: Readonly<Record<string, Shape<T>>>): Shape<T> {
  return (value, where, problems): value is T => {
    const kind = isObject(value) ? value[tag] : undefined;
    const shape = typeof kind === 'string' && Object.hasOwn(shapes, kind) ? shapes[kind] : undefined;
    if (shape !== undefined) return shape(value, where, problems);
    return expect(false, problems, `${where}.${tag}`, `expected one of ${Object.keys(shapes).join(', ')}`);
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 64 lower-case hexadecimal digits: a hash or 32 bytes. */
export const hash32 = text(/^[0-9a-f]{64}$/, '64 lower-case hexadecimal digits');
/** Id of an enterprise, officer, expert or vehicle in public documents (SPEC §6.1). */
export const publicId = text(/^[A-Z0-9._-]{1,64}$/, 'an id of A–Z, 0–9, dot, underscore, hyphen');
/** Short name used as a key: stratum, draw, source. */
export const shortName = text(/^[A-Za-z0-9._:-]{1,64}$/, 'a short ASCII name');
/** A day of the calendar: `2026-03-09`. */
export const day: Shape<string> = (value, where, problems): value is string =>
  expect(typeof value === 'string' && isDay(value), problems, where, 'expected a day like 2026-03-09');

function isDay(value: string): boolean {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const isLeap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return Number(date) >= 1 && Number(date) <= (lengths[Number(month) - 1] ?? 0);
}

const WRITTEN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;
/** An instant in UTC, whole seconds: `2019-04-09T00:00:00Z`. It exists: there is no 30th of February. */
export const instant: Shape<string> = (value, where, problems): value is string =>
  expect(
    typeof value === 'string' && WRITTEN.test(value) && new Date(value).toISOString().startsWith(value.slice(0, 10)),
    problems,
    where,
    'expected a time like 2019-04-09T00:00:00Z',
  );
