/** Values made from a JSON Schema: right ones, and ones that are wrong in a hundred ways. Everything follows from the dice. @module */
import type { Dice } from './workbook-dice.ts';

/** As zod writes it; what we do not read is let be. */
export interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly prefixItems?: readonly Shape[];
  readonly additionalProperties?: Shape | boolean;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
}

/** Ids that exist, by the name of the field that takes them: `planId → […]`. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

const DAY = '2026-03-12';
const TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^\^\[0-9a-f\]\{64\}\$$/, 'ab'.repeat(32)],
  [/\\d\{4\}.*\\d\{2\}.*\\d\{2\}/, DAY],
  [/\\d\{6\}/, '120111'],
  [/\[a-z0-9\]/, 'abc123'],
];

/** A value of this shape as the screens would send it. */
export function rightValue(shape: Shape, name: string, ids: KnownIds, dice: Dice): unknown {
  if (shape.const !== undefined) return shape.const;
  if (shape.enum !== undefined) return dice.pick(shape.enum);
  const [choice] = [shape.anyOf ?? shape.oneOf ?? []];
  if (choice.length > 0) return rightValue(dice.pick(choice), name, ids, dice);
  if (shape.allOf !== undefined)
    return Object.assign({}, ...shape.allOf.map((part) => rightValue(part, name, ids, dice))) as unknown;
  switch (shape.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(shape.properties ?? {})
          .filter(([field]) => shape.required?.includes(field) === true || dice.chance(0.5))
          .map(([field, inside]) => [field, rightValue(inside, field, ids, dice)]),
      );
    case 'array':
      return (
        shape.prefixItems?.map((item) => rightValue(item, name, ids, dice)) ??
        Array.from({ length: Math.max(shape.minItems ?? 0, dice.below(2)) }, () =>
          rightValue(shape.items ?? {}, name.replace(/s$/, ''), ids, dice),
        )
      );
    case 'integer':
    case 'number':
      return (shape.minimum ?? (shape.exclusiveMinimum ?? -1) + 1) + dice.below(3);
    case 'boolean':
      return dice.chance(0.5);
    case 'null':
      return null;
    default:
      return textOf(shape, name, ids, dice);
  }
}

function textOf({ format, pattern = '', minLength = 1 }: Shape, name: string, ids: KnownIds, dice: Dice): string {
  const known = ids[name];
  if (known !== undefined && known.length > 0) return dice.pick(known);
  if (format === 'uuid' || name.endsWith('Id')) return unknownId(dice);
  if (format === 'date' || /(On|Day|from|to)$/.test(name)) return DAY;
  if (format === 'date-time') return `${DAY}T01:00:00Z`;
  if (format === 'uri') return 'https://example.org';
  return TEXTS.find(([wanted]) => wanted.test(pattern))?.[1] ?? '文'.repeat(Math.max(1, minLength));
}

/** An id that nothing has. */
export function unknownId(dice: Dice): string {
  const hex = Array.from({ length: 32 }, () => dice.below(16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  2_147_483_648,
  '',
  ' ',
  '0',
  '\u0000',
  '\uD800',
  '\u202E文\u200B',
  '𠮷'.repeat(300),
  'x'.repeat(20_000),
  "' OR 1=1 --",
  '<script>alert(1)</script>',
  '{{7*7}}${7*7}',
  '../../../etc/passwd',
  '%00%2e%2e',
  '=1+1',
  '9999-99-99',
  '2026-02-30',
  '0000-00-00',
  '+275760-09-13T00:00:00Z',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  [],
  [[[[[[]]]]]],
  {},
  { toString: 1 },
  { constructor: { prototype: {} } },
  { $ne: null },
];

/** Something that belongs nowhere. */
export function oddValue(dice: Dice): unknown {
  return dice.pick(ODD);
}

/** The same value with something in it changed, taken away, doubled, added or of another kind. */
export function wrongValue(value: unknown, dice: Dice): unknown {
  if (dice.chance(0.1)) return dice.pick(ODD);
  if (Array.isArray(value)) {
    if (value.length === 0 || dice.chance(0.2)) return Array.from({ length: dice.below(200) }, () => dice.pick(ODD));
    return value.with(dice.below(value.length), wrongValue(dice.pick(value), dice));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const change = dice.below(4);
    if (entries.length === 0 || change === 0)
      return { ...value, [dice.pick(['x', 'bureauId', 'roles', '__proto', ''])]: dice.pick(ODD) };
    const [field, inside] = dice.pick(entries);
    if (change === 1) return Object.fromEntries(entries.filter(([other]) => other !== field));
    return { ...value, [field]: change === 2 ? dice.pick(ODD) : wrongValue(inside, dice) };
  }
  if (typeof value === 'number')
    return dice.pick([-value, value + 0.1, value * 1e15, Number.MAX_SAFE_INTEGER, `${value}`, null]);
  if (typeof value === 'string')
    return dice.pick([
      value.repeat(50),
      value.slice(1),
      `${value}\u0000`,
      value.toUpperCase(),
      dice.pick(ODD),
      `${value} `,
    ]);
  return dice.pick(ODD);
}
