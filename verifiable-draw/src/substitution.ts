/** After the result: skipped enterprises and unavailable people are replaced by fresh randomness, never by choice. SPEC §19. @module */
import { derivePrk, deriveKey } from './keys.ts';
import { fillPlaces, templateOf, type Keys, type SubstitutionInputs } from './refill.ts';
import { fromHex, toHex } from './bytes.ts';
import type { StepRecord } from './result.ts';
import { select } from './select.ts';
import { hash32, integer, list, object, oneOf, optional, publicId, shortName, type Shape } from './shape.ts';
import { sourceValue, type SourceSpec } from './sources.ts';
import {
  barredAt,
  STAFF,
  teamAt,
  withHolders,
  withoutEnterprise,
  withoutPerson,
  type HeldPlace,
  type Leave,
  type Standing,
} from './standing.ts';
import { suiteOf, type Suite } from './suite.ts';

/** What a request asks to replace. */
export type Replaced = 'enterprise' | 'officer' | 'expert';

/** One approved request, as the log has it. */
export interface SubstitutionOrder {
  /** Number of the request in its draw, from 1. */
  readonly request: number;
  readonly what: Replaced;
  readonly enterprise: string;
  /** Of officers and experts: the place to fill again, and who cannot take it. */
  readonly place?: number;
  readonly person?: string;
  readonly reason: string;
}

/** What a substitution came to: for the log by its hash, and for the door. It holds no key and no source. */
export interface SubstitutionDocument {
  readonly type: 'vdraw/1/substitution';
  readonly draw: string;
  readonly request: number;
  /** Hash of the log entry that approved it: the salt of its key. */
  readonly event: string;
  readonly what: Replaced;
  readonly enterprise: string;
  readonly place?: number;
  readonly person?: string;
  /** Missing when nobody is left who fits. */
  readonly substitute?: string;
  /** The whole team as it now is: of the new enterprise, or of the enterprise whose place was filled. */
  readonly officers: readonly HeldPlace[];
  readonly experts: readonly HeldPlace[];
}

const held = list(object<HeldPlace>({ place: integer(0), person: publicId }));

export const substitutionShape: Shape<SubstitutionDocument> = object<SubstitutionDocument>({
  type: oneOf('vdraw/1/substitution'),
  draw: shortName,
  request: integer(1),
  event: hash32,
  what: oneOf('enterprise', 'officer', 'expert'),
  enterprise: publicId,
  place: optional(integer(0)),
  person: optional(publicId),
  substitute: optional(publicId),
  officers: held,
  experts: held,
});

/** What is wrong with a request where the draw stands; empty when it can be asked for. */
export function orderProblems(standing: Standing, order: SubstitutionOrder): string[] {
  const { what, enterprise, place, person } = order;
  if (!standing.visited.has(enterprise)) return [`${enterprise} is not among those to be visited`];
  if (what === 'enterprise')
    return place === undefined && person === undefined ? [] : ['an enterprise is skipped whole, without a place'];
  const holder = standing.holders[what].get(`${enterprise}#${place}`);
  return holder !== undefined && holder === person ? [] : [`${enterprise}#${place} is not held by ${person}`];
}

/** Key of one substitution (SPEC §19.3): its salt is the hash of the logged approval, so nobody knew it when asking. */
export function freshPrk(
  suite: Suite,
  draw: string,
  event: string,
  sources: readonly { readonly source: SourceSpec; readonly value: string }[],
): Uint8Array {
  const inputs = sources.map(({ source, value }) => ({
    id: source.id,
    value: sourceValue(suite, draw, source, value),
  }));
  return derivePrk(suite, fromHex(event, 32), inputs);
}

/** What one substitution gave. */
export interface Substituted {
  readonly document: SubstitutionDocument;
  /** Where the draw stands after it. */
  readonly standing: Standing;
  /** The places filled, with everyone passed over. */
  readonly trace: readonly StepRecord[];
  /** Score of the new enterprise. */
  readonly score?: string;
}

/**
 * Computes a substitution (SPEC §19.4, §19.5). Everything else of the draw stays as it is.
 *
 * @param event - hash of the log entry that approved the request
 * @throws {RangeError} when the request does not fit where the draw stands
 */
