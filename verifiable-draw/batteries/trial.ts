/** Both verifiers judge bent bundles; a bundle that one of them takes, or refuses at another step, is a hole. @module */
import { verifyBundle } from '../src/index.ts';
import { mutate, type Mutation } from './mutations.ts';
import type { PythonJudge } from './python.ts';
import type { Forged } from './smith.ts';

/** What a run found. */
export interface Trial {
  readonly bent: number;
  /** Bent bundles by who bent them. */
  readonly by: Readonly<Record<string, number>>;
  /** One line for each hole: which verifier, what was bent, what it said instead. */
  readonly holes: readonly string[];
}

/** Bends a real bundle `count` times, beginning with number `from`, and asks both verifiers. The seed makes every run repeatable. */
export async function tryMutations(
  forged: Forged,
  python: PythonJudge,
  seed: string,
  count: number,
  from = 0,
): Promise<Trial> {
  const by: Record<string, number> = {};
  const holes: string[] = [];
  for (let i = from; i < from + count; i += 1) {
    const mutation = mutate(forged, `${seed} ${i}`);
    by[mutation.forger] = (by[mutation.forger] ?? 0) + 1;
    const verdicts = { typescript: failures(mutation.files), python: await python.failures(mutation.files) };
    for (const [verifier, failed] of Object.entries(verdicts))
      if (!isRefused(mutation, failed))
        holes.push(`${seed} ${i}: ${describe(mutation)} — ${verifier} says ${failed.join(' ') || 'all pass'}`);
  }
  return { bent: count, by, holes };
}

/** Steps that fail in the verifier in TypeScript. */
export function failures(files: ReadonlyMap<string, Uint8Array>): readonly string[] {
  const report = verifyBundle(files);
  if (report.kind === 'garbage') return ['garbage'];
  return report.steps.filter(({ status }) => status === 'FAIL').map(({ id }) => id);
}

function isRefused({ admissible }: Mutation, failed: readonly string[]): boolean {
  return admissible.some((step) => failed.includes(step));
}

function describe({ forger, path, what, admissible }: Mutation): string {
  return `${forger}, ${path}, ${what} — expected ${admissible.join(' or ')}`;
}
