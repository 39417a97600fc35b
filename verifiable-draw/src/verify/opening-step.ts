/** V14 for sealed draws: what can be seen before the opening, and whether it came in time. SPEC §15, §20.4. @module */
import type { OpenedBundle } from '../bundle-reading.ts';
import { deedsOf, openDeed, readable } from './evidence.ts';
import type { Findings } from './report.ts';

/**
 * Checks of a sealed draw that need nothing hidden.
 * @param now - time of the reader; without it an overdue opening cannot be seen
 */
export function checkOpening(f: Findings, opened: OpenedBundle, now: string | undefined): void {
  const bundle = readable(opened);
  const { announcement, result, lists } = bundle;
  if (announcement.mode !== 'sealed') return;
  const { deadlines } = announcement;
  const until = deadlines.open ?? '—';
  const opening = openDeed(bundle);
  if (opening !== undefined) {
    f.note('已公开', 'opened', opening.deed.at);
    return;
  }
  f.note('封存至', 'sealed until', until);
  if (now !== undefined)
    f.check(
      deadlines.open === undefined || now <= deadlines.open,
      '公开未逾期',
      'opening is not overdue',
      `${now} ≤ ${until}`,
    );
  if (result === undefined) return;
  f.check(result.size === lists.roster.size, '结果数与名录相同', 'as many outcomes as enterprises', result.size);
  for (const { deed } of deedsOf(bundle, 'draw.complete'))
    f.check(deed.at <= deadlines.result, '结果按时', 'result in time', `${deed.at} ≤ ${deadlines.result}`);
}
