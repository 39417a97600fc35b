/** vdraw/1: a public draw that anyone can recompute. SPEC.md is the contract. @module */
export * from './bytes.ts';
export * from './canonical.ts';
export * from './suite.ts';
export * from './merkle.ts';
export * from './note.ts';
export * from './checkpoint.ts';
export { deriveKey, deriveKeys, derivePrk, type DrawKeys, type SourceInput } from './keys.ts';
export { drawOrder, MAX_TICKETS, ticket } from './tickets.ts';
export { quotaProblems, quotas, type Stratum } from './quotas.ts';
export { negLog2 } from './explog.ts';
export { scoresOf, select, type Candidate, type Ranked, type Selection, type Weighting } from './select.ts';
export {
  assign,
  type Assigned,
  type Assignment,
  type MatchingKeys,
  type Step,
  type Unassignable,
} from './assign/assign.ts';
export type { HallSet } from './assign/hall.ts';
export {
  matchingProblems,
  type Balance,
  type Conflict,
  type MatchingInput,
  type Officer,
  type Post,
  type Slot,
} from './assign/instance.ts';
export { assignExperts, type ExpertAssignment, type Unfilled } from './experts.ts';

/** Name and version of the protocol. */
export const PROTOCOL = 'vdraw/1';
