/** Fresh randomness of a substitution, and the substitute that follows from it in the same transaction. @module */
import {
  fromHex,
  normalizeDice,
  QUICKNET,
  sourceValue,
  suiteOf,
  toHex,
  verifyDrand,
  type SourceSpec,
} from 'verifiable-draw';
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { substitutionDeeds } from '../deeds.ts';
import type { DrawRow } from '../reads/progress.ts';
import { listApprovals, replaySubstitutions } from '../reads/replay.ts';
import { freshNow, listSubstitutions, needsCheck, typingsOf, type Substitution } from '../reads/substitutions.ts';
import { checkRefusals, freshRefusals, stageOf, substitutionStageRefusals } from '../rules/substitution.ts';
import { knownTo } from '../rules/sealed.ts';
import { lockDraw } from '../writes/draws.ts';
import { insertFresh, insertFreshCheck, insertSubstitution } from '../writes/substitutions.ts';
import { DRAW_NOT_FOUND } from './step.ts';

const FreshInput = z.object({
  drawId: z.uuid(),
  request: z.int().min(1),
  source: z.string().max(64),
  value: z.string().trim().min(1, '请填写').max(400, '内容过长'),
  signature: z
    .string()
    .regex(/^[0-9a-f]{96}$/, '签名为 96 位十六进制数')
    .optional(),
});
const Answer = z.object({
  drawId: z.uuid(),
  request: z.int(),
  /** Whether the typings were alike; only of a check. */
  isSame: z.boolean().optional(),
  /** Whether the substitute is known now. */
  isSettled: z.boolean(),
});

/** Types a fresh value. A beacon or a code proves itself; dice and lottery are typed again by another person. */
export const recordFresh = defineDeed({
  kind: 'draw.record-fresh',
  rule: substitutionDeeds['draw.record-fresh'],
  input: FreshInput,
  output: Answer,
  run: async (tx, input) => {
    const { drawId, request } = input;
    const step = await openFresh(tx, input);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw, found, source } = step;
    const logged = (await listApprovals(tx, drawId)).find((each) => each.request === request)?.isLogged === true;
    const refusals = [...step.refusals, ...freshRefusals(found, logged, freshOf(found, source))];
    if (refusals.length > 0 || found === undefined || source === undefined) return refuse(refusals);
    const value = typed(source, input.value);
    const wrong = valueRefusals(draw, source, value, input.signature, tx.now);
    if (wrong.length > 0) return refuse(wrong);
    const attempt = typingsOf(found, source).length + 1;
    await insertFresh(tx, { drawId, request, source: source.id, attempt, value });
    tx.record({
      kind: 'draw.record-fresh',
      subject: `draw/${drawId}`,
      facts: {
        request,
        source: source.id,
        value,
        ...(needsCheck(source) ? { attempt } : {}),
        ...(input.signature === undefined ? {} : { signature: input.signature }),
      },
    });
    const isSettled = !needsCheck(source) && (await settleSubstitutions(tx, draw)).includes(request);
    return ok({ drawId, request, isSettled });
  },
});

/** Types it again, without seeing the first typing. Different ones settle nothing and both are logged: people type again. */
export const confirmFresh = defineDeed({
  kind: 'draw.confirm-fresh',
  rule: substitutionDeeds['draw.confirm-fresh'],
  input: FreshInput.omit({ signature: true }),
  output: Answer,
  run: async (tx, input) => {
    const { drawId, request } = input;
    const step = await openFresh(tx, input);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const { draw, found, source } = step;
    const refusals = [...step.refusals, ...checkRefusals(found, freshOf(found, source), tx.actor)];
    if (refusals.length > 0 || found === undefined || source === undefined) return refuse(refusals);
    const value = typed(source, input.value);
    const wrong = valueRefusals(draw, source, value, undefined, tx.now);
    const last = typingsOf(found, source).at(-1);
    if (wrong.length > 0 || last === undefined) return refuse(wrong);
    const isSame = value === last.value;
    const { attempt } = last;
    await insertFreshCheck(tx, { drawId, request, source: source.id, attempt, value }, isSame);
    tx.record({
      kind: 'draw.confirm-fresh',
      subject: `draw/${drawId}`,
      facts: { request, source: source.id, attempt, value, isSame },
    });
    return ok({
      drawId,
      request,
      isSame,
      isSettled: isSame && (await settleSubstitutions(tx, draw)).includes(request),
    });
  },
});

interface FreshStep {
  readonly draw: DrawRow;
  readonly found: Substitution | undefined;
  readonly source: SourceSpec | undefined;
  readonly refusals: readonly Refusal[];
}

async function openFresh(tx: Tx, input: z.output<typeof FreshInput>): Promise<FreshStep | undefined> {
  const draw = await lockDraw(tx, input.drawId);
  if (draw === undefined) return undefined;
  const found = (await listSubstitutions(tx, input.drawId)).find(({ request }) => request === input.request);
  return {
    draw,
    found,
    // Codes come by another deed, of their holders (`draw.release-code`).
    source: found?.sources.find(({ id, type }) => id === input.source && type !== 'otc'),
    refusals: substitutionStageRefusals(stageOf(draw)),
  };
}

function freshOf(found: Substitution | undefined, source: SourceSpec | undefined) {
  return found === undefined || source === undefined ? undefined : freshNow(found, source);
}

function typed(source: SourceSpec, value: string): string {
  return source.type === 'dice' ? normalizeDice(value) : value;
}

/** Why a value is none of its source. */
function valueRefusals(
  draw: DrawRow,
  source: SourceSpec,
  value: string,
  signature: string | undefined,
  now: string,
): Refusal[] {
  const unfit: Refusal[] = [{ code: 'substitution-value-unfit', at: 'value', facts: { source: source.type } }];
  try {
    sourceValue(suiteOf(draw.config.suite), draw.public_id, source, value);
  } catch {
    return unfit;
  }
  if (source.type !== 'drand') return [];
  const randomness = signature === undefined ? undefined : verifyDrand(QUICKNET, source.round, fromHex(signature));
  if (randomness === undefined || toHex(randomness) !== value)
    return [{ code: 'substitution-signature-wrong', at: 'signature', facts: { round: source.round, now } }];
  return [];
}

/** Computes what can be computed, in the order of the approvals; each substitute is stored and logged once. */
export async function settleSubstitutions(tx: Tx, draw: DrawRow): Promise<number[]> {
  const { computed } = await replaySubstitutions(tx, draw);
  const fresh = computed.filter(({ substitution }) => substitution.document === null);
  for (const { substitution, result } of fresh) {
    const { request } = substitution;
    const key = { drawId: draw.draw_id, request };
    const document = await insertSubstitution(tx, suiteOf(draw.config.suite), key, result.document, knownTo(draw));
    tx.record({ kind: 'draw.substitute', subject: `draw/${draw.draw_id}`, facts: { request, document } });
  }
  return fresh.map(({ substitution }) => substitution.request);
}
