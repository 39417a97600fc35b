/** A whole small draw for tests: lists, announcement, ceremony, log, bundle. Every part can be changed. @module */
import { buildAnnouncement, type Announcement, type ListCommitment } from '../announcement.ts';
import { buildBundle, type BundleParts } from '../bundle.ts';
import { toHex, utf8 } from '../bytes.ts';
import { canonicalDocument } from '../canonical.ts';
import { computeDraw, type DrawResult } from '../draw.ts';
import {
  commitConflicts,
  commitPeople,
  commitRoster,
  type ConflictLeaf,
  type PersonLeaf,
  type RosterLeaf,
} from '../leaves.ts';
import type { DrawLists, ListName } from '../lists.ts';
import { leafHash } from '../merkle.ts';
import { auditNarrowing, type NarrowingReport } from '../narrowing.ts';
import { commitmentOf } from '../sources.ts';
import { suiteOf, type Suite, type SuiteId } from '../suite.ts';
import { bytes32, logEntries, POLICY, proveEntries, type TestDeed } from './log.ts';
import vectors from '../../vectors/vdraw-1.json' with { type: 'json' };

const CODE_DIGITS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const STRATA = ['hazchem', 'metallurgy', 'warehouse'] as const;

/** A valid 统一社会信用代码 of an invented enterprise. */
export function creditCode(n: number): string {
  const body = `91120111MA${String(n).padStart(7, '0')}`;
  let [sum, weight] = [0, 1];
  for (const character of body) {
    sum += CODE_DIGITS.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return body + CODE_DIGITS.charAt((31 - (sum % 31)) % 31);
}

export interface SceneOptions {
  readonly suite?: SuiteId;
  readonly profile?: 'public' | 'offline';
  readonly enterprises?: number;
  readonly withExperts?: boolean;
  readonly narrowingRuns?: number;
  readonly skipSupervisor?: boolean;
  readonly officerCap?: number;
  /** Lists beyond those of people: vehicles, devices, bookings. */
  readonly means?: (suite: Suite, saltKey: Uint8Array) => Pick<DrawLists, 'vehicles' | 'devices' | 'bookings'>;
  /** Changes the draft before the audit. */
  readonly draft?: (draft: Announcement) => Announcement;
  readonly change?: (draft: Announcement) => Announcement;
  /** Deeds as they would be; tests bend them. */
  readonly deeds?: (deeds: readonly TestDeed[]) => readonly TestDeed[];
  /** Values of sources that `change` adds. */
  readonly more?: Readonly<Record<string, string>>;
  readonly cosignedAt?: number;
  readonly policy?: string;
}

export interface Scene {
  readonly announcement: Announcement;
  readonly lists: DrawLists;
  readonly values: Record<string, string>;
  readonly draw: DrawResult;
  readonly parts: BundleParts;
  readonly files: Map<string, Uint8Array>;
}

export const DICE = '31415926535897932384';
const QUICKNET = vectors.drand.quicknet;

function rosterEntries(count: number): Omit<RosterLeaf, 'salt'>[] {
  return Array.from({ length: count }, (_, i): Omit<RosterLeaf, 'salt'> => {
    const base = { id: i === 0 ? 'DIR-0001' : creditCode(i), name: `示例企业${i}`, weight: 1 + (i % 3) };
    if (i % 11 === 5) return { ...base, status: 'excluded', reason: 'FREQ', ref: '2026-T1', stratum: 'hazchem' };
    if (i % 11 === 7) return { ...base, status: 'excluded', reason: 'CLOSED' };
    return { ...base, status: 'eligible', stratum: STRATA[i % 3] as string };
  });
}

function officerEntries(cap: number): Omit<PersonLeaf, 'salt'>[] {
  return Array.from({ length: 9 }, (_, i) => ({
    id: `ZF-${String(i).padStart(3, '0')}`,
    tags: ['valid', ...(i % 2 === 0 ? ['lead'] : []), ...STRATA.filter((_stratum, s) => (i + s) % 3 !== 0)].toSorted(),
    cap,
    prior: i % 3,
  }));
}

function expertEntries(): Omit<PersonLeaf, 'salt'>[] {
  return ['chemical', 'electrical', 'chemical'].map((specialty, i) => ({
    id: `ZJ-${i}`,
    tags: ['valid', specialty],
    cap: 1,
    prior: 0,
  }));
}

function conflictEntries(person: string, every: number, count: number): Omit<ConflictLeaf, 'salt'>[] {
  return rosterEntries(count)
    .filter((_, i) => i % every === 1)
    .map(({ id }) => ({ person, ent: id, reason: 'ROTATION', registeredAt: '2026-01-05T00:00:00Z' }));
}

/** Builds the scene; without options a draw with dice after two shares, as a bureau without the internet makes it. */
export function scene(options: SceneOptions = {}): Scene {
  const suite = suiteOf(options.suite ?? 'vd1-sha256');
  const count = options.enterprises ?? 24;
  const saltKey = bytes32('salt key');
  const roster = commitRoster(suite, saltKey, rosterEntries(count));
  const lists: DrawLists = {
    roster,
    officers: commitPeople(suite, saltKey, officerEntries(options.officerCap ?? 4)),
    conflicts: commitConflicts(suite, saltKey, conflictEntries('ZF-000', 4, count)),
    ...(options.withExperts === true
      ? {
          experts: commitPeople(suite, saltKey, expertEntries()),
          expertConflicts: commitConflicts(suite, saltKey, conflictEntries('ZJ-0', 5, count)),
        }
      : {}),
    ...options.means?.(suite, saltKey),
  };
  const nonces = { leader: bytes32('leader'), supervisor: bytes32('supervisor') };
  const draft = (options.draft ?? ((same) => same))(draftAnnouncement(options, suite.id, lists, nonces));
  const narrowing =
    options.narrowingRuns === undefined ? undefined : auditNarrowing(draft, lists, options.narrowingRuns);
  const withAudit =
    narrowing === undefined ? draft : { ...draft, narrowing: toHex(leafHash(suite, canonicalDocument(narrowing))) };
  const { announcement, bytes, hash } = buildAnnouncement((options.change ?? ((same) => same))(withAudit));
  const values: Record<string, string> = {
    'party:leader': toHex(nonces.leader),
    ...(options.skipSupervisor === true ? {} : { 'party:supervisor': toHex(nonces.supervisor) }),
    dice: DICE,
    ...(announcement.profile === 'public' ? { drand: QUICKNET.randomness } : {}),
    ...options.more,
  };
  const draw = computeDraw({ announcement, ...lists, values });
  const deeds = ceremony(announcement, hash, values, draw.resultHash);
  const entries = logEntries((options.deeds ?? ((same) => same))(deeds));
  const log = proveEntries(entries, (index) => !isForeign(entries[index] as Uint8Array), options.cosignedAt);
  const parts = bundleParts(bytes, lists, draw, narrowing, log, options.policy ?? POLICY);
  return { announcement, lists, values, draw, parts, files: buildBundle(parts) };
}

function isForeign(entry: Uint8Array): boolean {
  return new TextDecoder().decode(entry).includes('"kind":"directory.');
}

function bundleParts(
  announcement: Uint8Array,
  lists: DrawLists,
  draw: DrawResult,
  narrowing: NarrowingReport | undefined,
  log: BundleParts['log'],
  policy: string,
): BundleParts {
  return {
    announcement,
    lists: Object.fromEntries(
      Object.entries(lists).map(([name, list]) => [name, (list as DrawLists['roster']).leaves]),
    ),
    result: draw,
    ...(narrowing === undefined ? {} : { narrowing }),
    log,
    policy,
    extra: new Map([
      ['README.zh.md', utf8('# 验证包\n')],
      ['ref/verify.py', utf8('print("vdraw")\n')],
    ]),
  };
}

function draftAnnouncement(
  options: SceneOptions,
  suite: SuiteId,
  lists: DrawLists,
  nonces: { readonly leader: Uint8Array; readonly supervisor: Uint8Array },
): Announcement {
  const { roster } = lists;
  const draw = '2026-T1-2';
  const profile = options.profile ?? 'offline';
  const eligible = roster.leaves.filter(({ status }) => status === 'eligible');
  const sizes = STRATA.map((id) => ({ id, size: eligible.filter(({ stratum }) => stratum === id).length }));
  const party = (id: 'leader' | 'supervisor') =>
    ({
      id: `party:${id}`,
      type: 'commit',
      commitment: toHex(commitmentOf(suiteOf(suite), id, draw, nonces[id])),
    }) as const;
  return {
    type: 'vdraw/1/announcement',
    suite,
    profile,
    mode: 'open',
    draw,
    agency: '西青示例应急局',
    plan: '2026',
    task: 'T1',
    batch: 2,
    seq: 3,
    roster: {
      root: roster.root,
      size: roster.size,
      eligible: eligible.length,
      excluded: {
        FREQ: roster.leaves.filter(({ reason }) => reason === 'FREQ').length,
        CLOSED: roster.leaves.filter(({ reason }) => reason === 'CLOSED').length,
      },
      snapshot: profile === 'offline' ? '2026-03-01T00:00:00Z' : '2023-09-14T00:00:00Z',
      rules: 'v1',
    },
    officers: commitmentOfList(lists.officers),
    conflicts: commitmentOfList(lists.conflicts),
    ...commitmentsOf(lists, ['experts', 'expertConflicts', 'vehicles', 'devices', 'bookings']),
    select: {
      k: 8,
      kRule: 'ceil(20*40/100)',
      strata: sizes.map(({ id, size }) => ({ id, a: size, min: 1, max: size })),
      weights: 'none',
      reserve: 2,
    },
    assign: {
      slots: Object.fromEntries(STRATA.map((id) => [id, [{ all: ['valid', 'lead'] }, { all: ['valid', id] }]])),
      balance: 'strict',
      relax: ['cap+1'],
      ...(lists.experts === undefined
        ? {}
        : { experts: { hazchem: [{ all: ['valid', 'chemical'] }], warehouse: [{ all: ['valid', 'electrical'] }] } }),
    },
    sources: [
      party('leader'),
      party('supervisor'),
      { id: 'dice', type: 'dice', spec: 'd10x20' },
      ...(profile === 'public'
        ? [{ id: 'drand', type: 'drand', chain: QUICKNET.chainHash, round: QUICKNET.round } as const]
        : []),
    ],
    deadlines:
      profile === 'offline'
        ? { reveal: '2026-03-02T03:00:00Z', result: '2026-03-02T09:00:00Z' }
        : { reveal: '2023-09-15T10:30:00Z', result: '2023-09-15T12:00:00Z' },
    ...(profile === 'public' ? { margin: 600 } : {}),
    missing: { 'party:*': 'skip', dice: 'void', drand: 'void' },
  };
}

/** Commitments of those lists that there are. */
function commitmentsOf<N extends ListName>(
  lists: DrawLists,
  names: readonly N[],
): { readonly [K in N]?: ListCommitment } {
  const found: { [K in N]?: ListCommitment } = {};
  for (const name of names) {
    const list = lists[name];
    if (list !== undefined) found[name] = commitmentOfList(list);
  }
  return found;
}

function commitmentOfList({ root, size }: { readonly root: string; readonly size: number }): {
  root: string;
  size: number;
} {
  return { root, size };
}

/** The deeds of a good ceremony, with a deed of something else between them. */
function ceremony(
  announcement: Announcement,
  hash: string,
  values: Readonly<Record<string, string>>,
  resultHash: string,
): TestDeed[] {
  const isOffline = announcement.profile === 'offline';
  const time = (minute: number): string => {
    const day = isOffline ? '2026-03-02T01' : '2023-09-15T10';
    return `${day}:${String(minute).padStart(2, '0')}:00Z`;
  };
  const commits = announcement.sources.flatMap((source): TestDeed[] =>
    source.type === 'commit'
      ? [
          {
            kind: 'draw.commit',
            at: time(1),
            facts: { party: source.id.slice(6), commitment: source.commitment },
            actor: source.id,
          },
        ]
      : [],
  );
  const reveals = Object.entries(values).flatMap(([id, nonce]): TestDeed[] =>
    id.startsWith('party:')
      ? [{ kind: 'draw.reveal', at: time(12), facts: { party: id.slice(6), nonce }, actor: id }]
      : [],
  );
  const drand = values['drand'];
  const beacon: TestDeed[] =
    drand === undefined
      ? []
      : [
          {
            kind: 'draw.record-source',
            at: '2023-09-15T11:01:00Z',
            facts: { source: 'drand', value: drand, signature: QUICKNET.signature },
          },
        ];
  const end = isOffline ? time(30) : '2023-09-15T11:02:00Z';
  return [
    { kind: 'directory.change', at: time(0), facts: {}, subject: 'enterprise/1' },
    ...commits,
    { kind: 'draw.announce', at: time(5), facts: { document: hash } },
    { kind: 'directory.change', at: time(6), facts: {}, subject: 'enterprise/2' },
    ...reveals,
    { kind: 'draw.record-dice', at: time(20), facts: { attempt: 1, digits: DICE }, actor: 'operator' },
    { kind: 'draw.confirm-dice', at: time(21), facts: { attempt: 1, digits: DICE, isSame: true }, actor: 'witness' },
    ...beacon,
    { kind: 'draw.complete', at: end, facts: { document: resultHash } },
    { kind: 'draw.confirm', at: end, facts: { document: resultHash } },
  ];
}
