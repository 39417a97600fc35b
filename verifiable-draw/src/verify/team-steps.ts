/** V10, V11, V15: teams by direct check and by computing them again; narrowing. SPEC §15. @module */
import type { AssignRule, TeamRule } from '../announcement.ts';
import type { OpenedBundle } from '../bundle-reading.ts';
import { capBonus } from '../assign/assign.ts';
import { compile, type MatchingInput } from '../assign/instance.ts';
import { teamInput, teamsOf } from '../draw.ts';
import type { DrawLists } from '../lists.ts';
import { crewsOf, dispatchInput, formationInput } from '../means/teams.ts';
import { auditNarrowing, narrowPlaces } from '../narrowing.ts';
import type { DetailsDocument, StepRecord, TeamRecord } from '../result.ts';
import { seedOf } from './draw-steps.ts';
import { finished, isSame, readable, suiteOfBundle, withoutHidden } from './evidence.ts';
import { isHallSet, loadProblems, loadsOf, placeProblems } from './place-checks.ts';
import { NotApplicable, type Findings } from './report.ts';

/** V10: everyone fits their place, nobody is barred, overloaded or twice in a team; every place is filled. */
export function checkTeams(f: Findings, opened: OpenedBundle): void {
  const { announcement, lists, details } = finished(opened);
  const { teams, selected } = details;
  const rule = announcement.assign;
  const input =
    rule.teams === undefined
      ? teamInput(lists, rule, selected)
      : checkFormation(f, lists, { ...rule, teams: rule.teams }, details);
  const isAnnounced = teams.relaxed === undefined || rule.relax.includes(teams.relaxed);
  f.check(isAnnounced, '放宽步骤', 'relax step', teams.relaxed ?? '—');
  // The ladder raises caps of those who are sent, not the number of teams an officer is in.
  const isUnformed = rule.teams !== undefined && teams.formation?.tries.length === 0;
  if (!teams.feasible) return checkImpossible(f, input, teams, isUnformed ? [] : rule.relax);
  checkFilled(f, input, teams.trace);
  const bonus = teams.relaxed === undefined ? 0 : capBonus(teams.relaxed);
  f.problems(loadProblems(input, teams.trace, teams.loads, bonus), '次数上限', 'caps');
  const smallest = Math.min(...[...crewsOf(teams).values()].map(({ officers }) => officers.length));
  f.check(smallest >= 2, '每组至少两人', 'at least two officers in each team', smallest);
}

/** Everyone fits, and every place is filled. */
function checkFilled(f: Findings, input: MatchingInput, trace: readonly StepRecord[]): void {
  const instance = compile(input);
  f.problems(placeProblems(instance, trace), '条件与回避', 'conditions and recusals');
  f.check(trace.length === instance.slotCount, '全部岗位', 'all places', `${trace.length} / ${instance.slotCount}`);
}

/** Nobody is assigned, and a Hall set shows why. */
function checkImpossible(
  f: Findings,
  input: MatchingInput,
  { trace, hall }: TeamRecord,
  relax: readonly string[],
): void {
  const last = relax.at(-1);
  const most = last === undefined ? 0 : capBonus(last);
  f.check(trace.length === 0, '无法编组时没有任何指派', 'nobody is assigned when there are no teams', trace.length);
  const isProof = hall !== undefined && isHallSet(compile(input), hall, most);
  const counts = hall === undefined ? '—' : `${hall.slots.length} > ${hall.capacity}`;
  f.check(isProof, '无法编组的证明', 'proof that there are no teams', counts);
}

/**
 * The teams themselves, as they were formed last: everyone in one of them at most.
 * @returns the problem that is left: sending these teams; or forming them, when that cannot be done
 */
function checkFormation(
  f: Findings,
  lists: DrawLists,
  rule: AssignRule & { readonly teams: TeamRule },
  { teams, selected }: DetailsDocument,
): MatchingInput {
  const forming = formationInput(lists, rule.teams, rule.balance);
  const tries = teams.formation?.tries ?? [];
  f.note('编组次数', 'tries of forming teams', tries.length);
  const formed = tries.at(-1);
  if (formed === undefined) return forming;
  checkFilled(f, forming, formed.trace);
  const twice = [...loadsOf(formed.trace)].filter(([, teamsOfOne]) => teamsOfOne > 1).map(([id]) => id);
  f.problems(twice, '每人只在一组', 'everyone is in one team');
  return dispatchInput(lists, rule, selected, formed.trace);
}

/** V11: the same matching again, with every skip. */
export function checkMatching(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { announcement, lists, details } = bundle;
  const teams = teamsOf(suiteOfBundle(bundle), seedOf(bundle).keys, lists, announcement.assign, details.selected);
  f.check(details.teams.feasible === teams.feasible, '能否编组', 'teams exist', String(teams.feasible));
  f.check(details.teams.phi === teams.phi, '负荷指标 Φ', 'Φ', teams.phi);
  const different = teams.trace.flatMap((step, i) =>
    isSame(details.teams.trace[i] ?? {}, step) ? [] : [`${step.slot}: ${step.officer}`],
  );
  f.problems(different, '逐步相同（含跳过）', 'step by step the same, skips included');
  f.note(
    '跳过次数',
    'skips',
    teams.trace.reduce((sum, { skipped }) => sum + skipped.length, 0),
  );
  f.check(isSame(details.teams, teams), '编组记录', 'record of the teams', teams.trace.length);
}

/** V15: the audit again from its own seed. */
export function checkNarrowing(
  f: Findings,
  opened: OpenedBundle,
  { skipNarrowing, onSimulated }: { readonly skipNarrowing?: boolean; readonly onSimulated?: (done: number) => void },
): void {
  const bundle = readable(opened);
  const { announcement, lists, narrowing } = bundle;
  if (narrowing === undefined) {
    if (announcement.narrowing !== undefined) throw new Error('the announced report is not in the bundle');
    throw new NotApplicable('公告没有收窄审计', 'the announcement has no narrowing audit');
  }
  f.note('模拟次数', 'dummy draws', narrowing.runs);
  for (const { slot, most, drawn } of narrowPlaces(narrowing))
    f.note(`提示 ${slot}`, `warning ${slot}`, `${most} / ${drawn}`);
  if (skipNarrowing === true) throw new NotApplicable('按要求未重新模拟', 'not simulated again, as asked');
  withoutHidden(bundle);
  f.check(
    isSame(auditNarrowing(announcement, lists, narrowing.runs, onSimulated), narrowing),
    '重新模拟结果相同',
    'the same when simulated again',
    narrowing.seed,
  );
}
