/** The proof at the door (入企核验码): this visit comes from that draw. SPEC §16.2. @module */
import type { LoggedBytes } from './bundle.ts';
import { concat, fromBase64, fromHex, fromUtf8, toBase64, toHex } from './bytes.ts';
import { canonicalDocument, parseCanonical, type CanonicalObject } from './canonical.ts';
import { checkpointOpener, openTlogProof } from './checkpoint.ts';
import { parseDeed, textFact, type Deed } from './deeds.ts';
import type { DrawResult } from './draw.ts';
import { inclusionPath, leafHash, verifyInclusion } from './merkle.ts';
import { policyKeys, quorumTime, type Policy } from './policy.ts';
import { outcomeShape, resultShape, type OutcomeLeaf, type ResultDocument } from './result.ts';
import { anyObject, lines, object, oneOf, read, reasonOf, text, type Shape } from './shape.ts';
import { substitutionShape, type SubstitutionDocument } from './substitution.ts';
import { suiteOf, type SuiteId } from './suite.ts';

/** A receipt as it is written: one canonical document, 1.5 to 2.5 kB, small enough for one QR code. */
interface ReceiptDocument {
  readonly type: 'vdraw/1/receipt';
  readonly leaf: OutcomeLeaf;
  /** Hashes from the leaf to the root of the result, one after the other, in Base64. */
  readonly path: string;
  readonly result: ResultDocument;
  /** The log entry `draw.complete`. */
  readonly deed: CanonicalObject;
  readonly proof: readonly string[];
}

const receiptShape: Shape<ReceiptDocument> = object<ReceiptDocument>({
  type: oneOf('vdraw/1/receipt'),
  leaf: outcomeShape,
  path: text(/^[A-Za-z0-9+/]*={0,2}$/, 'Base64'),
  result: resultShape,
  deed: anyObject,
  proof: lines,
});

/**
 * Writes the receipt of one enterprise, to be shown as a QR code or handed over as a file.
 * @param index - place of the enterprise in the roster
 * @param complete - the log entry `draw.complete` with its proof
 * @throws {RangeError} when there is no such place
 */
export function buildReceipt(
  draw: Pick<DrawResult, 'result' | 'outcomes' | 'outcomeHashes'>,
  index: number,
  complete: LoggedBytes,
): string {
  const suite = suiteOf(draw.result.suite);
  const path = inclusionPath(suite, draw.outcomeHashes, index);
  const receipt: ReceiptDocument = {
    type: 'vdraw/1/receipt',
    leaf: draw.outcomes[index] as OutcomeLeaf,
    path: toBase64(concat(...path)),
    result: draw.result,
    deed: parseCanonical(complete.entry) as CanonicalObject,
    proof: complete.proof.split('\n').slice(0, -1),
  };
  return fromUtf8(canonicalDocument(receipt));
}

/** What a receipt proves, or why it proves nothing. */
export type ReceiptReport =
  | {
      readonly ok: true;
      readonly draw: string;
      /** Leaf hash of the announcement: the draw can be looked up by it. */
      readonly announcement: string;
      readonly leaf: OutcomeLeaf;
      /** When the result was logged, by the clock of the log. */
      readonly loggedAt: string;
      readonly log: string;
      /** POSIX seconds at which the witnesses' quorum was reached, if the policy asks for one. */
      readonly witnessedAt?: number;
    }
  | { readonly ok: false; readonly problem: string };

/**
 * Verifies a receipt without the internet (SPEC §16.2). Never throws.
 * @param receipt - text of the QR code
 * @param policy - keys of the log, and the witnesses asked for
 */
export function verifyReceipt(receipt: string, policy: Policy): ReceiptReport {
  try {
    return openReceipt(read(receiptShape, parseCanonical(receipt), 'receipt'), policy);
  } catch (error) {
    return { ok: false, problem: reasonOf(error) };
  }
}

interface Logged {
  readonly deed: Deed;
  readonly log: string;
  readonly witnessedAt?: number;
}

