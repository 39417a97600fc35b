/** 签署抽取记录表: operator, leader and witness each sign the same bytes. @module */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx } from '../../core/transact.ts';
import { drawDeeds } from '../deeds.ts';
import { recordPdf } from '../documents/record.ts';
import { progressOf, type DrawRow } from '../reads/progress.ts';
import { findRecord, listRecordSignatures, readRecord } from '../reads/record.ts';
import { signerOf, signRefusals } from '../rules/record.ts';
import type { RecordView } from '../types/record.ts';
import { insertRecord, insertRecordSignature } from '../writes/record.ts';
import { DRAW_NOT_FOUND, openStep } from './step.ts';

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Signs the record that the signer has seen, named by its hash. The first signature settles its bytes. */
export const signRecord = defineDeed({
  kind: 'draw.sign-record',
  rule: drawDeeds['draw.sign-record'],
  input: z.object({ drawId: z.uuid(), sha256: Sha256 }),
  output: z.object({ drawId: z.uuid(), sha256: Sha256, missing: z.int() }),
  run: async (tx, { drawId, sha256 }, runtime) => {
    const step = await openStep(tx, 'draw.sign-record', drawId);
    if (step === undefined) return refuse(DRAW_NOT_FOUND);
    const record = await recordBytes(tx, step.draw, runtime);
    const given = await listRecordSignatures(tx, drawId);
    const signer = signerOf(tx.actor, step.progress);
    const refusals = [
      ...step.refusals,
      ...signRefusals(signer, tx.actor, given),
      ...(record === undefined || record.sha256 === sha256 ? [] : [{ code: 'draw-record-changed', at: 'sha256' }]),
    ];
    if (record === undefined || signer === undefined || refusals.length > 0) return refuse(refusals);
    if (!record.isSettled) await insertRecord(tx, drawId, await runtime.files.put(record.pdf), record.pdf.length);
    await insertRecordSignature(tx, drawId, signer, sha256);
    tx.record({
      kind: 'draw.sign-record',
      subject: `draw/${drawId}`,
      facts: { draw: step.draw.public_id, document: sha256, as: signer },
    });
    return ok({ drawId, sha256, missing: 2 - given.length });
  },
});

interface RecordBytes {
  readonly pdf: Uint8Array;
  readonly sha256: string;
  /** Somebody signed it: these very bytes are kept. */
  readonly isSettled: boolean;
}

/** The record as it would be signed now: the kept bytes once somebody has signed. Undefined before the confirmation. */
export async function recordBytes(tx: ReadTx, draw: DrawRow, runtime: Runtime): Promise<RecordBytes | undefined> {
  const settled = await findRecord(tx, draw.draw_id);
  if (settled !== undefined)
    return { pdf: await runtime.files.get(settled.sha256), sha256: settled.sha256, isSettled: true };
  const content = await readRecord(tx, draw, 'internal');
  if (content === undefined) return undefined;
  const pdf = recordPdf(content);
  return { pdf, sha256: createHash('sha256').update(pdf).digest('hex'), isSettled: false };
}

/** How far the signing is, and what stands against `actor` signing now. */
export async function viewRecord(
  tx: ReadTx,
  draw: DrawRow,
  actor: Actor,
  runtime: Runtime,
): Promise<z.input<typeof RecordView> | undefined> {
  const record = await recordBytes(tx, draw, runtime);
  if (record === undefined) return undefined;
  const given = await listRecordSignatures(tx, draw.draw_id);
  const signer = signerOf(actor, await progressOf(tx, draw));
  const refusals: Refusal[] = signRefusals(signer, actor, given);
  return {
    sha256: record.sha256,
    bytes: record.pdf.length,
    state: given.length === 0 ? 'unsigned' : given.length < 3 ? 'partly' : 'signed',
    signatures: given.map(({ signer: as, name, at }) => ({ signer: as, name, at })),
    refusals,
  };
}
