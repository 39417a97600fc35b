/** What a draw leaves behind: a short result for the log, its details, and one leaf for every enterprise. SPEC §12. @module */
import type { HallSet } from './assign/hall.ts';
import { toHexes } from './bytes.ts';
import {
  boolean,
  day,
  hash32,
  integer,
  list,
  object,
  oneOf,
  optional,
  publicId,
  shortName,
  table,
  text,
  type Shape,
} from './shape.ts';
import { messagesOf } from './engines/engine.ts';
import { keyedHmacs, type Suite, type SuiteId } from './suite.ts';

/** Logged as `facts.document` of the deed `draw.complete`; says nothing about who was drawn. */
export interface ResultDocument {
  readonly type: 'vdraw/1/result';
  readonly suite: SuiteId;
  readonly draw: string;
  /** Leaf hash of the announcement. */
  readonly announcement: string;
  /** Root over the outcome leaves, in the order of the roster. */
  readonly root: string;
  readonly size: number;
  /** Leaf hash of the details. */
  readonly details: string;
}

/** A source as it was used; without a value it was skipped by the announced rule. */
export interface UsedSource {
  readonly id: string;
  readonly value?: string;
}

export interface StratumResult {
  readonly id: string;
  readonly eligible: number;
  readonly quota: number;
  /** Score of the last one drawn; missing when none is drawn. */
  readonly cutoff?: string;
  readonly reserve: readonly string[];
}

export interface DrawnEnterprise {
  readonly id: string;
  readonly stratum: string;
  /** Place in the drawing order of its stratum, from 1. */
  readonly rank: number;
  readonly score: string;
}

export interface StepRecord {
  readonly slot: string;
  readonly officer: string;
  readonly skipped: readonly string[];
}

export interface TeamRecord {
  readonly feasible: boolean;
  readonly relaxed?: string;
  readonly phi: number;
  /** Enterprises per person in this draw. */
  readonly loads: Readonly<Record<string, number>>;
  readonly trace: readonly StepRecord[];
  /** Why there are no teams. */
  readonly hall?: HallSet;
  /** In team mode: how the teams came about; the trace above is that of the teams. */
  readonly formation?: { readonly tries: readonly FormationTry[] };
}

/** One forming of teams; `hall` says why it did not serve. */
export interface FormationTry {
  readonly trace: readonly StepRecord[];
  readonly hall?: HallSet;
}

/** Places that may stay empty: of experts, vehicles, devices. */
export interface ExpertRecord {
  readonly phi: number;
  readonly loads: Readonly<Record<string, number>>;
  readonly trace: readonly StepRecord[];
  readonly unfilled: readonly UnfilledRecord[];
}

/** Days of the visits, in the order in which they were placed; enterprises for which there was none. */
export interface DayRecord {
  readonly visits: readonly { readonly ent: string; readonly day: string }[];
  readonly unplaced: readonly string[];
}

/** 出车: visits of one day by the same officers. */
export interface Outing {
  /** The first of its enterprises by id. */
  readonly id: string;
  readonly day: string;
  readonly enterprises: readonly string[];
}

export interface VehicleRecord extends ExpertRecord {
  readonly outings: readonly Outing[];
}

/** A place of an expert, vehicle or device that stays empty, and why. */
export interface UnfilledRecord {
  readonly slot: string;
  readonly hall: HallSet;
}

/** Everything a reader needs to follow the draw; secret until opened in a sealed draw. */
export interface DetailsDocument {
  readonly type: 'vdraw/1/details';
  readonly draw: string;
  readonly announcement: string;
  readonly sources: readonly UsedSource[];
  readonly prk: string;
  readonly strata: readonly StratumResult[];
  readonly selected: readonly DrawnEnterprise[];
  readonly teams: TeamRecord;
  readonly experts?: ExpertRecord;
  readonly days?: DayRecord;
  readonly vehicles?: VehicleRecord;
  readonly devices?: ExpertRecord;
}

/** A filled expert place. */
export interface ExpertPlace {
  readonly place: number;
  readonly expert: string;
}

