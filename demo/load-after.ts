/** What happened after the draw of the year: a unit that was struck off, and an officer who knew the people there. @module */
import { createHash } from 'node:crypto';
import { publishCheckpoints } from '../src/core/log/checkpoint.ts';
import { read } from '../src/core/transact.ts';
import { confirmFresh, recordFresh } from '../src/draw/actions/fresh.ts';
import { approveSubstitution, requestSubstitution } from '../src/draw/actions/substitute.ts';
import { buildDrawBundle } from '../src/draw/bundle.ts';
import { standingVisits, type VisitNow } from '../src/draw/reads/standing.ts';
import { DICE_COUNT } from '../src/draw/types.ts';
import type { RequestSubstitution } from '../src/draw/types/after.ts';
import { DEMO_OFFICE } from './logins.ts';
import { diceFor } from './random.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

const { operator, head, supervisor } = DEMO_OFFICE;

/** One enterprise is skipped and another one drawn in its place; one officer is replaced. Both by dice thrown afterwards. */
export async function loadSubstitutions(stage: Stage, drawId: string): Promise<void> {
  stage.at('2026-03-04T02:00:00Z');
  const [gone, known] = await read(stage.runtime, DEMO_BUREAU, (tx) => standingVisits(tx, drawId));
  if (gone === undefined || known === undefined) throw new Error('the demo draw gives two visits at least');
  await replace(stage, drawId, { what: 'enterprise', enterprise: gone.enterprise, reason: 'DEREGISTERED' });
  await replace(stage, drawId, recusalOf(known));
  await stage.settle();
  await buildDrawBundle(stage.runtime, DEMO_BUREAU, drawId);
}

function recusalOf({ enterprise, officer }: VisitNow): RequestSubstitution['target'] {
  const seat = officer.at(-1);
  if (seat === undefined) throw new Error(`${enterprise} has no team`);
  return { what: 'officer', enterprise, ...seat, reason: 'RECUSAL' };
}

async function replace(stage: Stage, drawId: string, target: RequestSubstitution['target']): Promise<void> {
  const evidence = createHash('sha256').update(`sunlot demo evidence\n${target.reason}`).digest('hex');
  const { request } = await stage.act(operator, requestSubstitution, { drawId, target, evidence });
  await stage.act(head, approveSubstitution, { drawId, request });
  await publishCheckpoints(stage.runtime, DEMO_BUREAU);
  const dice = diceFor(`fresh dice ${request}`);
  const value = Array.from({ length: DICE_COUNT }, () => dice.below(10)).join('');
  const source = `fresh:${request}:dice`;
  await stage.act(operator, recordFresh, { drawId, request, source, value });
  await stage.act(supervisor, confirmFresh, { drawId, request, source, value });
}
