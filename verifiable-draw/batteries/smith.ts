/** Makes real draws with their bundles, through the public surface of the library: what the batteries bend. @module */
import {
  auditNarrowing,
  buildAnnouncement,
  buildBundle,
  canonicalDocument,
  canonicalize,
  commitConflicts,
  commitmentOf,
  commitPeople,
  commitRoster,
  computeDraw,
  fromHex,
  leafHash,
  otcBefore,
  sha256Suite,
  toHex,
  utf8,
  type DrawLists,
  type Suite,
} from '../src/index.ts';
import { chanceOf } from '../src/testing/chance.ts';
import { enterprises, EXPERT_TEMPLATES, people, recusals, TEMPLATES } from './district.ts';
import { entriesOf, FIRST_SEQ, logPolicy, prove, type Deed, type Round } from './notary.ts';

/** What a bundle of the batteries has. */
export interface Order {
  readonly name: string;
  readonly suite: Suite;
  readonly profile: 'public' | 'offline';
  readonly weights: 'none' | 'tickets' | 'explog';
  readonly hasExperts: boolean;
  readonly hasNarrowing: boolean;
  /** Lottery and NIST pulse typed by two people, one share recovered from its envelopes (1.1). */
  readonly isTypedTwice: boolean;
}

/** A draw with everything that went into it. */
export interface Forged {
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** Every deed of the log, those of other subjects too. */
  readonly deeds: readonly Deed[];
  readonly rounds: readonly Round[];
  readonly firstSeq: number;
}

const DRAW = '2023-T1-2';
export const SUBJECT = 'draw/5f0f9a58-3c51-4f5a-8f6e-0a8d0c6d2b11';
const MARGIN = 600;
/** The one round of quicknet that the vectors have: 2023-09-15T11:00:03Z. */
const ROUND = {
  chain: '52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971',
  round: 657413,
  value: 'fc1873a13f3545aeade8401532ef5519920652eee6b0d2b19ca12643b87b3587',
  signature: 'b713718a38ae728dfd477991af2822e08d2f305e47718cef9f7848ce4050e7be41076862b98fad56e91a6b85b89cd97b',
};
/** Stands for the verifier of the day. */
const PROGRAM = utf8('# 核验程序 / the verifier\n');
const DICE = '31415926535897932384';
const LOTTERY = 'ssq:2023107:01,05,09,12,23,33+07';
const NONCES = { leader: '11'.repeat(32), supervisor: '22'.repeat(32) };
/** `outputValue` of an invented pulse. */
const PULSE = 'ab'.repeat(64);
const CODE = '33'.repeat(32);
const AUDIT_RUNS = 4;

/** A bundle of which the log's key is not at hand: nobody signs it again. */
export function unsigned(files: ReadonlyMap<string, Uint8Array>): Forged {
  return { files, deeds: [], rounds: [], firstSeq: FIRST_SEQ };
}

/** Makes the draw of an order, from the lists to the bundle: the same bytes each time. */
export function forge(order: Order): Forged {
  const { suite } = order;
  const lists = listsOf(order);
  const plan = canonicalize({ type: 'plan', year: 2023, text: '年度监督检查计划' });
  const rule = ruleOf(order, lists);
  const narrowing = order.hasNarrowing
    ? auditNarrowing({ suite: suite.id, draw: DRAW, ...rule }, lists, AUDIT_RUNS)
    : undefined;
  const announcement = buildAnnouncement({
    type: 'vdraw/1/announcement',
    suite: suite.id,
    profile: order.profile,
    mode: 'open',
    draw: DRAW,
    agency: '西青示例应急局',
    plan: '2023',
    task: 'T1',
    batch: 2,
    seq: 3,
    planHash: toHex(leafHash(suite, plan)),
    verifier: { py: `sha256:${toHex(sha256Suite.hash(PROGRAM))}` },
    ...rule,
    ...sourcesOf(order),
    deadlines: {
      reveal: '2023-09-15T10:00:00Z',
      ...(order.isTypedTwice ? { beacon: '2023-09-15T13:18:00Z' } : {}),
      result: '2023-09-15T14:00:00Z',
    },
    ...(narrowing === undefined ? {} : { narrowing: toHex(leafHash(suite, canonicalDocument(narrowing))) }),
  });
  const values = {
    'party:leader': NONCES.leader,
    'party:supervisor': NONCES.supervisor,
    dice: DICE,
    ...(order.profile === 'public'
      ? { drand: ROUND.value, ssq: LOTTERY, seal: CODE, ...(order.isTypedTwice ? { nist: PULSE } : {}) }
      : {}),
  };
  const draw = computeDraw({ announcement: announcement.announcement, ...lists, values });
  const deeds = deedsOf(order, announcement.hash, draw.resultHash);
  const rounds = roundsOf(order, deeds);
  const entries = entriesOf(deeds);
  const log = prove(
    entries,
    deeds.map(({ subject }) => subject),
    rounds,
  ).filter(({ subject }) => subject === SUBJECT);
  const files = buildBundle({
    announcement: announcement.bytes,
    lists: Object.fromEntries(Object.entries(lists).map(([name, { leaves }]) => [name, leaves])),
    result: draw,
    plan,
    ...(narrowing === undefined ? {} : { narrowing }),
    log,
    policy: logPolicy(order.profile === 'public'),
    extra: new Map([
      ['README.zh.md', utf8('# 验证包\n')],
      ['ref/verify.py', PROGRAM],
    ]),
  });
  return { files, deeds, rounds, firstSeq: FIRST_SEQ };
}

