/** A penalty in force, as closure and the list of serious dishonesty need it. Browser-safe. @module */

/** Decided, served, and not revoked. */
export interface PenaltyInForce {
  readonly caseId: string;
  readonly creditCode: string;
  readonly party: string;
  readonly cause: string;
  readonly decidedOn: string;
  readonly servedOn: string;
  /** Everything it demanded was done. */
  readonly isPerformed: boolean;
}
