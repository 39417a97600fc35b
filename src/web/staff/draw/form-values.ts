/** Between a draw's configuration and the fields of its editor: times as typed in Beijing, choices that open more fields. @module */
import { addDays } from '../../../core/calendar/day.ts';
import type { DrawConfig } from '../../../draw/types.ts';
import { LOTTERIES } from '../../../draw/types/inputs.ts';
import { meansValues, withoutUnchosen } from './means-values.ts';
import { toInstant, toLocal } from './words.ts';

type Values = Readonly<Record<string, unknown>>;

/** Weights a draw starts from when it takes any: the higher the risk, the more tickets. */
const FIRST_WEIGHTS = {
  riskColors: { red: 4, orange: 3, yellow: 2, blue: 1 },
  creditClasses: { A: 1, B: 1, C: 2, D: 3 },
};
/** Days from the last visit to the opening that a sealed draw starts from: a visit may be signed a little later. */
const OPENS_AFTER = 7;
const FIRST_MACHINE = { balls: 33, draws: 7 };

/** The fields' first values. */
export function valuesOf(config: DrawConfig): Values {
  const { sources, weights } = config;
  return {
    ...config,
    ...meansValues(config),
    revealBy: toLocal(config.revealBy),
    resultBy: toLocal(config.resultBy),
    openBy: toLocal(config.openBy ?? `${addDays(config.inspectTo, OPENS_AFTER)}T10:00:00Z`),
    sources: {
      ...sources,
      usesMachine: sources.machine !== undefined,
      machine: sources.machine ?? FIRST_MACHINE,
      outside: sources.outside.map((source) => ({ ...source, at: toLocal(source.at) })),
    },
    weights: { ...FIRST_WEIGHTS, ...weights },
    relax: config.relax.map(String),
  };
}

/** What is sent. A value of another shape is left to the schema, which names what is wrong with it. */
export function configOf(values: unknown): unknown {
  if (!isValues(values)) return values;
  const { revealBy, resultBy, openBy, strata, sources, weights, relax, ...rest } = values;
  return {
    ...withoutUnchosen(rest),
    strata: Array.isArray(strata) ? strata.map(stratumOf) : strata,
    revealBy: toInstant(revealBy),
    resultBy: toInstant(resultBy),
    ...(rest['mode'] === 'sealed' ? { openBy: toInstant(openBy) } : {}),
    sources: sourcesOf(sources),
    weights: isValues(weights) && weights['by'] === 'none' ? { by: 'none' } : weights,
    relax: Array.isArray(relax) ? relax.map(Number) : relax,
  };
}

/** The sources among them; also while they are being filled in. */
export function sourcesOf(values: unknown): unknown {
  if (!isValues(values)) return values;
  const { usesMachine, machine, outside, ...rest } = values;
  const isPublic = rest['profile'] === 'public';
  return {
    ...rest,
    ...(usesMachine === true ? { machine } : {}),
    outside: isPublic && Array.isArray(outside) ? outside.map(outsideOf) : [],
  };
}

function outsideOf(source: Values): unknown {
  const { issue, at, ...rest } = source;
  const isLottery = LOTTERIES.some((lottery) => lottery === rest['kind']);
  return { ...rest, ...(isLottery ? { issue } : {}), at: toInstant(at) };
}

function stratumOf(stratum: Values): unknown {
  const { max, ...rest } = stratum;
  return max === null || max === undefined ? rest : stratum;
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
