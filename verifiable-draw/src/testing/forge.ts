/** Forgeries for tests: an insider who changes what the draw says and writes log, result and manifest to fit. @module */
import { buildBundle, manifestOf } from '../bundle.ts';
import { MANIFEST } from '../bundle-files.ts';
import { toHex, utf8 } from '../bytes.ts';
import { canonicalDocument } from '../canonical.ts';
import { leafHash, merkleRoot } from '../merkle.ts';
import type { DetailsDocument, OutcomeLeaf } from '../result.ts';
import { suiteOf } from '../suite.ts';
import { verifyBundle, type VerifyOptions } from '../verify/verify.ts';
import { logEntries, proveEntries, type TestDeed } from './log.ts';
import { scene, type Scene, type SceneOptions } from './scene.ts';

/** Changes a file and makes the manifest again. */
export function withFile(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  content: string | Uint8Array | undefined,
): Map<string, Uint8Array> {
  const changed = new Map(files);
  changed.delete(path);
  if (content !== undefined) changed.set(path, typeof content === 'string' ? utf8(content) : content);
  return changed.set(MANIFEST, manifestOf(changed));
}

/** Text of a file. */
export function textOf(files: ReadonlyMap<string, Uint8Array>, path: string): string {
  return new TextDecoder().decode(files.get(path));
}

/** Ids of the steps that fail. */
export function failing(files: ReadonlyMap<string, Uint8Array>, options: VerifyOptions = {}): string[] {
  return verifyBundle(files, options)
    .steps.filter(({ status }) => status === 'FAIL')
    .map(({ id }) => id);
}

/** Every step with its status, in one line. */
export function statusOf(files: ReadonlyMap<string, Uint8Array>): string {
  return verifyBundle(files)
    .steps.map(({ id, status }) => `${id} ${status}`)
    .join(', ');
}

/** The values of all that is not as it should be. */
export function wrong(files: ReadonlyMap<string, Uint8Array>): string[] {
  return verifyBundle(files).steps.flatMap(({ details }) => details.flatMap(({ ok, value }) => (ok ? [] : [value])));
}

export interface Forgery {
  readonly details?: (details: DetailsDocument) => DetailsDocument;
  readonly outcomes?: (outcomes: readonly OutcomeLeaf[]) => readonly OutcomeLeaf[];
}

/** A result that was never drawn, logged and signed by the bureau itself as if it were. */
export function forge(options: SceneOptions, { details = same, outcomes = same }: Forgery): Map<string, Uint8Array> {
  let logged: readonly TestDeed[] = [];
  const honest = scene({
    ...options,
    deeds: (deeds) => {
      logged = options.deeds?.(deeds) ?? deeds;
      return logged;
    },
  });
  const forged = resultOf(honest, details(honest.draw.details), outcomes(honest.draw.outcomes));
  const deeds = logged.map((deed) =>
    deed.facts['document'] === honest.draw.resultHash ? { ...deed, facts: { document: forged.resultHash } } : deed,
  );
  const entries = logEntries(deeds);
  const log = proveEntries(entries, (i) => !(deeds[i] as TestDeed).kind.startsWith('directory.'), options.cosignedAt);
  return buildBundle({ ...honest.parts, result: forged, log });
}

function resultOf(honest: Scene, details: DetailsDocument, outcomes: readonly OutcomeLeaf[]) {
  const suite = suiteOf(honest.announcement.suite);
  const detailsBytes = canonicalDocument(details);
  const hashes = outcomes.map((leaf) => leafHash(suite, canonicalDocument(leaf)));
  const result = {
    ...honest.draw.result,
    details: toHex(leafHash(suite, detailsBytes)),
    root: toHex(merkleRoot(suite, hashes)),
    size: outcomes.length,
  };
  const resultBytes = canonicalDocument(result);
  return { resultBytes, detailsBytes, outcomes, resultHash: toHex(leafHash(suite, resultBytes)) };
}

function same<T>(value: T): T {
  return value;
}

/** A list file with its lines changed. */
export function withLines(
  files: ReadonlyMap<string, Uint8Array>,
  path: string,
  change: (lines: string[]) => readonly string[],
): Map<string, Uint8Array> {
  const lines = textOf(files, path).split('\n').slice(0, -1);
  return withFile(
    files,
    path,
    change(lines)
      .map((line) => `${line}\n`)
      .join(''),
  );
}
