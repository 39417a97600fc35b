/** What a new draw starts from, so that only what differs needs to be entered. @module */
import { addDays } from '../../../core/calendar/day.ts';
import type { DrawConfig, StratumConfig } from '../../../draw/types.ts';
import { OFFLINE_SOURCES } from '../../../draw/types/inputs.ts';
import type { DrawBasis } from '../../../draw/types/views.ts';
import { drawText } from '../../kit/strings/draw.zh.ts';

const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null, specialFlags: [], subdistrictCodes: [] };
/** For plans and approvals between the draw and the first visit. */
const DAYS_TO_PREPARE = 7;
/** Two officers, of whom the first leads. */
const SEATS: StratumConfig['seats'] = [[], []];

/** The plan's strata and all its items, as many enterprises as the plan says; announced today, drawn tomorrow. */
export function initialConfig(basis: DrawBasis): DrawConfig {
  const { year, batch, items, windowTo, today } = basis;
  const tomorrow = addDays(today, 1);
  return {
    name: drawText.editor.initialName(year, batch),
    itemCodes: items.map(({ code }) => code),
    scope: EVERYONE,
    strata: strataOf(basis),
    size: { by: 'plan' },
    officerCap: 12,
    expertCap: 8,
    balance: 'strict',
    inspectFrom: firstDay(basis),
    inspectTo: windowTo,
    // 17:00 and 18:00 in Beijing.
    revealBy: `${tomorrow}T09:00:00Z`,
    resultBy: `${tomorrow}T10:00:00Z`,
    mode: 'open',
    suite: 'vd1-sha256',
    sources: OFFLINE_SOURCES,
    weights: { by: 'none' },
    relax: [1, 2],
    reserve: 0,
    frequencyCap: basis.frequencyCap,
    exclusions: [],
    auditRuns: 1_000,
    churnAlarm: 1_000,
  };
}

/** Within the plan's window, with time to prepare while the window leaves it. */
function firstDay({ windowFrom, windowTo, today }: DrawBasis): string {
  const prepared = addDays(today, DAYS_TO_PREPARE);
  if (prepared <= windowFrom) return windowFrom;
  return prepared < windowTo ? prepared : windowTo;
}

function strataOf({ strata }: DrawBasis): StratumConfig[] {
  const common = { rate: 1, seats: SEATS, experts: [] };
  if (strata.length === 0) return [{ ...common, ...drawText.editor.all, filter: EVERYONE, min: 0 }];
  return strata.map(({ id, name, filter, min, max }) => ({
    ...common,
    id,
    name,
    filter: { ...EVERYONE, ...filter },
    min: min ?? 0,
    ...(max === null ? {} : { max }),
  }));
}
