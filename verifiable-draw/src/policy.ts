/** Whom to trust: a subset of c2sp.org/tlog-policy (log, witness, group, quorum). SPEC §5.4. @module */
import { toHex } from './bytes.ts';
import { parseVkey, type NoteSignature, type VerifierKey } from './note.ts';

interface Group {
  readonly threshold: number;
  readonly members: readonly string[];
}

/** A trust policy. */
export interface Policy {
  readonly logs: readonly VerifierKey[];
  /** Witnesses by the name the policy gives them. */
  readonly witnesses: ReadonlyMap<string, VerifierKey>;
  readonly groups: ReadonlyMap<string, Group>;
  /** Name of a witness or group, or `none`. */
  readonly quorum: string;
}

/** What is wrong with a policy file, with the number of the line. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
}

const MAX_LINES = 1000;

/**
 * Reads a policy. Lines: `log <vkey> [url]`, `witness <name> <vkey> [url]`, `group <name> all|any|<k> <name>…`,
 * `quorum <name>|none`; empty lines and lines beginning with `#` mean nothing.
 * @throws {PolicyError} naming the line
 */
export function parsePolicy(text: string): Policy {
  const logs: VerifierKey[] = [];
  const witnesses = new Map<string, VerifierKey>();
  const groups = new Map<string, Group>();
  const used = new Set<string>();
  let quorum: string | undefined;
  const isKnown = (name: string): boolean => witnesses.has(name) || groups.has(name);
  const isFresh = (name: string): boolean => name !== 'none' && !isKnown(name);
  const lines = text.split('\n');
  if (lines.length > MAX_LINES) throw new PolicyError(`policy has more than ${MAX_LINES} lines`);
  lines.forEach((line, index) => {
    const [word, ...rest] = line.trim().split(/[ \t]+/) as [string, ...string[]];
    if (word === '' || word.startsWith('#')) return;
    const problem = ((): string | undefined => {
      if (word === 'log' && (rest.length === 1 || rest.length === 2)) return addLog(logs, rest[0] as string);
      if (word === 'witness' && (rest.length === 2 || rest.length === 3)) {
        const [name, vkey] = rest as [string, string];
        return isFresh(name) ? addWitness(witnesses, name, vkey) : `${name} is already taken`;
      }
      if (word === 'group' && rest.length >= 3) {
        const [name, k, ...members] = rest as [string, string, ...string[]];
        const stranger = members.find((member) => !isKnown(member) || used.has(member));
        if (!isFresh(name)) return `${name} is already taken`;
        if (stranger !== undefined || new Set(members).size !== members.length)
          return 'members must be defined above, each used once';
        return addGroup(groups, used, name, { threshold: thresholdOf(k, members.length), members });
      }
      if (word === 'quorum' && rest.length === 1) {
        const [name] = rest as [string];
        if (quorum !== undefined || (name !== 'none' && !isKnown(name)))
          return 'one quorum, of something defined above';
        quorum = name;
        return undefined;
      }
      return `not understood: ${line.slice(0, 80)}`;
    })();
    if (problem !== undefined) throw new PolicyError(`policy line ${index + 1}: ${problem}`);
  });
  if (quorum === undefined) throw new PolicyError('policy has no quorum line');
  return { logs, witnesses, groups, quorum };
}

function addLog(logs: VerifierKey[], vkey: string): string | undefined {
  const key = keyOf(vkey, 1);
  if (typeof key === 'string') return key;
  if (logs.some((other) => toHex(other.publicKey) === toHex(key.publicKey) && other.name === key.name))
    return 'this log stands twice';
  logs.push(key);
  return undefined;
}

function addWitness(witnesses: Map<string, VerifierKey>, name: string, vkey: string): string | undefined {
  const key = keyOf(vkey, 4);
  if (typeof key === 'string') return key;
  if ([...witnesses.values()].some((other) => toHex(other.publicKey) === toHex(key.publicKey)))
    return 'this witness stands twice';
  witnesses.set(name, key);
  return undefined;
}

function addGroup(groups: Map<string, Group>, used: Set<string>, name: string, group: Group): string | undefined {
  if (!(group.threshold >= 1 && group.threshold <= group.members.length))
    return 'expected all, any, or a number of members';
  for (const member of group.members) used.add(member);
  groups.set(name, group);
  return undefined;
}

function thresholdOf(k: string, members: number): number {
  if (k === 'all') return members;
  if (k === 'any') return 1;
  return /^\d{1,4}$/.test(k) ? Number(k) : 0;
}

function keyOf(vkey: string, type: 1 | 4): VerifierKey | string {
  try {
    const key = parseVkey(vkey);
    return key.type === type ? key : `expected a key of type ${type}`;
  } catch (error) {
    return String(error);
  }
}

/** All keys a note may be signed with under the policy. */
export function policyKeys(policy: Policy): readonly VerifierKey[] {
  return [...policy.logs, ...policy.witnesses.values()];
}

/**
 * When the quorum was reached: the earliest time up to which enough witnesses had signed.
 * @returns POSIX seconds; undefined when it was never reached; `none` needs nobody and has no time
 */
export function quorumTime(policy: Policy, signatures: readonly NoteSignature[]): number | undefined {
  const signed = new Set<string>();
  const stamped = signatures.flatMap(({ key, timestamp }) => (timestamp === undefined ? [] : [{ key, timestamp }]));
  for (const { key, timestamp } of stamped.toSorted((a, b) => a.timestamp - b.timestamp)) {
    for (const [name, witness] of policy.witnesses)
      if (toHex(witness.publicKey) === toHex(key.publicKey)) signed.add(name);
    if (holds(policy, policy.quorum, signed)) return timestamp;
  }
  return undefined;
}

function holds(policy: Policy, name: string, signed: ReadonlySet<string>): boolean {
  const group = policy.groups.get(name);
  if (group === undefined) return signed.has(name);
  return group.members.filter((member) => holds(policy, member, signed)).length >= group.threshold;
}
