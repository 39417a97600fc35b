/** What must hold after every command of a walk, and of every round at its end. @module */
import type { Result } from '../core/result.ts';
import type { OfficerWithAccount, StoredOrder } from './reads/orders.ts';
import { isItemMove, isOrderMove } from './rules/moves.ts';
import { isRunning } from './rules/void.ts';
import { SETTLED, type Item, type Reinspection } from './types/order.ts';

/** @throws for a step that the table does not know, for what changed though it was settled, for an order that is over and is not closed */
export function judgeStep(deed: string, result: Result<unknown>, before: StoredOrder, after: StoredOrder): void {
  const wrong = (why: string): never => {
    throw new Error(`${deed} with the order ${before.state} → ${after.state}: ${why}`);
  };
  if (!result.ok && JSON.stringify(before) !== JSON.stringify(after)) wrong('refused and changed something');
  if (before.state === 'closed' && after.state !== 'closed') wrong('a closed order moved');
  if (before.state !== after.state && !isOrderMove(deed, before.state, after.state)) wrong('not in the table');
  for (const [n, item] of before.items.entries()) {
    const next = after.items[n];
    if (next === undefined) return wrong('a finding is gone');
    // Voiding alone changes what is settled, once.
    const isVoided = item.state !== 'voided' && next.state === 'voided';
    if (SETTLED.includes(item.state) && !isVoided && JSON.stringify(item) !== JSON.stringify(next))
      wrong('a settled finding changed');
    if (item.state !== next.state && !isItemMove(deed, item.state, next.state))
      wrong(`finding ${item.state} → ${next.state} is not in the table`);
    if (SETTLED.includes(next.state) !== (next.settledOn !== null))
      wrong('settled without its day, or the day without it');
  }
  const isOver = after.items.every(({ state }) => SETTLED.includes(state));
  // Before the service an order is over only when all of it was voided.
  const mayClose = isOver && (after.servedOn !== null || after.items.every(({ state }) => state === 'voided'));
  if ((after.state === 'closed') !== (mayClose && after.state !== 'reinspecting'))
    wrong('closed with something open, or open with everything settled');
}

/**
 * Every round that is done has a verdict for each finding and the signatures of two officers on one document; one that runs has
 * something to look at that was not voided; of one that was dropped everything was. @throws otherwise
 */
export function judgeRounds(
  items: readonly Item[],
  rounds: readonly Reinspection[],
  officers: readonly OfficerWithAccount[],
): void {
  const voided = new Set(items.flatMap(({ findingId, state }) => (state === 'voided' ? [findingId] : [])));
  const known = new Set(officers.map(({ personId }) => personId));
  for (const { round, state, verdicts, documentHash, signedBy, officerIds } of rounds) {
    const left = verdicts.filter(({ findingId }) => !voided.has(findingId));
    if (state === 'dropped' && left.length > 0) throw new Error(`round ${round} was dropped with something left`);
    if (isRunning(state) && (left.length === 0 || left.length < verdicts.length))
      throw new Error(`round ${round} looks at what was voided, or at nothing`);
    if (state !== 'done') continue;
    const signers = new Set(signedBy);
    const isWhole = verdicts.length > 0 && verdicts.every(({ verdict }) => verdict !== null) && documentHash !== null;
    const areTwo = signers.size >= 2 && [...signers].every((id) => known.has(id) && officerIds.includes(id));
    if (!isWhole || !areTwo) throw new Error(`round ${round} is done without verdicts or signatures`);
  }
}
