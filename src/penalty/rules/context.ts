/** What the acts of a case are judged against beside the case itself. Browser-safe. @module */
import type { Role } from '../../core/actor.ts';
import type { WorkCalendar } from '../../core/calendar/work-calendar.ts';
import type { CertifiedOfficer } from '../../inspection/rules/preparation.ts';
import type { KeptFile } from '../types/evidence.ts';
import type { Benchmark, PenaltySetting } from '../types/settings.ts';

export interface CaseOfficer extends CertifiedOfficer {
  readonly staffId: string | null;
}

/** A decision against the same party in another case that stands. */
export interface EarlierDecision {
  readonly benchmark: string;
  readonly violatedOn: string;
  readonly decidedOn: string;
  readonly hasFine: boolean;
}

export interface CaseContext {
  readonly staffId: string;
  readonly roles: readonly Role[];
  readonly today: string;
  /** RFC 3339, UTC. */
  readonly now: string;
  readonly calendar: WorkCalendar;
  readonly setting: PenaltySetting;
  /** Every version of every benchmark. */
  readonly benchmarks: readonly Benchmark[];
  readonly officers: readonly CaseOfficer[];
  /** Officers who keep away from this party (回避登记). */
  readonly conflicts: readonly string[];
  /** The head has delegated to this person for today. */
  readonly hasDelegation: boolean;
  readonly earlier: readonly EarlierDecision[];
  /** Of a case of 按日连续处罚: the decision it rests on does not stand any more. */
  readonly isBaseRevoked: boolean;
  /** Of the files that the words in hand name those that were uploaded, by their hash. */
  readonly uploads: ReadonlyMap<string, Pick<KeptFile, 'format' | 'size'>>;
  /** What the visit has kept that the case comes from; nothing where it comes from none. */
  readonly visit: VisitMatter;
}

export interface VisitMatter {
  readonly pieces: readonly KeptFile[];
  readonly findings: readonly { readonly findingId: string; readonly text: string }[];
}

export function officerById({ officers }: Pick<CaseContext, 'officers'>, id: string): CaseOfficer | undefined {
  return officers.find(({ personId }) => personId === id);
}
