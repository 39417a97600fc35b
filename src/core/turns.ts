/**
 * 待办: how a module says what is owed next, in whose queue it stands, by when and why (docs/adr/0052). Browser-safe.
 * @module
 */
import type { Role } from './actor.ts';
import type { ReadTx } from './transact.ts';

/** What somebody owes: a deed, until it is done. */
export interface Duty {
  /** The deed that ends it; its title is what the queue calls it. */
  readonly deed: `${string}.${string}`;
  /** Whose queue it stands in: the first of these roles that somebody in office holds. */
  readonly owners: readonly [Role, ...Role[]];
  /** How the days left are counted: as the law that sets the term counts them. */
  readonly unit: 'workday' | 'day';
  /** One sentence: what makes it owed, and from where its day comes. */
  readonly why: string;
}

/** The duties of a module, by a name that no other duty has: the deed's, or `<deed>/<which>` where one deed ends several. */
export type Duties = Readonly<Record<`${string}.${string}`, Duty>>;

/** For every state of a machine the duties owed in it; an empty row where the bureau owes nothing. */
export type OwedIn<State extends string, D extends Duties> = Readonly<Record<State, readonly (keyof D)[]>>;

/** What of a module's duties is asked for. */
export interface Asked {
  /** The person: a visit's duties are owed by its team alone, a signature by whoever has not signed. */
  readonly staffId: string;
  readonly duties: ReadonlySet<string>;
  /** One page of each duty, the nearest deadline first. */
  readonly most: number;
  readonly skip: number;
}

/** One open obligation. */
export interface Turn {
  /** What it is about, unique within its duty. */
  readonly record: string;
  /** The enterprise, plan or draw, as people call it. */
  readonly where: string;
  readonly stands: string;
  /** The last day; null where nothing sets one. */
  readonly dueOn: string | null;
  /** Path below /desk. */
  readonly href: `/${string}`;
}

/** One page of the open obligations of a duty, and how many there are in all. */
export interface OpenDuty {
  readonly duty: string;
  readonly total: number;
  readonly turns: readonly Turn[];
}

/** A module's part of the queue. */
export interface TurnSource {
  readonly duties: Duties;
  /** Whether days that are no workdays, too, end on a workday: then the next holiday notice may move them. */
  readonly rolls?: boolean;
  list(tx: ReadTx, asked: Asked): Promise<readonly OpenDuty[]>;
}

/** The asked page of a duty whose open obligations are few enough to be read whole. */
export function pageOfTurns(duty: string, open: readonly Turn[], { duties, most, skip }: Asked): OpenDuty[] {
  if (!duties.has(duty) || open.length === 0) return [];
  return [{ duty, total: open.length, turns: open.toSorted(byDay).slice(skip, skip + most) }];
}

/** The nearest day first, what has none last. */
export function byDay(a: Pick<Turn, 'dueOn' | 'record'>, b: Pick<Turn, 'dueOn' | 'record'>): number {
  return (a.dueOn ?? '9999').localeCompare(b.dueOn ?? '9999') || a.record.localeCompare(b.record);
}

/** Several duties, each found for many records, as pages. */
export function pagesOfTurns(open: readonly (Turn & { readonly duty: string })[], asked: Asked): OpenDuty[] {
  return [...Map.groupBy(open, ({ duty }) => duty)].flatMap(([duty, turns]) => pageOfTurns(duty, turns, asked));
}
