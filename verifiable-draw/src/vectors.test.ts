import { describe, expect, it } from 'vitest';
import { assign } from './assign/assign.ts';
import { fromHex, fromUtf8, toHex, utf8 } from './bytes.ts';
import { canonicalize, type CanonicalValue } from './canonical.ts';
import { negLog2 } from './explog.ts';
import { deriveKey, derivePrk } from './keys.ts';
import { inclusionPath, leafHash, merkleRoot, verifyInclusion } from './merkle.ts';
import { quotas } from './quotas.ts';
import { scoresOf, select, type Candidate, type Weighting } from './select.ts';
import { hmac, suiteOf } from './suite.ts';
import { ticket } from './tickets.ts';
import vectors from '../vectors/vdraw-1.json' with { type: 'json' };

const { input } = vectors;

/** The walk asks for every value of the file, so that none can be forgotten. */
type SuiteVectors = (typeof vectors.suites)['vd1-sha256'];

function reproduce(id: 'vd1-sha256' | 'vd1-sm3'): SuiteVectors {
  const expected = vectors.suites[id];
  const suite = suiteOf(id);
  const announcement = canonicalize(input.announcement as CanonicalValue);
  const announcementHash = leafHash(suite, announcement);
  const saltKey = fromHex(input.saltKey);
  const leaves = input.roster.map((entry) =>
    canonicalize({ ...definedOf(entry), salt: toHex(hmac(suite, saltKey, utf8(entry.id)).slice(0, 16)) }),
  );
  const hashes = leaves.map((leaf) => leafHash(suite, leaf));
  const prk = derivePrk(
    suite,
    announcementHash,
    input.sources.map((source) => ({ id: source.id, value: fromHex(source.value) })),
  );
  const key = (purpose: string): Uint8Array => deriveKey(suite, prk, purpose);
  const eligible = input.roster.filter(({ status }) => status === 'eligible');
  const quota = quotas(suite, key('quota-tie'), input.k, input.strata);
  const draws = input.strata.map((stratum) => ({
    stratum: stratum.id,
    ...select(suite, key('ent'), inStratum(stratum.id), quota.get(stratum.id) ?? 0, 'none', 2),
  }));
  const whole = (mode: Weighting): string[] =>
    select(suite, key('ent'), eligible, input.k, mode).selected.map((e) => e.id);
  const selected = draws.flatMap((draw) => draw.selected.map((e) => e.id));
  const matched = assign(
    suite,
    { order: key('assign-order'), pair: key('assign-pair') },
    {
      posts: selected.map((ent) => ({ id: ent, slots: templateOf(ent) })),
      officers: input.officers,
      conflicts: input.conflicts.map((pair) => ({ officer: pair.split('|')[0] ?? '', ent: pair.split('|')[1] ?? '' })),
      balance: 'strict',
    },
  );
  if (!matched.feasible) throw new Error('the vectors are feasible');
  const path = inclusionPath(suite, hashes, 2);
  expect(
    verifyInclusion(suite, { leaf: hashes[2] as Uint8Array, index: 2, size: 20 }, path, merkleRoot(suite, hashes)),
  ).toBe(true);
  expect(scoresOf(suite, key('ent'), eligible, 'none').map(toHex)).toEqual(Object.values(expected.tickets));
  return {
    announcementJcs: fromUtf8(announcement),
    announcementLeafHash: toHex(announcementHash),
    firstLeaf: fromUtf8(leaves[0] as Uint8Array),
    firstLeafHash: toHex(hashes[0] as Uint8Array),
    rosterRoot: toHex(merkleRoot(suite, hashes)),
    inclusionPathIndex2: path.map(toHex),
    prk: toHex(prk),
    keys: {
      ...expected.keys,
      ...Object.fromEntries(Object.keys(expected.keys).map((name) => [name, toHex(key(name))])),
    },
    tickets: {
      ...expected.tickets,
      ...Object.fromEntries(eligible.map((e) => [e.id, toHex(ticket(suite, key('ent'), 0, e.id))])),
    },
    quotas: { ...expected.quotas, ...Object.fromEntries(quota) },
    selected,
    cutoff: {
      ...expected.cutoff,
      ...Object.fromEntries(draws.map((d) => [d.stratum, toHex(d.selected.at(-1)?.score ?? new Uint8Array())])),
    },
    reserve: { ...expected.reserve, ...Object.fromEntries(draws.map((d) => [d.stratum, d.reserve.map((e) => e.id)])) },
    weightedSelected: whole('tickets'),
    expLogQ64: {
      ...expected.expLogQ64,
      ...Object.fromEntries(
        Object.keys(expected.expLogQ64).map((e) => [e, String(negLog2(ticket(suite, key('ent'), 0, e)))]),
      ),
    },
    expLogSelected: whole('explog'),
    phi: matched.phi,
    loads: { ...expected.loads, ...Object.fromEntries(matched.loads) },
    trace: matched.trace.map((step) => ({ ...step, skipped: [...step.skipped] })) as SuiteVectors['trace'],
  };
}

function inStratum(stratum: string): Candidate[] {
  return input.roster.filter((entry) => entry.status === 'eligible' && entry.stratum === stratum);
}

function templateOf(ent: string): { all: string[] }[] {
  const stratum = input.roster.find(({ id }) => id === ent)?.stratum;
  return input.slotTemplate[stratum as keyof typeof input.slotTemplate];
}

function definedOf(entry: (typeof input.roster)[number]): { [key: string]: CanonicalValue } {
  const { reason, ...rest } = entry as typeof entry & { reason?: string };
  return reason === undefined ? rest : { ...rest, reason };
}

describe('the published vectors', () => {
  it.each(['vd1-sha256', 'vd1-sm3'] as const)('are reproduced whole by %s', (id) => {
    expect(reproduce(id)).toEqual(vectors.suites[id]);
  });
});
