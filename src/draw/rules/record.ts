/** Who signs the record of a draw, and what stands against it. Browser-safe. @module */
import type { Actor } from '../../core/actor.ts';
import type { Refusal } from '../../core/result.ts';
import { RECORD_SIGNERS, type RecordSigner } from '../types/record.ts';
import type { Progress } from './steps.ts';

interface Given {
  readonly signer: RecordSigner;
  readonly staffId: string;
}

/** As what a person signs: who operated signs as the operator, who checked the values as the witness, a leader as the leader. */
export function signerOf(actor: Actor, { duties }: Pick<Progress, 'duties'>): RecordSigner | undefined {
  if (duties.operators.includes(actor.staffId)) return 'operator';
  if (duties.witnesses.includes(actor.staffId)) return 'witness';
  return actor.roles.includes('head') || actor.roles.includes('deputy-head') ? 'leader' : undefined;
}

/** One signature for each duty, and one by each person. */
export function signRefusals(signer: RecordSigner | undefined, actor: Actor, given: readonly Given[]): Refusal[] {
  if (signer === undefined) return [{ code: 'draw-record-no-duty', facts: { name: actor.name } }];
  return given.some((one) => one.signer === signer)
    ? [{ code: 'draw-record-signed', facts: { as: RECORD_SIGNERS[signer] } }]
    : [];
}
