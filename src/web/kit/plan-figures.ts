/** A plan as lines of words, for showing what a version decides otherwise than the one before. No React here. @module */
import { RISK_COLORS, SAFETY_DOMAINS, STANDARDIZATION_LEVELS } from '../../directory/types/vocabulary.ts';
import type { CapacityInputs, PlanContent, Stratum } from '../../plan/types.ts';
import type { CapClass, PlanCaps } from '../../plan/types/caps.ts';
import { sentenceDate } from './format.ts';
import { jointText } from './strings/joint.zh.ts';
import { planPathText as words } from './strings/plan-path.zh.ts';
import { planText } from './strings/plan.zh.ts';

/** What everybody may compare; the public plan has it, too. */
export type Figures = Pick<
  PlanContent,
  'title' | 'ratio' | 'count' | 'windowFrom' | 'windowTo' | 'basisDocuments' | 'dutySplit' | 'monthlyTargets'
> & {
  readonly strata: readonly Pick<Stratum, 'name' | 'min' | 'max'>[];
  readonly caps?: PlanCaps | null | undefined;
  readonly joint?: PlanContent['joint'];
};

export interface FigureChange {
  readonly field: string;
  readonly was: string;
  readonly now: string;
}

type Line = readonly [field: string, value: string];
const { page, editor } = planText;

function publicLines(plan: Figures): readonly Line[] {
  return [
    [editor.title, plan.title],
    [editor.ratio, String(plan.ratio / 100)],
    [editor.count, String(plan.count)],
    [page.window, page.windowValue(sentenceDate(plan.windowFrom), sentenceDate(plan.windowTo))],
    [page.documents, plan.basisDocuments.map(({ name, number }) => `《${name}》（${number}）`).join('；')],
    [page.duties, plan.dutySplit.map(({ department, count }) => page.share(department, count)).join('、')],
    [page.strata, plan.strata.map(stratumWords).join('；')],
    [words.months, plan.monthlyTargets.map(({ month, count }) => `${page.month(month)} ${count}`).join('、')],
    [words.caps, capsWords(plan.caps ?? null)],
    [jointText.title, jointWords(plan.joint)],
  ];
}

/** The figures behind it, for the desk. */
function capacityLines(inputs: CapacityInputs): readonly Line[] {
  return [
    [editor.officers, String(inputs.officers)],
    [page.totalDays, String(inputs.totalDays)],
    [editor.otherDays, String(inputs.otherDays)],
    [editor.nonDays, String(inputs.nonEnforcementDays)],
    [page.supervisionDays, String(inputs.supervisionDays)],
    [editor.keyDays, String(inputs.keyDays)],
    [editor.generalDays, String(inputs.generalDays)],
    [editor.vehicleDays, String(inputs.vehicles.days)],
    [editor.expertDays, String(inputs.experts.days)],
  ];
}

/** Where two public plans differ. */
export function figureChanges(before: Figures, after: Figures): FigureChange[] {
  return changesOf(publicLines(before), publicLines(after));
}

/** Where two plans differ, their capacity included. */
export function planChanges(before: PlanContent, after: PlanContent): FigureChange[] {
  const lines = (plan: PlanContent): Line[] => [
    ...publicLines(plan),
    ...capacityLines(plan.capacity),
    [page.overReason, plan.overCapacityReason ?? ''],
  ];
  return changesOf(lines(before), lines(after));
}

function changesOf(before: readonly Line[], after: readonly Line[]): FigureChange[] {
  const old = new Map(before);
  return after.flatMap(([field, now]) => {
    const was = old.get(field) ?? '';
    return was === now ? [] : [{ field, was, now }];
  });
}

function stratumWords({ name, min, max }: Pick<Stratum, 'name' | 'min' | 'max'>): string {
  const limit = (value: number | null): string => (value === null ? page.noLimit : String(value));
  return `${name} ${limit(min)}—${limit(max)}`;
}

/** 联合部门 with what each checks. */
export function jointWords(joint: PlanContent['joint']): string {
  return (joint ?? []).map(({ organ, duty }) => `${organ}（${duty}）`).join('、');
}

/** 类别 with its conditions and cap, one after the other. */
export function capsWords(caps: PlanCaps | null): string {
  if (caps === null) return '';
  const others = caps.others === null ? words.noCap : words.perYear(caps.others);
  return [...caps.classes.map(({ name, cap }) => `${name} ${words.perYear(cap)}`), `${words.others} ${others}`].join(
    '；',
  );
}

/** Which enterprises a class means. */
export function capFilterWords({ filter }: CapClass): string {
  const parts = [
    filter.safetyDomains.map((domain) => SAFETY_DOMAINS[domain]).join('、'),
    filter.riskColors.map((color) => RISK_COLORS[color]).join('、'),
    filter.standardizationLevels.map((level) => STANDARDIZATION_LEVELS[level]).join('、'),
    filter.keyUnit === null ? '' : `${words.keyUnit}${filter.keyUnit ? words.yes : words.no}`,
  ].filter((part) => part !== '');
  return parts.length === 0 ? words.any : parts.join('；');
}