export function substitute(
  inputs: SubstitutionInputs,
  standing: Standing,
  order: SubstitutionOrder,
  event: string,
  prk: Uint8Array,
): Substituted {
  const problems = orderProblems(standing, order);
  if (problems.length > 0) throw new RangeError(problems.join('; '));
  const { what, enterprise, place, person } = order;
  const document = {
    type: 'vdraw/1/substitution' as const,
    draw: inputs.announcement.draw,
    request: order.request,
    event,
    what,
    enterprise,
    ...(place === undefined ? {} : { place }),
    ...(person === undefined ? {} : { person }),
  };
  if (what === 'enterprise') return replaceEnterprise(inputs, standing, order, document, prk);
  // A place of a person has both: that is what orderProblems asks.
  const left = withoutPerson(standing, what, order as Leave);
  const filled = fillPlaces(inputs, left, what, enterprise, [place as number], keysOf(inputs, order, prk));
  const after = withHolders(left, what, filled);
  const [step] = filled;
  return {
    document: {
      ...document,
      ...(step === undefined ? {} : { substitute: step.officer }),
      officers: teamAt(after, 'officer', enterprise),
      experts: teamAt(after, 'expert', enterprise),
    },
    standing: after,
    trace: filled,
  };
}

type Begun = Omit<SubstitutionDocument, 'substitute' | 'officers' | 'experts'>;

function keysOf({ announcement }: SubstitutionInputs, { request }: SubstitutionOrder, prk: Uint8Array): Keys {
  const suite = suiteOf(announcement.suite);
  const key = (purpose: string): Uint8Array => deriveKey(suite, prk, `${purpose}/sub/${request}`);
  return {
    officer: { order: key('assign-order'), pair: key('assign-pair') },
    expert: { order: key('expert-order'), pair: key('expert-pair') },
  };
}

/** The next enterprise by lot among those of the stratum that were never drawn, with the same team as far as it fits. */
function replaceEnterprise(
  inputs: SubstitutionInputs,
  standing: Standing,
  order: SubstitutionOrder,
  document: Begun,
  prk: Uint8Array,
): Substituted {
  const { announcement, lists } = inputs;
  const suite = suiteOf(announcement.suite);
  const { enterprise } = order;
  const stratum = standing.visited.get(enterprise) as string;
  const population = lists.roster.leaves.filter(
    (leaf) => leaf.status === 'eligible' && leaf.stratum === stratum && !standing.drawn.has(leaf.id),
  );
  const key = deriveKey(suite, prk, `ent/sub/${order.request}`);
  const [first] = select(suite, key, population, Math.min(1, population.length), announcement.select.weights).selected;
  const teams = { officer: teamAt(standing, 'officer', enterprise), expert: teamAt(standing, 'expert', enterprise) };
  const skipped = withoutEnterprise(standing, enterprise);
  if (first === undefined)
    return { document: { ...document, officers: [], experts: [] }, standing: skipped, trace: [] };
  let after: Standing = {
    ...skipped,
    visited: new Map([...skipped.visited, [first.id, stratum]]),
    drawn: new Set([...skipped.drawn, first.id]),
  };
  const trace: StepRecord[] = [];
  for (const staff of STAFF) {
    const barred = barredAt(lists, after, staff, first.id);
    const stay = teams[staff].filter(({ person }) => !barred.has(person));
    after = withHolders(
      after,
      staff,
      stay.map(({ place, person }) => ({ slot: `${first.id}#${place}`, officer: person })),
    );
    const kept = new Set(stay.map(({ place }) => place));
    const open = [...templateOf(announcement, staff, stratum).keys()].filter((place) => !kept.has(place));
    const filled = fillPlaces(inputs, after, staff, first.id, open, keysOf(inputs, order, prk));
    after = withHolders(after, staff, filled);
    trace.push(...filled);
  }
  return {
    document: {
      ...document,
      substitute: first.id,
      officers: teamAt(after, 'officer', first.id),
      experts: teamAt(after, 'expert', first.id),
    },
    standing: after,
    trace,
    score: toHex(first.score),
  };
}
