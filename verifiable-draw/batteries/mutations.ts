/** Bundles bent at one place, by three forgers; and the steps at which each must be refused. @module */
import { equalBytes, fromUtf8, manifestOf } from '../src/index.ts';
import { chanceOf } from '../src/testing/chance.ts';
import { bendByte, bendDocument, pickOf, type Bent } from './bends.ts';
import { insiderPaths, relog } from './insider.ts';
import type { Forged } from './smith.ts';

/** Who bends: with nothing else, with the manifest made again, or with the log's key and everything signed again. */
const FORGERS = ['clumsy', 'smart', 'insider'] as const;
type Forger = (typeof FORGERS)[number];

/** A bundle that differs from a real one at one place. */
export interface Mutation {
  readonly forger: Forger;
  readonly path: string;
  readonly what: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** One of these steps must fail. */
  readonly admissible: readonly string[];
}

const LISTS = /^(roster|officers|conflicts|experts|expert-conflicts|vehicles|devices|bookings)\.jsonl$/;
const NONE = new Uint8Array();
/** Bound by the manifest alone (SPEC §18), or by the policy that the verifier itself brings. */
const FREE = /^(README|media\/|trust\/)/;

/**
 * A bundle bent at one place.
 * @param forged - a real bundle; without `deeds` the log's key is not at hand, and nobody signs again
 */
export function mutate(forged: Forged, seed: string): Mutation {
  const random = chanceOf(seed);
  const forger = forged.deeds.length === 0 ? random.oneOf(['clumsy', 'smart'] as const) : random.oneOf(FORGERS);
  const paths = [...forged.files.keys()].filter((path) => isOpenTo(forger, path, forged));
  for (;;) {
    const path = pickOf(random, paths);
    const bytes = forged.files.get(path) ?? new Uint8Array();
    const isDocument = /\.jsonl?$/.test(path) && bytes.length > 0;
    const within = forger === 'insider' && path.startsWith('log/') ? ['facts'] : [];
    const bent =
      isDocument && (forger === 'insider' || random.percent(60))
        ? bendDocument(path, bytes, random, within)
        : bendByte(bytes, random);
    if (equalBytes(bent.bytes, bytes)) continue;
    const files = new Map(forged.files).set(path, bent.bytes);
    return {
      forger,
      path,
      what: bent.what,
      files: finish(forger, files, path, forged),
      admissible: admissible(forger, path, bent),
    };
  }
}

function isOpenTo(forger: Forger, path: string, forged: Forged): boolean {
  if (forger === 'clumsy') return true;
  if (path === 'manifest.json' || FREE.test(path)) return false;
  // Programs are bound by the announcement, when it names them.
  if (path.startsWith('ref/') && !fromUtf8(forged.files.get('announcement.json') ?? NONE).includes('"verifier":'))
    return false;
  return forger === 'smart' || insiderPaths(forged).includes(path);
}

function finish(
  forger: Forger,
  files: Map<string, Uint8Array>,
  path: string,
  forged: Forged,
): ReadonlyMap<string, Uint8Array> {
  if (forger === 'clumsy') return files;
  const signed = forger === 'insider' ? relog(files, path, forged) : files;
  return new Map(signed).set('manifest.json', manifestOf(signed));
}

/** Steps at which a change must be seen; V1 wherever the file can no longer be read as what it is. */
function admissible(forger: Forger, path: string, { member }: Bent): readonly string[] {
  if (forger === 'clumsy') return ['V1'];
  if (path.startsWith('ref/')) return ['V5'];
  if (path === 'outcomes.jsonl') return ['V1', 'V14'];
  if (path === 'substitutions.jsonl') return ['V1', 'V2', 'V13'];
  if (forger === 'smart')
    return LISTS.test(path) ? ['V1', 'V4'] : path === 'narrowing.json' ? ['V1', 'V2', 'V15'] : ['V1', 'V2'];
  if (path === 'result.json') return ['V1', 'V2', 'V14'];
  if (path.startsWith('log/')) return ['V1', 'V2', 'V6', 'V7'];
  // The insider makes the lists' roots and the announcement again: the seed is another one, and nothing fits any more.
  if (LISTS.test(path)) return ['V1', 'V4', 'V7'];
  if (path === 'announcement.json') return ['V1', 'V2', 'V5', 'V6', 'V7'];
  return ['V1', ...(DETAILS[member ?? ''] ?? [])];
}

/** Where a change of a member of the details is seen. */
const DETAILS: Readonly<Record<string, readonly string[]>> = {
  draw: ['V14'],
  announcement: ['V2', 'V14'],
  sources: ['V7'],
  prk: ['V7'],
  strata: ['V8', 'V9'],
  selected: ['V9'],
  teams: ['V10', 'V11'],
  experts: ['V12'],
};
