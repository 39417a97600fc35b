/** 案卷: everything that any document of a case prints (docs/adr/0059). @module */
import type { ActInput } from './acts.ts';
import type { CaseFile } from './file.ts';
import type { PenaltyForm } from './forms.ts';
import type { CaseAct } from './table.ts';

export interface DossierAct {
  readonly act: CaseAct;
  readonly content: unknown;
  /** Name of who did it. */
  readonly by: string;
  readonly on: string;
}

export interface Dossier {
  readonly bureau: {
    readonly address: string;
    readonly phone: string;
    readonly reconsideration: string;
    readonly court: string;
  };
  readonly file: CaseFile;
  /** The act in hand is the last one. */
  readonly acts: readonly DossierAct[];
  readonly today: string;
  readonly people: ReadonlyMap<string, string>;
  readonly officers: ReadonlyMap<string, { readonly name: string; readonly number: string }>;
  /** 违反的规定、处罚依据、档次, as the version says that applies (行政处罚法 §37). */
  readonly law: { readonly violates: string; readonly basis: string; readonly grade: string };
  readonly payTo: string;
  readonly argueWorkdays: number;
  /** The last day to decide, as extended. */
  readonly decideBy: string | null;
  /** Last days of holds and seizures, by their ids. */
  readonly holdBy: ReadonlyMap<string, string>;
  readonly seizureBy: ReadonlyMap<string, string>;
  readonly money: { readonly principal: number; readonly outstanding: number; readonly accrued: number };
  /** What the case has issued, by the register. */
  readonly issued: readonly {
    readonly documentId: string;
    readonly form: PenaltyForm;
    readonly aboutId: string | null;
    readonly title: string;
    readonly number: string;
    readonly on: string;
    readonly isOver: boolean;
  }[];
}

/** What was said in the last act of this kind; undefined when there was none. */
export function lastSaid<A extends CaseAct>({ acts }: Pick<Dossier, 'acts'>, act: A): ActInput<A> | undefined {
  return acts.findLast((each) => each.act === act)?.content as ActInput<A> | undefined;
}
