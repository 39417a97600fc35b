/** V10–V12, V15: teams by direct check and by computing them again; experts, narrowing. SPEC §15. @module */
import type { OpenedBundle } from '../bundle.ts';
import { capBonus } from '../assign/assign.ts';
import type { HallSet } from '../assign/hall.ts';
import { compile, type Instance, type MatchingInput } from '../assign/instance.ts';
import { expertInput, expertsOf, teamInput, teamsOf } from '../draw.ts';
import { auditNarrowing, narrowPlaces } from '../narrowing.ts';
import { slotParts } from '../outcomes.ts';
import type { StepRecord } from '../result.ts';
import { seedOf } from './draw-steps.ts';
import { finished, isSame, readable, suiteOfBundle, withoutHidden } from './evidence.ts';
import { NotApplicable, type Findings } from './report.ts';

/** V10: everyone fits their place, nobody is barred, overloaded or twice in a team; every place is filled. */
export function checkTeams(f: Findings, opened: OpenedBundle): void {
  const { announcement, lists, details } = finished(opened);
  const { teams, selected } = details;
  const input = teamInput(lists, announcement.assign, selected);
  const instance = compile(input);
  const { relax } = announcement.assign;
  const isAnnounced = teams.relaxed === undefined || relax.includes(teams.relaxed);
  f.check(isAnnounced, '放宽步骤', 'relax step', teams.relaxed ?? '—');
  const bonus = teams.relaxed === undefined ? 0 : capBonus(teams.relaxed);
  if (!teams.feasible) {
    const last = relax.at(-1);
    const most = last === undefined ? 0 : capBonus(last);
    const { hall } = teams;
    f.check(
      teams.trace.length === 0,
      '无法编组时没有任何指派',
      'nobody is assigned when there are no teams',
      teams.trace.length,
    );
    const isProof = hall !== undefined && isHallSet(instance, hall, most);
    f.check(
      isProof,
      '无法编组的证明',
      'proof that there are no teams',
      hall === undefined ? '—' : `${hall.slots.length} > ${hall.capacity}`,
    );
    return;
  }
  f.problems(placeProblems(instance, teams.trace), '条件与回避', 'conditions and recusals');
  f.check(
    teams.trace.length === instance.slotCount,
    '全部岗位',
    'all places',
    `${teams.trace.length} / ${instance.slotCount}`,
  );
  f.problems(loadProblems(input, teams.trace, teams.loads, bonus), '次数上限', 'caps');
  const smallest = input.posts.reduce((least, { slots }) => Math.min(least, slots.length), Number.POSITIVE_INFINITY);
  f.check(smallest >= 2, '每组至少两人', 'at least two officers in each team', smallest);
}

/** Each step is checked alone, without any search. */
function placeProblems(instance: Instance, trace: readonly StepRecord[]): string[] {
  const slotAt = new Map(instance.slotIds.map((id, slot) => [id, slot]));
  const officerAt = new Map(instance.officers.map(({ id }, index) => [id, index]));
  const seen = new Set<string>();
  return trace.flatMap(({ slot, officer }) => {
    const [s, o] = [slotAt.get(slot), officerAt.get(officer)];
    const pair = `${slotParts(slot).ent}|${officer}`;
    const isTwice = seen.has(slot) || seen.has(pair);
    seen.add(slot).add(pair);
    if (s === undefined || o === undefined) return [`${slot}: no such place, or no officer ${officer}`];
    if (isTwice) return [`${slot}: ${officer} stands twice`];
    return (instance.fits[s] as Int32Array).includes(o) ? [] : [`${slot}: ${officer} lacks a tag or is recused`];
  });
}

function loadProblems(
  input: MatchingInput,
  trace: readonly StepRecord[],
  published: Readonly<Record<string, number>>,
  bonus: number,
): string[] {
  const loads = new Map<string, number>();
  for (const { officer } of trace) loads.set(officer, (loads.get(officer) ?? 0) + 1);
  return input.officers.flatMap(({ id, cap }) => {
    const load = loads.get(id) ?? 0;
    const stated = Object.hasOwn(published, id) ? published[id] : undefined;
    if (load > cap + bonus) return [`${id}: ${load} enterprises, at most ${cap + bonus}`];
    return stated === load ? [] : [`${id}: ${load} enterprises, published are ${stated ?? 'none'}`];
  });
}

/** Counts a Hall set again: its places want more than its officers can give. */
function isHallSet(instance: Instance, hall: HallSet, bonus: number): boolean {
  const slotAt = new Map(instance.slotIds.map((id, slot) => [id, slot]));
  const slots = new Set(hall.slots.map((id) => slotAt.get(id)));
  if (slots.has(undefined) || slots.size !== hall.slots.length) return false;
  let capacity = 0;
  instance.officers.forEach(({ cap }, officer) => {
    const posts = [...slots].filter((slot) => (instance.fits[slot as number] as Int32Array).includes(officer));
    const enterprises = new Set(posts.map((slot) => instance.postOf[slot as number]));
    capacity += Math.min(cap + bonus, enterprises.size);
  });
  return hall.slots.length > capacity && capacity === hall.capacity;
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

/** V12: experts again; an empty place has a Hall set. */
export function checkExperts(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { announcement, lists, details } = bundle;
  const input = expertInput(lists, announcement.assign, details.selected);
  if (input === undefined && details.experts === undefined)
    throw new NotApplicable('本次抽取没有专家', 'this draw has no experts');
  const experts = expertsOf(suiteOfBundle(bundle), seedOf(bundle).keys, lists, announcement.assign, details.selected);
  const same = experts !== undefined && details.experts !== undefined && isSame(experts, details.experts);
  f.check(same, '专家匹配逐步相同', 'matching of experts is the same', experts?.trace.length ?? 0);
  if (input === undefined || experts === undefined) return;
  const instance = compile(input);
  f.problems(placeProblems(instance, experts.trace), '专业与回避', 'specialties and recusals');
  for (const { slot, hall } of experts.unfilled) {
    f.check(
      isHallSet(instance, hall, 0),
      `${slot} 空缺`,
      `${slot} stays empty`,
      `${hall.slots.length} > ${hall.capacity}`,
    );
  }
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
