/** The proof bundle (验证包): all files of a draw, and their manifest. SPEC §14. @module */
import { equalBytes, toHex, utf8 } from './bytes.ts';
import { canonicalDocument, parseCanonical } from './canonical.ts';
import { parseDeed } from './deeds.ts';
import { formatLeaves } from './leaves.ts';
import type { ListName } from './lists.ts';
import { type NarrowingReport } from './narrowing.ts';
import { type OutcomeLeaf } from './result.ts';
import {
  CHURN_LEAVES,
  FREE,
  LIST_FILES,
  logPath,
  MANIFEST,
  POLICY,
  SUBSTITUTIONS,
  type BundleFiles,
} from './bundle-files.ts';
import { hash32, object, oneOf, read, reasonOf, table, type Shape } from './shape.ts';
import { type SubstitutionDocument } from './substitution.ts';
import { sha256Suite } from './suite.ts';

/** A log entry with its proof, as the log gives them. */
export interface LoggedBytes {
  readonly entry: Uint8Array;
  /** Text of the `.tlog-proof`. */
  readonly proof: string;
}

/** What a bundle is made of. */
export interface BundleParts {
  readonly announcement: Uint8Array;
  readonly lists: { readonly [K in ListName]?: readonly object[] };
  /** Missing only when the draw was voided before its sources were complete. */
  readonly result?: {
    readonly resultBytes: Uint8Array;
    readonly detailsBytes: Uint8Array;
    readonly outcomes: readonly OutcomeLeaf[];
  };
  /** Of a sealed draw that is not opened: the result alone, in place of `result`. */
  readonly sealedResult?: Uint8Array;
  /** In the order they were approved. */
  readonly substitutions?: readonly SubstitutionDocument[];
  readonly plan?: Uint8Array;
  readonly narrowing?: NarrowingReport;
  /** The leaves stay out while a sealed draw hides them. */
  readonly churn?: { readonly report: Uint8Array; readonly leaves?: Uint8Array };
  /** Every deed of the draw, in order. */
  readonly log: readonly LoggedBytes[];
  /** Trust policy with the keys of the log. */
  readonly policy: string;
  /** `README.zh.md`, `ref/verify.py`, … */
  readonly extra?: BundleFiles;
}

/**
 * Puts a bundle together; its manifest comes last.
 * @throws when a log entry is none, or an extra file has a path no reader would accept
 */
export function buildBundle(parts: BundleParts): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>([['announcement.json', parts.announcement]]);
  for (const [name, path] of Object.entries(LIST_FILES) as [ListName, string][]) {
    const leaves = parts.lists[name];
    if (leaves !== undefined) files.set(path, formatLeaves(leaves));
  }
  if (parts.plan !== undefined) files.set('plan.json', parts.plan);
  if (parts.narrowing !== undefined) files.set('narrowing.json', canonicalDocument(parts.narrowing));
  if (parts.churn !== undefined) files.set('churn.json', parts.churn.report);
  if (parts.churn?.leaves !== undefined) files.set(CHURN_LEAVES, parts.churn.leaves);
  if (parts.result !== undefined) {
    files.set('result.json', parts.result.resultBytes);
    files.set('details.json', parts.result.detailsBytes);
    files.set('outcomes.jsonl', formatLeaves(parts.result.outcomes));
  }
  if (parts.sealedResult !== undefined) files.set('result.json', parts.sealedResult);
  if (parts.substitutions !== undefined) files.set(SUBSTITUTIONS, formatLeaves(parts.substitutions));
  for (const { entry, proof } of parts.log) {
    const path = logPath(parseDeed(entry).seq);
    files.set(`${path}.json`, entry);
    files.set(`${path}.tlog-proof`, utf8(proof));
  }
  files.set(POLICY, utf8(parts.policy));
  for (const [path, bytes] of parts.extra ?? []) {
    if (!FREE.test(path)) throw new RangeError(`${path}: extra files are README…, ref/… or media/…`);
    files.set(path, bytes);
  }
  return files.set(MANIFEST, manifestOf(files));
}

/**
 * Manifest of files: the one byte string that lists every other file with its SHA-256. A reader makes it again and
 * compares, so no byte of it, or of any file, can change alone.
 */
export function manifestOf(files: BundleFiles): Uint8Array {
  const others = [...files].filter(([path]) => path !== MANIFEST);
  const hashes = Object.fromEntries(others.map(([path, bytes]) => [path, toHex(sha256Suite.hash(bytes))]));
  return canonicalDocument({ type: 'vdraw/1/manifest', files: hashes });
}

/**
 * Files whose hash is not the one in the manifest; the manifest itself when it is not the only way to write what it says.
 * Empty exactly when the manifest is that of these files.
 */
export function manifestProblems(files: BundleFiles): string[] {
  const [written, expected] = [files.get(MANIFEST) ?? new Uint8Array(), manifestOf(files)];
  if (equalBytes(written, expected)) return [];
  try {
    const claimed = read(manifestShape, parseCanonical(written), MANIFEST).files;
    const actual = read(manifestShape, parseCanonical(expected), MANIFEST).files;
    const paths = new Set([...Object.keys(claimed), ...Object.keys(actual)]);
    return [...paths].filter((path) => claimed[path] !== actual[path]);
  } catch (error) {
    return [reasonOf(error)];
  }
}

const manifestShape: Shape<{ readonly type: string; readonly files: Readonly<Record<string, string>> }> = object({
  type: oneOf('vdraw/1/manifest'),
  files: table(hash32),
});
