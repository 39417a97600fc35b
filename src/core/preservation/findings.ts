/** What a check of a bag or an OCFL object found. Nothing is thrown: one run names everything. Browser-safe. @module */

export interface Finding {
  /** A warning leaves the thing valid: the standard says SHOULD where an error breaks a MUST. */
  readonly level: 'error' | 'warning';
  /** Of BagIt a name of ours, of OCFL the code of the specification (E001…, W001…). */
  readonly code: string;
  /** Path below the folder that was checked; empty for the folder itself. */
  readonly at: string;
  /** What stands there, where that helps. */
  readonly found?: string;
}

/** Collects findings; the same thing said twice is said once. */
export class Findings {
  private readonly kept = new Map<string, Finding>();

  get all(): readonly Finding[] {
    return [...this.kept.values()];
  }

  /** Gives undefined, so that who cannot go on says so and returns in one line. */
  error(code: string, at: string, found?: string): undefined {
    this.keep({ level: 'error', code, at, ...(found === undefined ? {} : { found }) });
    return undefined;
  }

  warn(code: string, at: string, found?: string): undefined {
    this.keep({ level: 'warning', code, at, ...(found === undefined ? {} : { found }) });
    return undefined;
  }

  private keep(finding: Finding): void {
    this.kept.set(`${finding.code}\0${finding.at}\0${finding.found ?? ''}`, finding);
  }
}

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