function listsOf({ name, suite, weights, hasExperts }: Order): DrawLists {
  const random = chanceOf(`lists of ${name}`);
  const saltKey = random.bytes();
  const roster = enterprises(30, random, weights === 'none' ? 1 : 5);
  const officers = people('ZF', 9, random);
  const experts = people('ZJ', 3, random);
  return {
    roster: commitRoster(suite, saltKey, roster),
    officers: commitPeople(suite, saltKey, officers),
    conflicts: commitConflicts(suite, saltKey, recusals(officers, roster)),
    vehicles: commitPeople(suite, saltKey, people('CL', 2, random)),
    ...(hasExperts
      ? {
          experts: commitPeople(suite, saltKey, experts),
          expertConflicts: commitConflicts(suite, saltKey, recusals(experts, roster)),
        }
      : {}),
  };
}

/** The members of the announcement that say what is drawn from what. */
function ruleOf({ weights, hasExperts }: Order, lists: DrawLists) {
  const rootOf = ({ root, size }: { readonly root: string; readonly size: number }) => ({ root, size });
  const eligible = lists.roster.leaves.filter(({ status }) => status === 'eligible');
  const excluded: Record<string, number> = {};
  for (const { reason } of lists.roster.leaves)
    if (reason !== undefined) excluded[reason] = (excluded[reason] ?? 0) + 1;
  const strata = Object.keys(TEMPLATES).map((id) => {
    const size = eligible.filter(({ stratum }) => stratum === id).length;
    return { id, a: size, min: 1, max: size };
  });
  return {
    roster: {
      ...rootOf(lists.roster),
      eligible: eligible.length,
      excluded,
      snapshot: '2023-09-14T00:00:00Z',
      rules: 'v1',
    },
    officers: rootOf(lists.officers),
    conflicts: rootOf(lists.conflicts),
    ...(lists.vehicles && { vehicles: rootOf(lists.vehicles) }),
    ...(lists.experts && { experts: rootOf(lists.experts) }),
    ...(lists.expertConflicts && { expertConflicts: rootOf(lists.expertConflicts) }),
    select: {
      k: Math.ceil((eligible.length * 40) / 100),
      kRule: `ceil(${eligible.length}*40/100)`,
      strata,
      weights,
      reserve: 2,
    },
    assign: {
      slots: TEMPLATES,
      balance: 'strict' as const,
      relax: ['cap+1', 'cap+2'],
      ...(hasExperts ? { experts: EXPERT_TEMPLATES } : {}),
    },
  };
}

