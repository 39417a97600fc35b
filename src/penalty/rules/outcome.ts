/** Which benchmark applies, what is heard and discussed, what is heavier than what (行政处罚法 §33–37, 44–45, 57, 63). Browser-safe. @module */
import { addMonths } from '../../core/calendar/day.ts';
import type { Refusal } from '../../core/result.ts';
import type { Report } from '../types/acts.ts';
import { HEARD_KINDS, PENALTY_KINDS, type Outcome, type Party } from '../types/case.ts';
import type { CaseFile } from '../types/file.ts';
import type { Benchmark, Grade, PenaltySetting } from '../types/settings.ts';
import type { CaseContext } from './context.ts';
import { fineOf } from './money.ts';

/** 公民二百元、单位三千元 (行政处罚法 §51); 当场收缴一百元 (§68). Fen. */
export const ON_SPOT = { person: 20_000, unit: 300_000, cash: 10_000 } as const;
const LIMIT_MONTHS = { usual: 24, harm: 60 } as const;

/** 较大数额, and whatever else a hearing is told of. */
export function isHeard(outcome: Outcome, { kind }: Pick<Party, 'kind'>, setting: PenaltySetting): boolean {
  if (outcome.kind !== 'penalty') return false;
  const large = kind === 'unit' ? setting.hearingUnitFen : setting.hearingPersonFen;
  return outcome.items.some(
    (item) => HEARD_KINDS.includes(item.kind) || ((item.fen ?? 0) >= large && item.fen !== undefined),
  );
}

/** 集体讨论: large, heard or complex. */
export function isDiscussed(
  file: Pick<CaseFile, 'report' | 'hearing' | 'lead'>,
  outcome: Outcome,
  setting: PenaltySetting,
): boolean {
  if (outcome.kind !== 'penalty') return file.report?.isComplex === true;
  return (
    file.report?.isComplex === true ||
    (file.hearing !== null && file.hearing.heardOn !== null) ||
    fineOf(outcome) >= setting.discussFen ||
    isHeard(outcome, file.lead.party, setting)
  );
}

/** Every way in which `outcome` goes beyond what the party was told: another kind, a larger amount. */
export function beyondRefusals(outcome: Outcome, told: Outcome | undefined): Refusal[] {
  if (outcome.kind !== 'penalty') return [];
  if (told === undefined || told.kind !== 'penalty') return [{ code: 'penalty-not-told' }];
  return outcome.items.flatMap(({ kind, fen }) => {
    const was = told.items.find((item) => item.kind === kind);
    if (was === undefined) return [{ code: 'penalty-kind-not-told', facts: { kind: PENALTY_KINDS[kind] } }];
    if ((fen ?? 0) <= (was.fen ?? 0)) return [];
    return [
      {
        code: 'penalty-more-than-told',
        facts: { kind: PENALTY_KINDS[kind], told: yuan(was.fen ?? 0), now: yuan(fen ?? 0) },
      },
    ];
  });
}

export function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}

/** The version in force on that day; undefined when there was none yet. */
export function benchmarkOn(benchmarks: readonly Benchmark[], code: string, day: string): Benchmark | undefined {
  return benchmarks
    .filter((each) => each.code === code && each.validFrom <= day)
    .toSorted((a, b) => a.validFrom.localeCompare(b.validFrom))
    .at(-1);
}

/** Whether the case still rests on its facts: it does until it is declined or withdrawn, its facts are denied or its decision is revoked. */
export function restsOnFacts({
  state,
  decision,
  revokedOn,
}: Pick<CaseFile, 'state' | 'decision' | 'revokedOn'>): boolean {
  if (state === 'not-filed' || revokedOn !== null) return false;
  const outcome = decision?.outcome;
  if (outcome?.kind === 'no-penalty') return outcome.ground !== 'facts-fail';
  return outcome?.kind !== 'withdraw';
}

export interface Applied {
  readonly benchmark: Benchmark;
  readonly grade: Grade;
}

/** 从旧兼从轻 (行政处罚法 §37): the version of the day of the act, unless today's is lighter. */
export function appliedBenchmark(
  benchmarks: readonly Benchmark[],
  { code, grade }: { readonly code: string; readonly grade: string },
  { violatedOn, today }: { readonly violatedOn: string; readonly today: string },
): Applied | undefined {
  const [old, now] = [benchmarkOn(benchmarks, code, violatedOn), benchmarkOn(benchmarks, code, today)].map(
    (benchmark) => {
      const found = benchmark?.grades.find((each) => each.code === grade);
      return benchmark === undefined || found === undefined ? undefined : { benchmark, grade: found };
    },
  );
  if (old === undefined || now === undefined) return old;
  return now.grade.maxFen < old.grade.maxFen ? now : old;
}

