/** The computing behind the page: the same functions that the command uses. No document, no network, no clock but a stopwatch. @module */
import {
  buildReceipt,
  checkEnterprise,
  formatVkey,
  parsePolicy,
  PolicyError,
  verifyReceipt,
  verifySubstitutionReceipt,
  verifySteps,
  type Bundle,
  type BundleFiles,
  type EnterpriseCheck,
  type Report,
} from 'verifiable-draw';
import { InputError, limit, unpackZip, withoutCommonFolder } from 'verifiable-draw/archive';
import { isPublishedForm, withChangedContainer } from 'verifiable-draw/container';
import type {
  DrawSummary,
  EnterpriseAnswer,
  EnterpriseAsk,
  EnterpriseFound,
  Input,
  Progress,
  ReceiptAnswer,
  ReceiptAsk,
  Unreadable,
  Verified,
  VerifyAsk,
} from './messages.ts';

/** More names than this help nobody. */
const MOST_FOUND = 20;

/** Verifies bundles and receipts; remembers the last bundle, for questions about it. */
export class Engine {
  #bundle: Bundle | undefined;

  /**
   * Verifies what was chosen, one step at a time. Never throws for what a stranger chose.
   * @param onSimulated - called while the narrowing audit runs, within one step
   */
  *verify(ask: VerifyAsk, onSimulated?: (done: number) => void): Generator<Progress, Verified | Unreadable> {
    const started = performance.now();
    this.#bundle = undefined;
    try {
      const policy = ask.policy === undefined ? undefined : parsePolicy(ask.policy);
      const { files, isPublished } = open(ask.input);
      yield { kind: 'opened', files: files.size };
      const steps = verifySteps(files, {
        now: ask.now,
        skipNarrowing: ask.skipNarrowing,
        ...(policy === undefined ? {} : { policy }),
        ...(onSimulated === undefined ? {} : { onSimulated }),
      });
      let next = steps.next();
      for (; next.done !== true; next = steps.next()) yield { kind: 'step', step: next.value };
      const { report, bundle } = next.value;
      this.#bundle = bundle;
      return {
        kind: 'verified',
        report: isPublished ? report : withChangedContainer(report),
        ...(bundle === undefined ? {} : { summary: summarise(bundle, policy?.quorum ?? bundle.policy.quorum) }),
        milliseconds: performance.now() - started,
      };
    } catch (error) {
      if (error instanceof InputError || error instanceof PolicyError)
        return { kind: 'unreadable', problem: error.message };
      throw error;
    }
  }

  /** What the last bundle says of one enterprise, by its code or a part of its name. */
  enterprise({ words }: EnterpriseAsk): EnterpriseAnswer {
    const bundle = this.#bundle;
    const until = bundle === undefined ? undefined : sealedUntil(bundle);
    if (until !== undefined) return { kind: 'sealed', until };
    if (bundle?.details === undefined) return { kind: 'no-result' };
    const wanted = words.normalize('NFKC').trim().toUpperCase();
    const { leaves } = bundle.lists.roster;
    const exact = leaves.filter(({ id }) => id === wanted);
    const found = exact.length > 0 ? exact : leaves.filter(({ name }) => name.toUpperCase().includes(wanted));
    const [only] = found;
    if (only === undefined || wanted === '') return { kind: 'nobody' };
    if (exact.length === 0 && found.length > 1)
      return { kind: 'many', found: found.slice(0, MOST_FOUND).map(({ id, name }) => ({ id, name })) };
    const check = checkEnterprise(bundle, only.id);
    if (check === undefined) return { kind: 'nobody' };
    const receipt = check.isDrawn ? receiptOf(bundle, leaves.indexOf(only)) : undefined;
    return {
      kind: 'one',
      name: only.name,
      check,
      ...drawOf(bundle, check),
      ...(receipt === undefined ? {} : { receipt }),
    };
  }

  /** What a receipt proves with the keys of a policy. */
  receipt({ text, policy }: ReceiptAsk): ReceiptAnswer {
    const started = performance.now();
    try {
      const keys = parsePolicy(policy);
      const report = isOfSubstitution(text) ? verifySubstitutionReceipt(text, keys) : verifyReceipt(text, keys);
      return { kind: 'receipt', report, milliseconds: performance.now() - started };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      return { kind: 'receipt', report: { ok: false, problem: error.message }, milliseconds: 0 };
    }
  }
}

/** Which of the two kinds of receipt a text wants to be; whoever reads it decides whether it is. */
function isOfSubstitution(text: string): boolean {
  return text.includes('"vdraw/1/substitution-receipt"');
}

function open(input: Input): { readonly files: BundleFiles; readonly isPublished: boolean } {
  if ('archive' in input) {
    limit(1, input.archive.length);
    const unpacked = unpackZip(input.name, input.archive);
    return { files: withoutCommonFolder(unpacked), isPublished: isPublishedForm(input.archive, unpacked) };
  }
  limit(
    input.files.size,
    [...input.files.values()].reduce((sum, { length }) => sum + length, 0),
  );
  return { files: withoutCommonFolder(new Map(input.files)), isPublished: true };
}

function receiptOf({ result, outcomes, deeds }: Bundle, index: number): string | undefined {
  const complete = deeds.find(({ deed }) => deed.kind === 'draw.complete');
  if (result === undefined || outcomes === undefined || complete === undefined) return undefined;
  return buildReceipt({ result, outcomes: outcomes.leaves, outcomeHashes: outcomes.hashes }, index, complete);
}

function isVoid({ deeds }: Pick<Bundle, 'deeds'>): boolean {
  return deeds.some(({ deed }) => deed.kind === 'draw.void');
}

/** Deadline of the opening of a sealed draw whose result is logged and not shown; undefined of every other. */
function sealedUntil({ announcement, result, details, deeds }: Bundle): string | undefined {
  if (announcement.mode !== 'sealed' || details !== undefined) return undefined;
  // One that is void without a result has nothing to open.
  return result === undefined && isVoid({ deeds }) ? undefined : announcement.deadlines.open;
}

function drawOf(bundle: Bundle, { stratum }: EnterpriseCheck): Pick<EnterpriseFound, 'draw' | 'isVoid' | 'stratum'> {
  const { announcement } = bundle;
  const name = announcement.select.strata.find(({ id }) => id === stratum)?.name;
  return { draw: announcement.draw, isVoid: isVoid(bundle), ...(name === undefined ? {} : { stratum: name }) };
}

function summarise(bundle: Bundle, quorum: string): DrawSummary {
  const { announcement, lists, details, policy } = bundle;
  const selected = new Set(details?.selected.map(({ id }) => id));
  const { leaves } = lists.roster;
  const until = sealedUntil(bundle);
  return {
    agency: announcement.agency,
    draw: announcement.draw,
    size: lists.roster.size,
    eligible: announcement.roster.eligible,
    isVoid: isVoid(bundle),
    ...(until === undefined ? {} : { sealedUntil: until }),
    hasWitnesses: quorum !== 'none',
    hasLottery: announcement.sources.some(({ type }) => type === 'lottery'),
    logKeys: policy.logs.map(({ name, publicKey }) => formatVkey(name, publicKey)),
    dots: leaves.map(({ id }) => selected.has(id)),
    drawn: leaves.filter(({ id }) => selected.has(id)).map(({ id, name }) => ({ id, name })),
  };
}

/** The report as it is exported: the same members the command prints. */
export function exported(report: Report): string {
  return `${JSON.stringify(report, undefined, 2)}\n`;
}
