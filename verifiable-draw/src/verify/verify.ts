/** Verifying a bundle: fifteen steps, all of them, whatever the files are. SPEC §15. @module */
import { MANIFEST, openBundle, type BundleFiles } from '../bundle.ts';
import { toHex } from '../bytes.ts';
import type { Policy } from '../policy.ts';
import { sha256Suite } from '../suite.ts';
import { checkLists, checkQuotas, checkResult, checkRules, checkSelection } from './draw-steps.ts';
import { checkFiles, checkHistory, checkLog } from './log-steps.ts';
import { runStep, type Report } from './report.ts';
import { checkSeed, checkSources } from './source-steps.ts';
import { checkExperts, checkMatching, checkNarrowing, checkSubstitutions, checkTeams } from './team-steps.ts';

export interface VerifyOptions {
  /** The reader's own policy. Without it the bundle's is used, which proves that the bundle agrees with itself only. */
  readonly policy?: Policy;
  /** Does not repeat the simulations of the narrowing audit, which take seconds. */
  readonly skipNarrowing?: boolean;
}

/**
 * Verifies a bundle (SPEC §15). Never throws: what is no bundle gives a report of kind `garbage`.
 * @param files - contents by path
 */
export function verifyBundle(files: BundleFiles, options: VerifyOptions = {}): Report {
  const trust = options.policy === undefined ? 'bundle' : 'given';
  const manifest = files.get(MANIFEST);
  if (manifest === undefined && !files.has('announcement.json'))
    return { kind: 'garbage', ok: false, trust, steps: [] };
  const bundle = openBundle(files);
  const policy = options.policy ?? bundle.policy;
  const steps = [
    runStep('V1', (f) => checkFiles(f, files, bundle)),
    runStep('V2', (f) => checkLog(f, bundle, policy)),
    runStep('V3', (f) => checkHistory(f, bundle)),
    runStep('V4', (f) => checkLists(f, bundle)),
    runStep('V5', (f) => checkRules(f, bundle)),
    runStep('V6', (f) => checkSources(f, bundle, policy)),
    runStep('V7', (f) => checkSeed(f, bundle)),
    runStep('V8', (f) => checkQuotas(f, bundle)),
    runStep('V9', (f) => checkSelection(f, bundle)),
    runStep('V10', (f) => checkTeams(f, bundle)),
    runStep('V11', (f) => checkMatching(f, bundle)),
    runStep('V12', (f) => checkExperts(f, bundle)),
    runStep('V13', (f) => checkSubstitutions(f, bundle)),
    runStep('V14', (f) => checkResult(f, bundle)),
    runStep('V15', (f) => checkNarrowing(f, bundle, options.skipNarrowing === true)),
  ];
  const { announcement } = bundle;
  return {
    kind: 'bundle',
    ok: steps.every(({ status }) => status !== 'FAIL'),
    ...(announcement === undefined ? {} : { draw: announcement.draw, profile: announcement.profile }),
    ...(manifest === undefined ? {} : { fingerprint: toHex(sha256Suite.hash(manifest)) }),
    trust,
    steps,
  };
}