/** What the draw meant for one enterprise; the leaf a firm is shown at the door. */
export interface OutcomeLeaf {
  /** Index, the same as in the roster. */
  readonly i: number;
  readonly id: string;
  readonly outcome: 'selected' | 'not' | 'excluded';
  readonly rank?: number;
  /** Of everyone who could be drawn. */
  readonly score?: string;
  /** Officers by place; place 0 leads. */
  readonly officers?: readonly string[];
  readonly experts?: readonly ExpertPlace[];
  readonly team?: string;
  readonly day?: string;
  readonly vehicles?: readonly { readonly place: number; readonly vehicle: string }[];
  readonly devices?: readonly { readonly place: number; readonly device: string }[];
  readonly salt: string;
}

const trace = list(
  object<StepRecord>({
    slot: text(/#\d{1,3}$/, 'a slot like <enterprise>#0'),
    officer: publicId,
    skipped: list(publicId),
  }),
);
const hall = object<HallSet>({ slots: list(text()), officers: list(publicId), capacity: integer(0) });
const loads = table(integer(0));
const optionalRecord = {
  phi: integer(0),
  loads,
  trace,
  unfilled: list(object<UnfilledRecord>({ slot: text(), hall })),
};

export const resultShape: Shape<ResultDocument> = object<ResultDocument>({
  type: oneOf('vdraw/1/result'),
  suite: oneOf('vd1-sha256', 'vd1-sm3'),
  draw: shortName,
  announcement: hash32,
  root: hash32,
  size: integer(0),
  details: hash32,
});

export const detailsShape: Shape<DetailsDocument> = object<DetailsDocument>({
  type: oneOf('vdraw/1/details'),
  draw: shortName,
  announcement: hash32,
  sources: list(object<UsedSource>({ id: shortName, value: optional(text()) })),
  prk: hash32,
  strata: list(
    object<StratumResult>({
      id: shortName,
      eligible: integer(0),
      quota: integer(0),
      cutoff: optional(hash32),
      reserve: list(publicId),
    }),
  ),
  selected: list(object<DrawnEnterprise>({ id: publicId, stratum: shortName, rank: integer(1), score: hash32 })),
  teams: object<TeamRecord>({
    feasible: boolean,
    relaxed: optional(text(/^cap\+[1-9]\d?$/, 'a relax step')),
    phi: integer(0),
    loads,
    trace,
    hall: optional(hall),
    formation: optional(object({ tries: list(object<FormationTry>({ trace, hall: optional(hall) })) })),
  }),
  experts: optional(object<ExpertRecord>(optionalRecord)),
  days: optional(object<DayRecord>({ visits: list(object({ ent: publicId, day })), unplaced: list(publicId) })),
  vehicles: optional(
    object<VehicleRecord>({
      outings: list(object<Outing>({ id: publicId, day, enterprises: list(publicId) })),
      ...optionalRecord,
    }),
  ),
  devices: optional(object<ExpertRecord>(optionalRecord)),
});

export const outcomeShape: Shape<OutcomeLeaf> = object<OutcomeLeaf>({
  i: integer(0),
  id: publicId,
  outcome: oneOf('selected', 'not', 'excluded'),
  rank: optional(integer(1)),
  score: optional(hash32),
  officers: optional(list(publicId)),
  experts: optional(list(object<ExpertPlace>({ place: integer(0), expert: publicId }))),
  team: optional(publicId),
  day: optional(day),
  vehicles: optional(list(object({ place: integer(0), vehicle: publicId }))),
  devices: optional(list(object({ place: integer(0), device: publicId }))),
  salt: text(/^[0-9a-f]{32}$/, '32 lower-case hexadecimal digits'),
});

/**
 * Salts of outcome leaves (SPEC §12.3): each derived from the salt of the same enterprise in the roster, so that the
 * result has no freedom at all and yet nobody can guess a leaf before the draw is opened.
 */
export function outcomeSalts(
  suite: Suite,
  roster: readonly { readonly id: string; readonly salt: string }[],
): string[] {
  const macs = keyedHmacs(
    suite,
    messagesOf(roster.map(({ salt }) => salt)),
    messagesOf(roster.map(({ id }) => `vdraw/1/result\0${id}`)),
  );
  return toHexes(macs, 32, 16);
}