/** @throws {Error} when the entry is not in a trusted log, or the witnesses asked for have not signed */
function openLogged(entry: CanonicalObject, proof: readonly string[], policy: Policy): Logged {
  const bytes = canonicalDocument(entry);
  const deed = parseDeed(bytes);
  const logged = openTlogProof(bytes, `${proof.join('\n')}\n`, checkpointOpener(policyKeys(policy)));
  const witnessedAt = quorumTime(policy, logged.signatures);
  if (policy.quorum !== 'none' && witnessedAt === undefined)
    throw new RangeError('the witnesses of the policy have not signed');
  return { deed, log: logged.checkpoint.origin, ...(witnessedAt === undefined ? {} : { witnessedAt }) };
}

function openReceipt({ leaf, path, result, deed: entry, proof }: ReceiptDocument, policy: Policy): ReceiptReport {
  const refuse = (problem: string): ReceiptReport => ({ ok: false, problem });
  const suite = suiteOf(result.suite);
  const { deed, ...logged } = openLogged(entry, proof, policy);
  const hash = toHex(leafHash(suite, canonicalDocument(result)));
  if (deed.kind !== 'draw.complete' || textFact(deed, 'document') !== hash)
    return refuse('the log entry is not that of this result');
  const at = { leaf: leafHash(suite, canonicalDocument(leaf)), index: leaf.i, size: result.size };
  if (!verifyInclusion(suite, at, splitPath(path), fromHex(result.root, 32)))
    return refuse('the outcome is not in the result');
  return {
    ok: true,
    draw: result.draw,
    announcement: result.announcement,
    leaf,
    loggedAt: deed.at,
    ...logged,
  };
}

function splitPath(path: string): Uint8Array[] {
  const bytes = fromBase64(path);
  if (bytes.length % 32 !== 0) throw new RangeError('path: expected hashes of 32 bytes');
  return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.slice(32 * i, 32 * i + 32));
}

/** A receipt after a substitution: the team that comes is the one the substitution gave. */
interface SubstitutionReceipt {
  readonly type: 'vdraw/1/substitution-receipt';
  readonly suite: SuiteId;
  readonly substitution: SubstitutionDocument;
  /** The log entry `draw.substitute`. */
  readonly deed: CanonicalObject;
  readonly proof: readonly string[];
}

const substitutionReceiptShape: Shape<SubstitutionReceipt> = object<SubstitutionReceipt>({
  type: oneOf('vdraw/1/substitution-receipt'),
  suite: oneOf('vd1-sha256', 'vd1-sm3'),
  substitution: substitutionShape,
  deed: anyObject,
  proof: lines,
});

/** Writes the receipt of an enterprise whose team a substitution changed (SPEC §19.7). */
export function buildSubstitutionReceipt(
  suite: SuiteId,
  substitution: SubstitutionDocument,
  logged: LoggedBytes,
): string {
  const receipt: SubstitutionReceipt = {
    type: 'vdraw/1/substitution-receipt',
    suite,
    substitution,
    deed: parseCanonical(logged.entry) as CanonicalObject,
    proof: logged.proof.split('\n').slice(0, -1),
  };
  return fromUtf8(canonicalDocument(receipt));
}

/** What a receipt after a substitution proves, or why it proves nothing. */
export type SubstitutionReceiptReport =
  | {
      readonly ok: true;
      readonly substitution: SubstitutionDocument;
      readonly loggedAt: string;
      readonly log: string;
      readonly witnessedAt?: number;
    }
  | { readonly ok: false; readonly problem: string };

/** Verifies a receipt after a substitution, without the internet. Never throws. */
export function verifySubstitutionReceipt(receipt: string, policy: Policy): SubstitutionReceiptReport {
  try {
    const { suite, substitution, deed, proof } = read(substitutionReceiptShape, parseCanonical(receipt), 'receipt');
    const logged = openLogged(deed, proof, policy);
    const hash = toHex(leafHash(suiteOf(suite), canonicalDocument(substitution)));
    if (logged.deed.kind !== 'draw.substitute' || textFact(logged.deed, 'document') !== hash)
      return { ok: false, problem: 'the log entry is not that of this substitution' };
    if (substitution.what === 'enterprise' && substitution.substitute === undefined)
      return { ok: false, problem: 'nobody is visited in its place' };
    const { deed: entry, ...rest } = logged;
    return { ok: true, substitution, loggedAt: entry.at, ...rest };
  } catch (error) {
    return { ok: false, problem: reasonOf(error) };
  }
}