function sourcesOf({ suite, profile, isTypedTwice }: Order) {
  const share = (party: keyof typeof NONCES) => ({
    id: `party:${party}`,
    type: 'commit' as const,
    commitment: toHex(commitmentOf(suite, party, DRAW, fromHex(NONCES[party]))),
  });
  const dice = { id: 'dice', type: 'dice' as const, spec: 'd10x20' };
  const shares = [share('leader'), share('supervisor'), dice];
  if (profile === 'offline') return { sources: shares, missing: { 'party:*': 'skip' as const, dice: 'void' as const } };
  const { chain, round } = ROUND;
  return {
    sources: [
      ...shares,
      { id: 'drand', type: 'drand' as const, chain, round },
      { id: 'ssq', type: 'lottery' as const, game: 'ssq' as const, issue: '2023107', at: '2023-09-15T13:15:00Z' },
      { id: 'seal', type: 'otc' as const, anchor: toHex(otcBefore(suite, fromHex(CODE))), index: 1 },
      ...(isTypedTwice ? [{ id: 'nist', type: 'nist' as const, at: '2023-09-15T13:16:00Z' }] : []),
    ],
    missing: { 'party:*': 'skip' as const, '*': 'void' as const },
    margin: MARGIN,
  };
}

function deedsOf({ suite, profile, isTypedTwice }: Order, announcement: string, result: string): Deed[] {
  const deed = (time: string, kind: string, actor: string, facts: Deed['facts'], subject = SUBJECT): Deed => ({
    at: `2023-09-15T${time}Z`,
    kind,
    actor,
    subject,
    facts,
  });
  const share = (party: keyof typeof NONCES) => toHex(commitmentOf(suite, party, DRAW, fromHex(NONCES[party])));
  const typing = (time: string, source: string, attempt: number, value: string, checked: string) => [
    deed(`${time}:00`, 'draw.record-source', 'operator', { source, attempt, value }),
    deed(`${time}:30`, 'draw.confirm-source', 'witness', {
      source,
      attempt,
      value: checked,
      isSame: value === checked,
    }),
  ];
  // The first time somebody misread a ball.
  const typedTwice = [
    ...typing('13:17', 'ssq', 1, LOTTERY, LOTTERY.replace('01', '02')),
    ...typing('13:18', 'ssq', 2, LOTTERY, LOTTERY),
    ...typing('13:19', 'nist', 1, PULSE, PULSE),
  ];
  const outside = [
    deed('11:00:30', 'draw.record-source', 'operator', {
      source: 'drand',
      value: ROUND.value,
      signature: ROUND.signature,
    }),
    ...(isTypedTwice
      ? typedTwice
      : [deed('13:20:00', 'draw.record-source', 'operator', { source: 'ssq', value: LOTTERY })]),
    deed('13:21:00', 'draw.record-source', 'operator', { source: 'seal', value: CODE }),
  ];
  return [
    deed('07:00:00', 'plan.approve', 'head', { count: 1 }, 'plan/1'),
    deed('08:00:00', 'draw.commit', 'leader', { party: 'leader', commitment: share('leader') }),
    deed('08:01:00', 'draw.commit', 'supervisor', { party: 'supervisor', commitment: share('supervisor') }),
    deed('08:30:00', 'office.note', 'head', { count: 2 }, 'office/1'),
    deed('09:00:00', 'draw.announce', 'operator', { document: announcement }),
    deed('09:30:00', 'draw.reveal', 'leader', { party: 'leader', nonce: NONCES.leader }),
    deed('09:31:00', isTypedTwice ? 'draw.recover' : 'draw.reveal', 'supervisor', {
      party: 'supervisor',
      nonce: NONCES.supervisor,
    }),
    deed('09:35:00', 'draw.record-dice', 'operator', { attempt: 1, digits: DICE }),
    deed('09:36:00', 'draw.confirm-dice', 'witness', { attempt: 1, digits: DICE, isSame: true }),
    ...(profile === 'public' ? outside : []),
    deed('13:30:00', 'draw.complete', 'operator', { document: result }),
    deed('13:31:00', 'draw.confirm', 'leader', {}),
  ];
}

/** A checkpoint with the announcement, and one with everything; both seen by the witness when there is one. */
function roundsOf({ profile }: Order, deeds: readonly Deed[]): Round[] {
  const seen = (time: string) => (profile === 'public' ? Date.parse(`2023-09-15T${time}Z`) / 1000 : undefined);
  const announced = deeds.findIndex(({ kind }) => kind === 'draw.announce') + 1;
  return [
    { size: announced, witnessedAt: seen('09:05:00') },
    { size: deeds.length, witnessedAt: seen('13:35:00') },
  ];
}
