/** The figures of the portal, from published results alone: anybody computes the same from the open data. Browser-safe. @module */
import type { PublicFinding } from '../types.ts';
import type { PublicVisit } from '../types/public-visit.ts';

/** How far a finding is, in the portal's words. */
export type FindingStanding = 'corrected' | 'passed' | 'overdue' | 'open' | 'case' | 'transferred' | 'voided';

/** A finding that nothing was ordered for yet is open. */
export function findingStanding(
  { number, measureKind }: Pick<PublicFinding, 'number' | 'measureKind'>,
  progress: PublicVisit['progress'],
): FindingStanding {
  if (measureKind === 'on-the-spot') return 'corrected';
  const found = progress.get(number);
  if (found === undefined) return 'open';
  if (found.isOverdue) return 'overdue';
  if (found.state === 'passed' || found.state === 'voided') return found.state;
  if (found.state === 'in-case') return 'case';
  return found.state === 'transferred' || found.state === 'transferring' ? 'transferred' : 'open';
}

/** Findings that count: what was voided was none, also while the result that names it waits for its correction. */
export function countedFindings({ content, progress }: Pick<PublicVisit, 'content' | 'progress'>): PublicFinding[] {
  return content.findings.filter(({ number }) => progress.get(number)?.state !== 'voided');
}

/** What a visit comes to: no inspection was possible, nothing found, something open, everything rectified. */
export type VisitStanding = 'unable' | 'clean' | 'problem' | 'rectified';

const UNABLE: readonly string[] = ['unreachable', 'not-operating', 'ended'];
const RECTIFIED: readonly FindingStanding[] = ['corrected', 'passed'];

export function visitStanding({ content, progress }: Pick<PublicVisit, 'content' | 'progress'>): VisitStanding {
  if (UNABLE.includes(content.conclusion)) return 'unable';
  if (content.findings.length === 0) return content.conclusion === 'no-problem' ? 'clean' : 'problem';
  const findings = countedFindings({ content, progress });
  if (findings.length === 0) return 'clean';
  return findings.every((finding) => RECTIFIED.includes(findingStanding(finding, progress))) ? 'rectified' : 'problem';
}

/** What a visit's findings come to, for its sentence. */
export interface Verdict {
  readonly standing: VisitStanding;
  readonly findings: number;
  readonly rectified: number;
  readonly overdue: number;
  readonly open: number;
  readonly cases: number;
  readonly transferred: number;
  /** The latest day on which one of the rectified was confirmed; undefined when all were corrected on the spot. */
  readonly rectifiedOn: string | undefined;
  /** The nearest deadline of what is open, or passed of what is overdue. */
  readonly dueOn: string | undefined;
}

export function verdictOf(visit: Pick<PublicVisit, 'content' | 'progress'>): Verdict {
  const findings = countedFindings(visit);
  const all = findings.map((finding) => ({ finding, standing: findingStanding(finding, visit.progress) }));
  const count = (...wanted: FindingStanding[]): number =>
    all.filter(({ standing }) => wanted.includes(standing)).length;
  const days = findings.flatMap(({ number }) => visit.progress.get(number)?.settledOn ?? []);
  const due = all.flatMap(({ finding, standing }) =>
    (standing === 'open' || standing === 'overdue') && finding.dueOn !== null ? [finding.dueOn] : [],
  );
  return {
    standing: visitStanding(visit),
    findings: findings.length,
    rectified: count(...RECTIFIED),
    overdue: count('overdue'),
    open: count('open'),
    cases: count('case'),
    transferred: count('transferred'),
    rectifiedOn: days.toSorted().at(-1),
    dueOn: due.toSorted()[0],
  };
}

/** 已查 → 有问题 → 已整改, and the findings in them. */
export interface Figures {
  /** Visits with a published result. */
  readonly checked: number;
  readonly unable: number;
  readonly clean: number;
  readonly withProblems: number;
  readonly rectified: number;
  readonly findings: number;
  readonly findingsRectified: number;
  readonly findingsOverdue: number;
  /** 重大事故隐患 */
  readonly majorFindings: number;
}

