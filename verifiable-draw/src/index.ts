/** vdraw/1: a public draw that anyone can recompute. SPEC.md is the contract. @module */
export * from './bytes.ts';
export * from './canonical.ts';
export * from './suite.ts';
export * from './merkle.ts';
export * from './note.ts';
export { signSm2, sm2PublicKey, verifySm2 } from './sm2.ts';
export * from './checkpoint.ts';
export { deriveKey, deriveKeys, derivePrk, type DrawKeys, type MatchingKeys, type SourceInput } from './keys.ts';
export { drawOrder, MAX_TICKETS, ticket } from './tickets.ts';
export { quotaProblems, quotas, type Stratum } from './quotas.ts';
export { negLog2 } from './explog.ts';
export { scoresOf, select, type Candidate, type Ranked, type Selection, type Weighting } from './select.ts';
export { assign, type Assigned, type Assignment, type Step, type Unassignable } from './assign/assign.ts';
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
export { assignOptional, type OptionalAssignment, type Unfilled } from './assign/optional.ts';
export {
  commitmentOf,
  creditedBits,
  isHuman,
  isOutside,
  isThrown,
  normalizeDice,
  otcBefore,
  outsideTime,
  partyOf,
  sourceValue,
  type CommitSource,
  type DiceSource,
  type DrandSource,
  type LotteryGame,
  type LotterySource,
  type MachineSource,
  type NistSource,
  type OtcSource,
  type SourceSpec,
} from './sources.ts';
export { drandTime, QUICKNET, verifyDrand, type DrandChain } from './drand.ts';
export { isCreditCode } from './credit-code.ts';
export {
  commitConflicts,
  commitPeople,
  commitRoster,
  formatLeaves,
  hideLeaves,
  leavesFromTexts,
  type CommittedList,
  type ConflictLeaf,
  type PersonLeaf,
  type RosterLeaf,
} from './leaves.ts';
export { commitRosterParts, selectParts, type Parts, type PartsRule, type RosterPart } from './stream.ts';
export {
  announcementHash,
  buildAnnouncement,
  readAnnouncement,
  type Announcement,
  type AnnouncedStratum,
  type AssignRule,
  type BuiltAnnouncement,
  type DayRule,
  type Deadlines,
  type ListCommitment,
  type MissingRule,
  type RosterCommitment,
  type SelectRule,
  type TeamRule,
  type Templates,
} from './announcement.ts';
export { crewsOf, dispatchInput, formationInput, type Crew } from './means/teams.ts';
export { bookingsOf, dayInput, deviceDays, peopleOf, vehicleDays } from './means/means.ts';
export { slotParts } from './slots.ts';
export { explainPlaces, type PlaceStory, type SkipReason } from './why.ts';
export { announcementProblems, evaluateRule, missingRule } from './announcement-rules.ts';
export { ShapeError } from './shape.ts';
export { listProblems, type DrawLists } from './lists.ts';
export {
  computeDraw,
  deriveSeed,
  expertInput,
  teamInput,
  type DrawInputs,
  type DrawResult,
  type Seed,
} from './draw.ts';
export type {
  DayRecord,
  DetailsDocument,
  DrawnEnterprise,
  ExpertPlace,
  ExpertRecord,
  FormationTry,
  OutcomeLeaf,
  Outing,
  ResultDocument,
  StepRecord,
  StratumResult,
  TeamRecord,
  UsedSource,
  VehicleRecord,
} from './result.ts';
export {
  auditNarrowing,
  narrowPlaces,
  type EnterpriseOdds,
  type NarrowingReport,
  type NarrowingRule,
  type NarrowPlace,
  type PlaceOdds,
} from './narrowing.ts';
export {
  changesOf,
  compareRosters,
  type Change,
  type Churn,
  type ChurnBasis,
  type ChurnLeaf,
  type ChurnReport,
  type RosterSide,
} from './churn.ts';
export { parsePolicy, policyKeys, PolicyError, quorumTime, type Policy } from './policy.ts';
export { deedHash, parseDeed, type Deed } from './deeds.ts';
export { buildBundle, manifestOf, type BundleParts, type LoggedBytes } from './bundle.ts';
export { BundleError, readBundle, type Bundle, type BundleDeed } from './bundle-reading.ts';
export { logPath, type BundleFiles } from './bundle-files.ts';
export { verifyBundle, verifySteps, type Verification, type VerifyOptions } from './verify/verify.ts';
export {
  STEP_TITLES,
  type Detail,
  type Report,
  type StepId,
  type StepReport,
  type StepStatus,
} from './verify/report.ts';
export { checkEnterprise, type EnterpriseCheck } from './verify/enterprise.ts';
export {
  freshPrk,
  orderProblems,
  substitute,
  type Replaced,
  type Substituted,
  type SubstitutionDocument,
  type SubstitutionOrder,
} from './substitution.ts';
export { RECUSAL, standingOf, teamAt, type HeldPlace, type Standing } from './standing.ts';
export { FRESH_MARGIN, freshId, freshSourceProblems } from './fresh.ts';
export { combineShares, isShare, otcCode, shareHash, splitSecret } from './escrow.ts';
export {
  buildReceipt,
  buildSubstitutionReceipt,
  verifyReceipt,
  verifySubstitutionReceipt,
  type ReceiptReport,
  type SubstitutionReceiptReport,
} from './receipt.ts';

/** Name and version of the protocol. */
export const PROTOCOL = 'vdraw/1';
