/** V13: substitutions by fresh randomness, replayed; those of spec 1.0 by the published reserves. SPEC §15, §19. @module */
import type { OpenedBundle } from '../bundle-reading.ts';
import { textFact, type Deed } from '../deeds.ts';
import { deedsOf, finished, type Finished } from './evidence.ts';
import { replaySubstitutions, type Replayed } from './replay.ts';
import { NotApplicable, type Findings } from './report.ts';

/** V13: every substitute is the one that fresh randomness gives, or in spec 1.0 the next reserve of the same stratum. */
export function checkSubstitutions(f: Findings, opened: OpenedBundle): void {
  const bundle = finished(opened);
  const events = deedsOf(bundle, 'draw.substitute');
  const { steps, problems } = replaySubstitutions(bundle);
  if (events.length + steps.length + problems.length === 0)
    throw new NotApplicable('没有递补', 'there are no substitutions');
  checkReserves(
    f,
    bundle,
    events.map(({ deed }) => deed).filter(({ facts }) => facts['request'] === undefined),
  );
  for (const step of steps) checkStep(f, step);
  f.problems(problems, '申请、批准与替换逐一对应', 'requests, approvals and substitutions belong together');
}

function checkStep(f: Findings, { order, sources, result, problems }: Replayed): void {
  const { request, enterprise, place, person, reason } = order;
  const out = place === undefined ? enterprise : `${enterprise}#${place} ${person}`;
  for (const { source, value } of sources)
    f.note(`第 ${request} 号替换的随机源 ${source.id}`, `source ${source.id} of request ${request}`, value ?? '—');
  const found = result === undefined ? '待定 / pending' : (result.document.substitute ?? '无人可替 / nobody fits');
  f.note(`第 ${request} 号替换`, `request ${request}`, `${out} → ${found} (${reason})`);
  for (const { slot, officer, skipped } of result?.trace ?? [])
    f.note(`${slot} 由 ${officer} 担任，顺延`, `${slot} by ${officer}, passed over`, skipped.join(' ') || '—');
  f.problems(problems, `第 ${request} 号替换重新计算`, `request ${request} computed again`);
}

function checkReserves(f: Findings, { details }: Finished, events: readonly Deed[]): void {
  const left = new Map(details.strata.map(({ id, reserve }) => [id, [...reserve]]));
  const reservesOf = new Map(details.selected.map(({ id, stratum }) => [id, left.get(stratum)]));
  for (const deed of events) {
    const [out, substitute, reason] = [
      textFact(deed, 'enterprise') ?? '—',
      textFact(deed, 'substitute') ?? '—',
      textFact(deed, 'reason') ?? '—',
    ];
    const reserves = reservesOf.get(out);
    const next = reserves?.shift();
    reservesOf.delete(out);
    if (next !== undefined) reservesOf.set(next, reserves);
    f.check(
      next === substitute,
      '依公布次序递补',
      'next of the published reserves',
      `${out} → ${substitute} (${reason})`,
    );
  }
}