/** The proposal against benchmark, time limit, one act one fine, and the conditions of no penalty. */
export function proposalRefusals(
  file: Pick<CaseFile, 'lead' | 'openedOn' | 'daily'>,
  report: Report,
  context: CaseContext,
): Refusal[] {
  const { violatedOn } = file.lead;
  const applied = appliedBenchmark(
    context.benchmarks,
    { code: report.benchmark, grade: report.grade },
    { violatedOn, today: context.today },
  );
  if (applied === undefined) return [{ code: 'benchmark-unknown', at: 'report.grade', facts: { day: violatedOn } }];
  // The amount of 按日连续处罚 is counted (`daily.ts`): no grade applies, and every day is its own.
  if (file.daily !== null && report.outcome.kind === 'penalty') return [];
  return report.outcome.kind === 'penalty'
    ? [
        ...penaltyRefusals(report, applied),
        ...limitRefusals(file, report, applied),
        ...twiceRefusals(violatedOn, report, context),
      ]
    : noPenaltyRefusals(report, file, context);
}

/** What is proposed or signed against the grade as it applies today: a lighter one may have come in since the report (行政处罚法 §37). */
export function aboveGradeRefusals(
  { report, lead, daily }: Pick<CaseFile, 'report' | 'lead' | 'daily'>,
  outcome: Outcome,
  { benchmarks, today }: Pick<CaseContext, 'benchmarks' | 'today'>,
): Refusal[] {
  if (report === null || daily !== null) return [];
  const applied = appliedBenchmark(
    benchmarks,
    { code: report.benchmark, grade: report.grade },
    { violatedOn: lead.violatedOn, today },
  );
  if (applied === undefined || fineOf(outcome) <= applied.grade.maxFen) return [];
  return [{ code: 'fine-above-grade', facts: gradeFacts(applied.grade) }];
}

function gradeFacts({ title, minFen, maxFen }: Grade): Readonly<Record<'grade' | 'from' | 'to', string>> {
  return { grade: title, from: yuan(minFen), to: yuan(maxFen) };
}

function penaltyRefusals({ outcome, mitigation }: Report, { grade }: Applied): Refusal[] {
  if (outcome.kind !== 'penalty') return [];
  return outcome.items.flatMap(({ kind, fen = 0 }): Refusal[] => {
    // 没收违法所得 goes with every penalty (行政处罚法 §28).
    if (kind === 'gains') return [];
    if (kind !== 'fine')
      return grade.kinds.includes(kind)
        ? []
        : [{ code: 'penalty-kind-outside', facts: { kind: PENALTY_KINDS[kind], grade: grade.title } }];
    const facts = gradeFacts(grade);
    if (fen > grade.maxFen) return [{ code: 'fine-above-grade', facts }];
    return fen < grade.minFen && mitigation === undefined ? [{ code: 'fine-below-grade', facts }] : [];
  });
}

/** 时效: two years, five where life and health were touched and there was harm (行政处罚法 §36). */
function limitRefusals(
  { lead, openedOn }: Pick<CaseFile, 'lead' | 'openedOn'>,
  { hasHarm }: Report,
  { benchmark }: Applied,
): Refusal[] {
  const until = addMonths(lead.violatedOn, benchmark.isSafety && hasHarm ? LIMIT_MONTHS.harm : LIMIT_MONTHS.usual);
  return openedOn > until ? [{ code: 'penalty-time-limit', facts: { until } }] : [];
}

/** 一事不再罚 (行政处罚法 §29): no second fine for one act. */
function twiceRefusals(violatedOn: string, { outcome, benchmark }: Report, { earlier }: CaseContext): Refusal[] {
  const had = earlier.find((each) => each.hasFine && each.benchmark === benchmark && each.violatedOn === violatedOn);
  return had !== undefined && fineOf(outcome) > 0 ? [{ code: 'act-fined-before', facts: { on: had.decidedOn } }] : [];
}

function noPenaltyRefusals(
  { outcome, isCorrected, hasHarm }: Report,
  { openedOn }: Pick<CaseFile, 'openedOn'>,
  { earlier, setting }: CaseContext,
): Refusal[] {
  if (outcome.kind !== 'no-penalty') return [];
  const refusals: Refusal[] = [];
  const { ground } = outcome;
  if ((ground === 'minor' || ground === 'first-time') && !isCorrected)
    refusals.push({ code: 'no-penalty-uncorrected' });
  if (ground === 'minor' && hasHarm) refusals.push({ code: 'no-penalty-harm' });
  const since = addMonths(openedOn, -12 * setting.firstTimeYears);
  const had = earlier.find(({ decidedOn }) => decidedOn >= since);
  if (ground === 'first-time' && had !== undefined)
    refusals.push({ code: 'no-penalty-not-first', facts: { on: had.decidedOn } });
  return refusals;
}
