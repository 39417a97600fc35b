/** 分工表 of a draw (附件3, by inspection teams) as it is printed: what it holds, before any layout. @module */

/** One enterprise a team goes to. */
export interface DutyVisit {
  readonly enterprise: string;
  readonly creditCode: string;
  readonly street: string;
  readonly address: string;
  /** Null: the draw gave no day. */
  readonly day: string | null;
  readonly experts: readonly string[];
  readonly vehicles: readonly string[];
  readonly devices: readonly string[];
}

export interface DutyTeam {
  /** 固定编组 have their number; others are numbered in the order of their first enterprise. */
  readonly name: string;
  /** Name and certificate number, the lead first; people of another department with it. */
  readonly members: readonly string[];
  readonly visits: readonly DutyVisit[];
}

export interface DutySheetContent {
  readonly bureau: string;
  readonly isDemo: boolean;
  readonly publicId: string;
  readonly name: string;
  readonly year: number;
  readonly inspectFrom: string;
  readonly inspectTo: string;
  /** The confirmation, or the last substitution since; dates the document. */
  readonly at: string;
  readonly teams: readonly DutyTeam[];
}
