/**
 * What modules to the right know of a finding that is to be voided. Rectification may not import them; `src/http/modules.ts`
 * hands these functions in (docs/adr/0085). Browser-safe. @module
 */
import type { ReadTx } from '../../core/transact.ts';
import type { FoundedMatter } from './void.ts';

export interface LaterOfFindings {
  /** The case of the finding, and whether it still rests on it; undefined where there is none. */
  readonly caseOf: (tx: ReadTx, findingId: string) => Promise<FindingCase | undefined>;
  /** Complaints, reviews and suits about the visit that went against the bureau, the newest first. */
  readonly mattersOf: (tx: ReadTx, inspectionId: string) => Promise<readonly FoundedMatter[]>;
}

export interface FindingCase {
  /** In words. */
  readonly state: string;
  /** Neither declined nor withdrawn, its facts not denied, its decision not revoked. */
  readonly stands: boolean;
}
