/** The forger who holds the log's key: bends a document and makes everything that depends on it again. @module */
import {
  canonicalDocument,
  CanonicalError,
  parseCanonical,
  fromUtf8,
  leafHash,
  merkleRoot,
  suiteOf,
  toHex,
  type Suite,
} from '../src/index.ts';
import { entriesOf, prove, type Deed } from './notary.ts';
import { SUBJECT, type Forged } from './smith.ts';

type Document = Record<string, unknown>;

const LISTS: Readonly<Record<string, string>> = {
  'roster.jsonl': 'roster',
  'officers.jsonl': 'officers',
  'conflicts.jsonl': 'conflicts',
  'experts.jsonl': 'experts',
  'expert-conflicts.jsonl': 'expertConflicts',
  'vehicles.jsonl': 'vehicles',
};

/**
 * Files an insider can bend and sign again. The audit and the plan are bound by the announcement: that is bending it. A
 * typing that differed from its check decides nothing: who holds the log's key could have written another one at once.
 */
export function insiderPaths({ files, deeds }: Forged): string[] {
  const typingOf = (facts: Deed['facts']): string => `${String(facts['source'])} ${String(facts['attempt'])}`;
  const differed = new Set(deeds.filter(({ facts }) => facts['isSame'] === false).map(({ facts }) => typingOf(facts)));
  const saysSomething = (path: string): boolean => {
    const { facts = {} } = (documentOf(files.get(path)) ?? {}) as Partial<Pick<Deed, 'facts'>>;
    return Object.keys(facts).length > 0 && !differed.has(typingOf(facts));
  };
  return [...files.keys()].filter(
    (path) =>
      path in LISTS ||
      ['announcement.json', 'result.json', 'details.json', 'outcomes.jsonl'].includes(path) ||
      (/^log\/\d+\.json$/.test(path) && saysSomething(path)),
  );
}

/** The bundle with roots, hashes, entries, checkpoint and proofs made again after `path` was bent. */
export function relog(files: ReadonlyMap<string, Uint8Array>, path: string, forged: Forged): Map<string, Uint8Array> {
  const made = new Map(files);
  if (path.startsWith('log/') && !isCanonical(files.get(path))) return made;
  const bytesOf = (name: string): Uint8Array => made.get(name) ?? new Uint8Array();
  const suite = suiteOf(String((documentOf(forged.files.get('announcement.json')) ?? {})['suite']));
  const rewrite = (name: string, change: Document): void => {
    const document = documentOf(made.get(name));
    if (document !== undefined && name !== path) made.set(name, canonicalDocument({ ...document, ...change }));
  };
  const list = LISTS[path];
  if (list !== undefined) {
    const announced = (documentOf(made.get('announcement.json')) ?? {})[list] as Document;
    rewrite('announcement.json', { [list]: { ...announced, ...treeOf(suite, bytesOf(path)) } });
  }
  const announcement = toHex(leafHash(suite, bytesOf('announcement.json')));
  rewrite('details.json', { announcement });
  rewrite('result.json', {
    announcement,
    details: toHex(leafHash(suite, bytesOf('details.json'))),
    ...treeOf(suite, bytesOf('outcomes.jsonl')),
  });
  const result = toHex(leafHash(suite, bytesOf('result.json')));
  sign(made, path, forged, { 'draw.announce': announcement, 'draw.complete': result });
  return made;
}

function sign(
  made: Map<string, Uint8Array>,
  path: string,
  { deeds, rounds, firstSeq }: Forged,
  documents: Readonly<Record<string, string>>,
): void {
  const again = deeds.map((deed, i): Deed => {
    const name = `log/${String(firstSeq + i).padStart(8, '0')}.json`;
    if (name === path) return { ...deed, ...documentOf(made.get(name)) };
    const document = documents[deed.kind];
    return document === undefined ? deed : { ...deed, facts: { ...deed.facts, document } };
  });
  for (const { seq, entry, proof, subject } of prove(
    entriesOf(again),
    again.map((deed) => deed.subject),
    rounds,
  )) {
    if (subject !== SUBJECT) continue;
    const name = `log/${String(seq).padStart(8, '0')}`;
    made.set(`${name}.json`, entry);
    made.set(`${name}.tlog-proof`, new TextEncoder().encode(proof));
  }
}

function treeOf(suite: Suite, bytes: Uint8Array): { readonly root: string; readonly size: number } {
  const lines = fromUtf8(bytes).split('\n').slice(0, -1);
  const hashes = lines.map((line) => leafHash(suite, new TextEncoder().encode(line)));
  return { root: toHex(merkleRoot(suite, hashes)), size: lines.length };
}

/** Bytes that are no document are no entry of a log either: nobody signs them. */
function isCanonical(bytes: Uint8Array | undefined): boolean {
  try {
    parseCanonical(bytes ?? new Uint8Array());
    return true;
  } catch (error) {
    if (error instanceof CanonicalError) return false;
    throw error;
  }
}

function documentOf(bytes: Uint8Array | undefined): Document | undefined {
  try {
    return JSON.parse(fromUtf8(bytes ?? new Uint8Array())) as Document;
  } catch {
    // Bent so that it is no JSON: an insider can still sign its bytes.
    return undefined;
  }
}
