/** V4, V5, V8, V9, V14: lists, quotas, selection and outcomes, all computed again. SPEC §15. @module */
import type { OpenedBundle } from '../bundle-reading.ts';
import { churnProblems } from '../churn.ts';
import { evaluateRule, announcementProblems } from '../announcement-rules.ts';
import { documentText } from '../canonical.ts';
import { equalBytes } from '../bytes.ts';
import { deriveSeed, selectAll, type Seed } from '../draw.ts';
import { LIST_NAMES, listProblems, rootProblems } from '../lists.ts';
import { entryHashes } from '../merkle.ts';
import { outcomesOf } from '../outcomes.ts';
import {
  deedsOf,
  finished,
  isSame,
  isSealed,
  loggedValues,
  readable,
  suiteOfBundle,
  valuesById,
  type Finished,
  type Readable,
} from './evidence.ts';
import type { Findings } from './report.ts';

/** V4: the opened lists have the announced roots, are sorted without duplicates, and add up. */
export function checkLists(f: Findings, opened: OpenedBundle): void {
  const bundle = readable(opened);
  const { announcement, lists } = bundle;
  for (const name of LIST_NAMES) {
    const list = lists[name];
    if (list !== undefined) f.note(`${name} 根与数量`, `${name} root and size`, `${list.root} ${list.size}`);
  }
  checkChurn(f, bundle);
  const hidden = LIST_NAMES.reduce((sum, name) => sum + (lists[name]?.hidden ?? 0), 0);
  if (hidden > 0) {
    f.check(isSealed(bundle), '遮蔽的叶（仅封存期间允许）', 'hidden leaves, only while sealed', hidden);
    f.problems(rootProblems(announcement, lists), '名单的根与公告一致', 'roots of the lists are the announced ones');
    return;
  }
  f.problems(listProblems(announcement, lists), '名单与公告一致', 'lists are the announced ones');
}

/** What changed since the roster before is what the report says; an announced report must be there. */
function checkChurn(f: Findings, bundle: Readable): void {
  const { announcement, churn, churnLeaves, lists } = bundle;
  const isComplete = churn !== undefined && (churnLeaves !== undefined || isSealed(bundle));
  const isAsAnnounced = announcement.churn === undefined ? churn === undefined : isComplete;
  f.check(isAsAnnounced, '变动报告', 'churn report', announcement.churn ?? '—');
  if (churn === undefined) return;
  const problems = churnProblems(announcement, churn, churnLeaves, lists.roster.leaves);
  f.problems(problems, '变动报告与名录一致', 'the churn report agrees with the roster');
  for (const [change, count] of Object.entries(churn.counts)) f.note(`变动 ${change}`, `churn ${change}`, count);
}

/** V5: the rules of the announcement hold together; k follows from its rule; every exclusion has a reason. */
export function checkRules(f: Findings, opened: OpenedBundle): void {
  const { announcement, lists, references } = readable(opened);
  f.problems(announcementProblems(announcement), '公告规则', 'rules of the announcement');
  const { k, kRule } = announcement.select;
  f.check(evaluateRule(kRule) === BigInt(k), '抽取数量', 'number to draw', `${kRule} = ${k}`);
  for (const [reason, count] of Object.entries(announcement.roster.excluded))
    f.note(`排除 ${reason}`, `excluded ${reason}`, count);
  const bare = lists.roster.leaves
    .filter(({ reason, ref }) => reason === 'FREQ' && ref === undefined)
    .map(({ id }) => id);
  f.problems(bare, '频次排除均指明此前的抽取', 'exclusions for frequency name the earlier draw');
  if (announcement.verifier === undefined) return;
  // Whoever replaces the verifier that lies in the bundle must not be found out by the fingerprint alone.
  const announced = new Set(Object.values(announcement.verifier));
  f.problems(
    [...announced.symmetricDifference(new Set(references))],
    '随包的核验程序即公告所指',
    'programs in ref/ are the announced ones',
  );
}

/** The seed by the logged values: later steps check with it, not with what the bundle says. */
export function seedOf(bundle: Finished): Seed {
  return deriveSeed(bundle.announcement, valuesById(loggedValues(bundle)));
}

/** V8: quotas by bounded largest remainder. */
export function checkQuotas(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { strata } = recompute(bundle);
  const published = bundle.details.strata;
  f.check(published.length === strata.length, '层数', 'strata', published.length);
  strata.forEach(({ id, eligible, quota }, i) => {
    const found = published[i];
    const isRight = found?.id === id && found.eligible === eligible && found.quota === quota;
    f.check(isRight, `${id} 合格数、名额`, `${id} eligible, quota`, `${eligible}, ${quota}`);
  });
}

/** V9: every ticket again; order, cutoffs, reserves and selection. */
export function checkSelection(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { strata, selected } = recompute(bundle);
  strata.forEach((stratum, i) => {
    const found = bundle.details.strata[i];
    f.check(found?.cutoff === stratum.cutoff, `${stratum.id} 入选线`, `${stratum.id} cutoff`, stratum.cutoff ?? '—');
    f.check(
      isSame(found?.reserve ?? [], stratum.reserve),
      `${stratum.id} 递补次序`,
      `${stratum.id} reserves`,
      stratum.reserve.join(' ') || '—',
    );
  });
  f.check(isSame(bundle.details.selected, selected), '入选名单', 'selection', selected.map(({ id }) => id).join(' '));
}

function recompute(bundle: Finished): ReturnType<typeof selectAll> {
  return selectAll(suiteOfBundle(bundle), seedOf(bundle).keys, bundle.announcement.select, bundle.lists.roster.leaves);
}

/** V14: the outcome of every enterprise, the root over them, and the deadlines. */
export function checkResult(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const { announcement, lists, details, result, outcomes } = bundle;
  const suite = suiteOfBundle(bundle);
  f.check(details.draw === announcement.draw, '抽取编号', 'draw', details.draw);
  f.check(
    details.announcement === result.announcement,
    '过程文件属于该公告',
    'the details are of this announcement',
    details.announcement,
  );
  f.check(result.suite === suite.id, '算法套件', 'suite', result.suite);
  f.check(
    result.root === outcomes.root && result.size === outcomes.size,
    '结果根',
    'result root',
    `${outcomes.root} ${outcomes.size}`,
  );
  const expected = outcomesOf(suite, announcement, lists.roster.leaves, seedOf(bundle).keys.ent, details);
  const hashes = entryHashes(suite, expected, documentText);
  const wrong = expected.flatMap(({ id }, i) => {
    const hash = outcomes.hashes[i];
    return hash !== undefined && equalBytes(hash, hashes.subarray(32 * i, 32 * i + 32)) ? [] : [id];
  });
  f.problems(wrong, '每户结果', 'every outcome');
  f.check(outcomes.size === expected.length, '结果数与名录相同', 'as many outcomes as enterprises', outcomes.size);
  const { deadlines } = announcement;
  for (const { deed } of deedsOf(bundle, 'draw.complete')) {
    f.check(deed.at <= deadlines.result, '结果按时', 'result in time', `${deed.at} ≤ ${deadlines.result}`);
  }
  for (const { deed } of deedsOf(bundle, 'draw.open')) {
    const limit = deadlines.open ?? deed.at;
    f.check(deed.at <= limit, '公开按时', 'opened in time', `${deed.at} ≤ ${limit}`);
  }
}
