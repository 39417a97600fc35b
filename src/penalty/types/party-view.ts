/** What the party's page shows of its case. Browser-safe. @module */
import type { CaseFile } from './file.ts';
import type { Right } from './party.ts';
import type { PartyAct } from './table.ts';

export interface PartyCase {
  readonly bureau: string;
  readonly party: string;
  readonly cause: string;
  readonly serial: string | null;
  readonly state: CaseFile['state'];
  readonly today: string;
  /** The last day a holiday notice covers: later days are 暂定. */
  readonly coveredTo: string;
  readonly filedOn: string | null;
  readonly endedOn: string | null;
  /** Served ones alone. */
  readonly papers: readonly {
    readonly documentId: string;
    readonly title: string;
    readonly number: string;
    readonly servedOn: string;
  }[];
  readonly rights: readonly Right[];
  /** 拟处罚 as it was told. */
  readonly told: readonly string[];
  /** The decision, once it was served. */
  readonly decided: readonly string[];
  readonly revokedOn: string | null;
  readonly money: { readonly principal: number; readonly outstanding: number; readonly payTo: string } | null;
  readonly hearing: {
    readonly requestedOn: string;
    readonly on: string | null;
    readonly place: string;
    readonly heardOn: string | null;
    readonly droppedOn: string | null;
  } | null;
  readonly waivedOn: string | null;
  readonly statements: CaseFile['statements'];
  readonly claims: CaseFile['claims'];
  readonly instalments: CaseFile['instalments'];
  readonly address: CaseFile['address'];
  /** What may be done now. */
  readonly may: readonly PartyAct[];
}
