/** Signing with one's own name: the stroke, the key in the store, and the phone's verification of its holder where it has one. @module */
import { useState, type ReactNode } from 'react';
import { utf8 } from 'verifiable-draw';
import { signedText } from '../../../inspection/rules/sync/judge.ts';
import { stableText } from '../../../inspection/rules/sync/registers.ts';
import type { Assertion } from '../../../inspection/types/operation.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import type { FieldStore } from '../store/field-store.ts';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { own, sha256Hex, signText } from '../store/keys.ts';
import { verifyHolder } from '../store/passkey.ts';

interface OwnSignature {
  /** False when the phone could not verify its holder: nothing has been said. */
  readonly sign: (strokes: number[][]) => Promise<boolean>;
  readonly isBusy: boolean;
  /** What went wrong, and the way round it. */
  readonly notice: ReactNode;
}

export function useSignature(
  on: VisitOnPhone,
  member: VisitOnPhone['visit']['team'][number],
  recordHash: string,
): OwnSignature {
  const { store } = useField();
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const [isStrokeOnly, setStrokeOnly] = useState(false);
  const { inspectionId } = on.visit;
  const { passkey, staffId } = store.device;
  // Nobody's finger but his own stands for a name.
  const wanted = member.staffId === staffId && !isStrokeOnly ? passkey : undefined;
  const sign = async (strokes: number[][]): Promise<boolean> => {
    setBusy(true);
    const text = await textOf(inspectionId, recordHash, member.personId, strokes);
    const assertion = wanted === undefined ? undefined : await verifyHolder(wanted, text);
    setBusy(false);
    setFailed(wanted !== undefined && assertion === undefined);
    if (wanted !== undefined && assertion === undefined) return false;
    const { personId, kind: as } = member;
    const proof = await proofOf(store, text);
    const given: { assertion?: Assertion } = assertion === undefined ? {} : { assertion };
    await store.say(inspectionId, { kind: 'sign', as, personId, recordHash, strokes, ...proof, ...given });
    return true;
  };
  return {
    sign,
    isBusy,
    notice: hasFailed ? (
      <div className="notice" role="alert">
        <strong>{fieldText.signing.unverified}</strong>
        <label className="tick">
          <input type="checkbox" checked={isStrokeOnly} onChange={() => setStrokeOnly(!isStrokeOnly)} />
          {fieldText.signing.strokeOnly}
        </label>
      </div>
    ) : null,
  };
}

/** What a signature is over: visit, record, whose it is, and its strokes. */
export async function textOf(
  inspectionId: string,
  recordHash: string,
  signer: string,
  strokes: readonly (readonly number[])[],
): Promise<string> {
  return signedText(inspectionId, recordHash, signer, await sha256Hex(own(utf8(stableText(strokes)))));
}

/** What this phone's key says to it; nothing where it has none. */
export async function proofOf(store: FieldStore, text: string): Promise<{ readonly proof?: string }> {
  const { signingKey } = store.device;
  return signingKey === undefined ? {} : { proof: await signText(signingKey, text) };
}
