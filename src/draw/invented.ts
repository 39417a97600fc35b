/** An invented draw for rehearsals: computed by the real rules over enterprises and people that nobody can take for real ones. @module */
import { commitmentOf, computeDraw, fromHex, sha256Suite, toHex, type DetailsDocument } from 'verifiable-draw';
import { addDays } from '../core/calendar/day.ts';
import { dayOf, toSeconds } from '../core/clock.ts';
import { newSecret } from '../core/ids.ts';
import { announcementOf, announcedLists, commitLists, summaryOf, type Pools } from './rules/announcement.ts';
import { DICE, sourceOf } from './rules/sources.ts';
import { skipsOf, storiesOf } from './rules/skips.ts';
import { DICE_COUNT, type DrawConfig, type FrozenSummary, type Party } from './types.ts';
import { OFFLINE_SOURCES } from './types/inputs.ts';
import type { RecordSkip, RecordSource } from './types/record.ts';

export interface InventedDraw {
  readonly bureau: string;
  readonly name: string;
  readonly publicId: string;
  readonly frozen: FrozenSummary;
  readonly roster: readonly { readonly id: string; readonly name: string }[];
  readonly details: DetailsDocument;
  readonly resultHash: string;
  readonly rows: number;
  readonly skips: readonly RecordSkip[];
  readonly sources: readonly RecordSource[];
  readonly stratumName: (id: string) => string;
}

const ENTERPRISES = 203;
/** Of these the last few are excluded, so that the room sees what an exclusion looks like. */
const ELIGIBLE = 200;
const OFFICERS = 22;
const EXPERTS = 36;
const DRAWN = 80;
const PUBLIC_ID = 'REHEARSAL-0-A-1';
const EVERYONE = { safetyDomains: [], riskColors: [], keyUnit: null, specialFlags: [], subdistrictCodes: [] };

/** A new one each time: other shares, other dice, another result. */
export function inventDraw(now: string): InventedDraw {
  const pools = poolsOf();
  const lists = commitLists(sha256Suite, pools, Buffer.from(newSecret(), 'hex'));
  const config = configOf(now);
  const frozen = summaryOf(
    config,
    pools,
    lists,
    { k: DRAWN, kRule: String(DRAWN), planHash: newSecret() },
    toSeconds(now),
  );
  const nonces: Readonly<Record<Party, string>> = { leader: newSecret(), supervisor: newSecret() };
  const commitments = (Object.keys(nonces) as Party[]).map((party) => ({
    party,
    commitment: toHex(commitmentOf(sha256Suite, party, PUBLIC_ID, fromHex(nonces[party], 32))),
    envelopes: [],
  }));
  const { announcement } = announcementOf({
    draw: { publicId: PUBLIC_ID, agency: 'REHEARSAL', year: 0, task: 'A', batch: 1 },
    config,
    frozen,
    rules: newSecret(),
    commitments,
    seq: 1,
    previous: undefined,
    voids: undefined,
    narrowing: undefined,
    churn: undefined,
    verifier: {},
    codes: [],
  });
  const values: Readonly<Record<string, string>> = {
    [sourceOf('leader')]: nonces.leader,
    [sourceOf('supervisor')]: nonces.supervisor,
    [DICE]: inventedDice(),
  };
  const drawn = computeDraw({ announcement, values, ...announcedLists(announcement, lists) });
  const roster = lists.roster.leaves.map(({ id, name }) => ({ id, name }));
  const names = new Map(roster.map(({ id, name }) => [id, name]));
  return {
    bureau: '演练机关',
    name: '随机抽取演练',
    publicId: PUBLIC_ID,
    frozen,
    roster,
    details: drawn.details,
    resultHash: drawn.resultHash,
    rows: drawn.details.selected.length,
    skips: skipsOf(
      storiesOf(announcement, announcedLists(announcement, lists), drawn.details),
      (id) => names.get(id) ?? id,
      () => null,
    ),
    sources: announcement.sources.map((source) => ({
      id: source.id,
      type: source.type,
      commitment: source.type === 'commit' ? source.commitment : null,
      value: values[source.id] ?? null,
    })),
    stratumName: (id) => config.strata.find((each) => each.id === id)?.name ?? id,
  };
}

/** Digits of a random number: nobody draws from them. */
function inventedDice(): string {
  return String(BigInt(`0x${newSecret()}`)).slice(-DICE_COUNT);
}

function poolsOf(): Pools {
  const number = (n: number, width: number): string => String(n + 1).padStart(width, '0');
  return {
    roster: Array.from({ length: ENTERPRISES }, (_, n) => ({
      id: `DIR-YL${number(n, 4)}`,
      enterpriseId: '',
      name: `演练企业第 ${number(n, 3)} 号`,
      weight: 1,
      ...(n < ELIGIBLE
        ? { status: 'eligible' as const, stratum: n % 4 === 0 ? 'a' : 'b' }
        : { status: 'excluded' as const, reason: n === ELIGIBLE ? ('CLOSED' as const) : ('SUSPENDED' as const) }),
    })),
    officers: Array.from({ length: OFFICERS }, (_, n) => ({
      id: `YL-ZF-${number(n, 4)}`,
      personId: '',
      tags: n % 2 === 0 ? ['lead', 'valid'] : ['valid'],
      cap: 12,
      prior: 0,
    })),
    experts: Array.from({ length: EXPERTS }, (_, n) => ({
      id: `YL-ZJ-${number(n, 4)}`,
      personId: '',
      tags: ['valid'],
      cap: 8,
      prior: 0,
    })),
    vehicles: [],
    devices: [],
    bookings: [],
    conflicts: Array.from({ length: ELIGIBLE }, (_, n) => ({
      person: `YL-ZF-${number(n % OFFICERS, 4)}`,
      enterprise: `DIR-YL${number(n, 4)}`,
      reason: 'KIN',
      registeredAt: '2026-01-05',
    })),
    expertConflicts: [],
  };
}

function configOf(now: string): DrawConfig {
  const day = dayOf(now);
  const stratum = { filter: EVERYONE, rate: 1, min: 0, seats: [[], []], experts: [] };
  return {
    name: '随机抽取演练',
    itemCodes: ['YL'],
    scope: EVERYONE,
    strata: [
      { ...stratum, id: 'a', name: '甲类' },
      { ...stratum, id: 'b', name: '乙类' },
    ],
    size: { by: 'count', count: DRAWN },
    officerCap: 12,
    expertCap: 8,
    balance: 'strict',
    inspectFrom: addDays(day, 7),
    inspectTo: addDays(day, 60),
    revealBy: `${addDays(day, 1)}T09:00:00Z`,
    resultBy: `${addDays(day, 1)}T10:00:00Z`,
    mode: 'open',
    suite: 'vd1-sha256',
    sources: OFFLINE_SOURCES,
    weights: { by: 'none' },
    relax: [1, 2],
    reserve: 0,
    frequencyCap: 1,
    exclusions: [],
    churnAlarm: 1_000,
  };
}
