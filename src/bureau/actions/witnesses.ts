/** 见证方: whose signature under the log is asked for, and how many. Each change is a deed, so that no witness is put aside in silence. @module */
import { isIP } from 'node:net';
import { z } from 'zod';
import { NoteError, parseVkey, toHex } from 'verifiable-draw';
import { defineDeed } from '../../core/command.ts';
import { isAllowedAddress } from '../../core/log/ask-witness.ts';
import { findWitnessPolicy, listWitnesses } from '../../core/log/witnesses.ts';
import { ok, refuse, type Refusal } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { bureauDeeds } from '../deeds.ts';
import { NewWitness, NewWitnessPolicy } from '../types/witnesses.ts';

/** The bureau's row is the lock: changes to the witnesses take their turn. */
async function lockBureau(
  tx: Tx,
): Promise<{ readonly code: string; readonly origin: string; readonly is_demo: boolean }> {
  return tx.db
    .selectFrom('bureau')
    .select(['code', 'origin', 'is_demo'])
    .where('bureau_id', '=', tx.bureauId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** Enrols a witness by its public key. */
export const enrollWitness = defineDeed({
  kind: 'log-witness.enroll',
  rule: bureauDeeds['log-witness.enroll'],
  input: NewWitness,
  output: z.object({ witnessId: z.string() }),
  run: async (tx, { title, vkey, url }, runtime) => {
    const bureau = await lockBureau(tx);
    const key = readKey(vkey);
    if (key === undefined) return refuse([{ code: 'log-witness-key-invalid', at: 'vkey' }]);
    const known = (await listWitnesses(tx)).map(({ vkey: text, retiredAt }) => ({ ...parseVkey(text), retiredAt }));
    // A key is never used twice; a name may be, by the next key of the same witness.
    const isNameTaken = known.some(({ name, retiredAt }) => name === key.name && retiredAt === undefined);
    const same = [...known.map(({ publicKey }) => publicKey), runtime.logKey.publicKey].some(
      (other) => toHex(other) === toHex(key.publicKey),
    );
    const host = url === undefined ? '' : new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
    const refusals: Refusal[] = [
      ...(same ? [{ code: 'log-witness-key-known', at: 'vkey' }] : []),
      ...(isNameTaken ? [{ code: 'log-witness-name-known', at: 'vkey', facts: { name: key.name } }] : []),
      ...(isIP(host) !== 0 && !isAllowedAddress(host, bureau.is_demo)
        ? [{ code: 'log-witness-address', at: 'url' }]
        : []),
    ];
    if (refusals.length > 0) return refuse(refusals);
    const witnessId = tx.newId();
    await tx.db
      .insertInto('witness')
      .values({
        bureau_id: tx.bureauId,
        witness_id: witnessId,
        title,
        name: key.name,
        vkey,
        url: url ?? null,
        enrolled_at: tx.now,
        retired_at: null,
      })
      .execute();
    tx.record({ kind: 'log-witness.enroll', subject: `log-witness/${witnessId}`, facts: { vkey } });
    return ok({ witnessId });
  },
});

function readKey(vkey: string): ReturnType<typeof parseVkey> | undefined {
  try {
    const key = parseVkey(vkey);
    return key.type === 4 ? key : undefined;
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}

/** Retires a witness; what it signed stays. */
export const retireWitness = defineDeed({
  kind: 'log-witness.retire',
  rule: bureauDeeds['log-witness.retire'],
  input: z.object({ witnessId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { witnessId }) => {
    await lockBureau(tx);
    const active = (await listWitnesses(tx)).filter(({ retiredAt }) => retiredAt === undefined);
    const { quorum } = await findWitnessPolicy(tx);
    if (!active.some((witness) => witness.witnessId === witnessId)) return refuse([{ code: 'log-witness-not-found' }]);
    if (active.length - 1 < quorum)
      return refuse([{ code: 'log-witness-needed', facts: { quorum, left: active.length - 1 } }]);
    await tx.db
      .updateTable('witness')
      .set({ retired_at: tx.now })
      .where('bureau_id', '=', tx.bureauId)
      .where('witness_id', '=', witnessId)
      .execute();
    tx.record({ kind: 'log-witness.retire', subject: `log-witness/${witnessId}`, facts: {} });
    return ok({});
  },
});

/** Sets how many must sign, and how long a witness may keep a checkpoint waiting. */
export const setWitnessPolicy = defineDeed({
  kind: 'log-witness.set-policy',
  rule: bureauDeeds['log-witness.set-policy'],
  input: NewWitnessPolicy,
  output: z.object({ version: z.int() }),
  run: async (tx, { version, quorum, silentMinutes }) => {
    const { code } = await lockBureau(tx);
    const current = await findWitnessPolicy(tx);
    const active = (await listWitnesses(tx)).filter(({ retiredAt }) => retiredAt === undefined).length;
    if (current.version !== version) return refuse([{ code: 'log-witness-policy-changed' }]);
    if (quorum > active) return refuse([{ code: 'log-witness-quorum', at: 'quorum', facts: { quorum, active } }]);
    await tx.db
      .insertInto('witness_policy')
      .values({ bureau_id: tx.bureauId, version: version + 1, quorum, silent_minutes: silentMinutes, at: tx.now })
      .execute();
    tx.record({
      kind: 'log-witness.set-policy',
      subject: `bureau/${code}`,
      facts: { version: version + 1, quorum, silentMinutes },
    });
    return ok({ version: version + 1 });
  },
});
