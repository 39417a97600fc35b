/** What the page and whoever computes for it (a worker, or the page itself) say to each other. @module */
import type { EnterpriseCheck, ReceiptReport, Report, StepReport, SubstitutionReceiptReport } from 'verifiable-draw';

/** What was chosen: a zip, or the files of a folder by path. */
export type Input =
  | { readonly name: string; readonly archive: Uint8Array }
  | { readonly name: string; readonly files: ReadonlyMap<string, Uint8Array> };

export interface VerifyAsk {
  readonly kind: 'verify';
  readonly input: Input;
  /** The reader's own trust policy, as text. */
  readonly policy?: string;
  /** Time of the reader, in whole seconds: whether a sealed draw should be open by now. */
  readonly now: string;
  /** Without a worker the simulations would freeze the page. */
  readonly skipNarrowing: boolean;
}
export interface EnterpriseAsk {
  readonly kind: 'enterprise';
  /** 统一社会信用代码, or a part of the name. */
  readonly words: string;
}
export interface ReceiptAsk {
  readonly kind: 'receipt';
  readonly text: string;
  readonly policy: string;
}
export type Ask = VerifyAsk | EnterpriseAsk | ReceiptAsk;

/** How far a verification is. */
export type Progress =
  | { readonly kind: 'opened'; readonly files: number }
  | { readonly kind: 'step'; readonly step: StepReport }
  | { readonly kind: 'simulated'; readonly done: number };

/** What a verification ends with. */
export interface Verified {
  readonly kind: 'verified';
  readonly report: Report;
  /** Missing when a part of the bundle could not be read. */
  readonly summary?: DrawSummary;
  readonly milliseconds: number;
}
/** Nothing that could be verified; `problem` says why, in both languages. */
export interface Unreadable {
  readonly kind: 'unreadable';
  readonly problem: string;
}

/** What the draw was, for the picture and the sentence above it. */
export interface DrawSummary {
  readonly agency: string;
  readonly draw: string;
  readonly size: number;
  readonly eligible: number;
  readonly isVoid: boolean;
  /** While it is not told who was drawn: when it will be at the latest. */
  readonly sealedUntil?: string;
  /** Whether the policy that was used asks for witnesses. */
  readonly hasWitnesses: boolean;
  /** A source whose value must be compared with what was published elsewhere. */
  readonly hasLottery: boolean;
  /** Verifier keys of the bundle's own policy. */
  readonly logKeys: readonly string[];
  /** For each enterprise of the list, in its order, whether it was drawn. */
  readonly dots: readonly boolean[];
  readonly drawn: readonly { readonly id: string; readonly name: string }[];
}

export interface EnterpriseFound {
  readonly kind: 'one';
  readonly name: string;
  readonly draw: string;
  readonly isVoid: boolean;
  /** Name of its stratum, where it has one. */
  readonly stratum?: string;
  readonly check: EnterpriseCheck;
  /** The proof at the door, for one that was drawn. */
  readonly receipt?: string;
}

export type EnterpriseAnswer =
  /** No bundle is open, or it has no result. */
  | { readonly kind: 'no-result' }
  /** Who was drawn is not told yet; when it will be at the latest. */
  | { readonly kind: 'sealed'; readonly until: string }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'many'; readonly found: readonly { readonly id: string; readonly name: string }[] }
  | EnterpriseFound;

export interface ReceiptAnswer {
  readonly kind: 'receipt';
  readonly report: ReceiptReport | SubstitutionReceiptReport;
  readonly milliseconds: number;
}

/** What each question is answered with. */
export interface Answers {
  readonly verify: Verified | Unreadable;
  readonly enterprise: EnterpriseAnswer;
  readonly receipt: ReceiptAnswer;
}
export type AnswerTo<A extends Ask> = Answers[A['kind']];