export function figuresOf(visits: readonly PublicVisit[]): Figures {
  const verdicts = visits.map(verdictOf);
  const count = (...wanted: VisitStanding[]): number =>
    verdicts.filter(({ standing }) => wanted.includes(standing)).length;
  const sum = (key: 'findings' | 'rectified' | 'overdue'): number =>
    verdicts.reduce((total, verdict) => total + verdict[key], 0);
  return {
    checked: visits.length,
    unable: count('unable'),
    clean: count('clean'),
    withProblems: count('problem', 'rectified'),
    rectified: count('rectified'),
    findings: sum('findings'),
    findingsRectified: sum('rectified'),
    findingsOverdue: sum('overdue'),
    majorFindings: visits.flatMap(countedFindings).filter(({ level }) => level === 'major').length,
  };
}

/** A published decision, as far as figures go. */
export interface Penalised {
  readonly creditCode: string;
  readonly decidedOn: string;
}

/** 处罚: visits with problems whose enterprise has a published decision of that day or later. */
export function penalisedVisits(visits: readonly PublicVisit[], penalties: readonly Penalised[]): number {
  return visits.filter((visit) => {
    const { enterprise, inspectedOn } = visit.content;
    return (
      ['problem', 'rectified'].includes(visitStanding(visit)) &&
      penalties.some(({ creditCode, decidedOn }) => creditCode === enterprise.creditCode && decidedOn >= inspectedOn)
    );
  }).length;
}

/** An item of inspection and how many visits found something of it. */
export interface CommonProblem {
  readonly item: string;
  readonly visits: number;
  readonly findings: number;
}

/** 共性问题: the most frequent first; of equals the one with more findings, then by name. */
export function commonProblems(visits: readonly PublicVisit[]): readonly CommonProblem[] {
  const found = new Map<string, { visits: number; findings: number }>();
  for (const visit of visits)
    for (const [item, own] of Map.groupBy(countedFindings(visit), ({ itemName }) => itemName)) {
      const known = found.get(item) ?? { visits: 0, findings: 0 };
      found.set(item, { visits: known.visits + 1, findings: known.findings + own.length });
    }
  return [...found]
    .map(([item, counts]) => ({ item, ...counts }))
    .toSorted((a, b) => b.visits - a.visits || b.findings - a.findings || (a.item < b.item ? -1 : 1));
}

/** A quarter of a year, e.g. 2026 and 1. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
  /** A penalty decided in it, else the worst of its visits; undefined when there was neither. */
  readonly standing: VisitStanding | 'penalty' | undefined;
  readonly visits: number;
}

const WORST: readonly VisitStanding[] = ['problem', 'rectified', 'clean', 'unable'];

/** The last `count` quarters, the oldest first, the one of `today` last. */
export function quartersOf(
  visits: readonly PublicVisit[],
  today: string,
  penaltyDays: readonly string[] = [],
  count = 12,
): readonly Quarter[] {
  const last = quarterIndex(today);
  return Array.from({ length: count }, (_, i) => {
    const index = last - count + 1 + i;
    const own = visits.filter(({ content }) => quarterIndex(content.inspectedOn) === index);
    const standings = own.map(visitStanding);
    return {
      year: Math.floor(index / 4),
      quarter: (index % 4) + 1,
      standing: penaltyDays.some((day) => quarterIndex(day) === index)
        ? 'penalty'
        : WORST.find((each) => standings.includes(each)),
      visits: own.length,
    };
  });
}

/** Quarters since the year 0. */
function quarterIndex(day: string): number {
  return Number(day.slice(0, 4)) * 4 + Math.floor((Number(day.slice(5, 7)) - 1) / 3);
}
