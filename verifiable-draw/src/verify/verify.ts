/** Verifying a bundle: fifteen steps, all of them, whatever the files are. SPEC §15. @module */
import { BundleError, openBundle, wholeBundle, type Bundle, type OpenedBundle } from '../bundle-reading.ts';
import { MANIFEST, type BundleFiles } from '../bundle-files.ts';
import { toHex } from '../bytes.ts';
import type { Policy } from '../policy.ts';
import { sha256Suite } from '../suite.ts';
import { checkLists, checkQuotas, checkResult, checkRules, checkSelection } from './draw-steps.ts';
import { checkFiles, checkHistory, checkLog } from './log-steps.ts';
import { checkOpening } from './opening-step.ts';
import { runStep, type Findings, type Report, type StepId, type StepReport } from './report.ts';
import { checkSeed, checkSources } from './source-steps.ts';
import { checkMeans } from './means-steps.ts';
import { checkSubstitutions } from './substitution-steps.ts';
import { checkMatching, checkNarrowing, checkTeams } from './team-steps.ts';

export interface VerifyOptions {
  /** The reader's own policy. Without it the bundle's is used, which proves that the bundle agrees with itself only. */
  readonly policy?: Policy;
  /** Does not repeat the simulations of the narrowing audit, which take seconds. */
  readonly skipNarrowing?: boolean;
  /** Called after every simulation of the narrowing audit with the number done. */
  readonly onSimulated?: (done: number) => void;
  /** Time of the reader, like `2026-03-02T01:00:00Z`: with it a sealed draw that should be open fails. */
  readonly now?: string;
}

/** What a verification ends with. */
export interface Verification {
  readonly report: Report;
  /** The bundle that was verified, when every part of it could be read. */
  readonly bundle?: Bundle;
}

/**
 * Verifies a bundle (SPEC §15). Never throws: what is no bundle gives a report of kind `garbage`.
 * @param files - contents by path
 */
export function verifyBundle(files: BundleFiles, options: VerifyOptions = {}): Report {
  const steps = verifySteps(files, options);
  let next = steps.next();
  while (next.done !== true) next = steps.next();
  return next.value.report;
}

/** As {@link verifyBundle}, one step at a time, for a screen that shows each as it comes. Nothing runs between two steps. */
export function* verifySteps(files: BundleFiles, options: VerifyOptions = {}): Generator<StepReport, Verification> {
  const trust = options.policy === undefined ? 'bundle' : 'given';
  const manifest = files.get(MANIFEST);
  if (manifest === undefined && !files.has('announcement.json'))
    return { report: { kind: 'garbage', ok: false, trust, steps: [] } };
  const opened = openBundle(files);
  const steps: StepReport[] = [];
  for (const [id, check] of Object.entries(CHECKS) as [StepId, Check][]) {
    const step = runStep(id, (f) => check(f, { files, opened, policy: options.policy ?? opened.policy, options }));
    steps.push(step);
    yield step;
  }
  const { announcement } = opened;
  const report: Report = {
    kind: 'bundle',
    ok: steps.every(({ status }) => status !== 'FAIL'),
    ...(announcement === undefined ? {} : { draw: announcement.draw, profile: announcement.profile }),
    ...(manifest === undefined ? {} : { fingerprint: toHex(sha256Suite.hash(manifest)) }),
    trust,
    steps,
  };
  const bundle = wholeBundle(files, opened);
  return bundle instanceof BundleError ? { report } : { report, bundle };
}

interface Inputs {
  readonly files: BundleFiles;
  readonly opened: OpenedBundle;
  readonly policy: Policy | undefined;
  readonly options: VerifyOptions;
}
type Check = (f: Findings, inputs: Inputs) => void;

const CHECKS: Readonly<Record<StepId, Check>> = {
  V1: (f, { files, opened }) => checkFiles(f, files, opened),
  V2: (f, { opened, policy }) => checkLog(f, opened, policy),
  V3: (f, { opened }) => checkHistory(f, opened),
  V4: (f, { opened }) => checkLists(f, opened),
  V5: (f, { opened }) => checkRules(f, opened),
  V6: (f, { opened, policy }) => checkSources(f, opened, policy),
  V7: (f, { opened }) => checkSeed(f, opened),
  V8: (f, { opened }) => checkQuotas(f, opened),
  V9: (f, { opened }) => checkSelection(f, opened),
  V10: (f, { opened }) => checkTeams(f, opened),
  V11: (f, { opened }) => checkMatching(f, opened),
  V12: (f, { opened }) => checkMeans(f, opened),
  V13: (f, { opened }) => checkSubstitutions(f, opened),
  V14: (f, { opened, options }) => {
    checkOpening(f, opened, options.now);
    checkResult(f, opened);
  },
  V15: (f, { opened, options }) => checkNarrowing(f, opened, options),
};
