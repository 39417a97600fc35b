/** An officer or expert signs on this phone; its own key signs with him. @module */
import { useState, type ReactNode } from 'react';
import { utf8 } from 'verifiable-draw';
import { signedText } from '../../../inspection/rules/sync/judge.ts';
import { stableText } from '../../../inspection/rules/sync/registers.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { SignaturePad } from '../parts/signature-pad.tsx';
import type { FieldStore, VisitOnPhone } from '../store/field-store.ts';
import { own, sha256Hex, signText } from '../store/keys.ts';

interface MemberSignatureProps {
  readonly on: VisitOnPhone;
  readonly member: VisitOnPhone['visit']['team'][number];
  readonly recordHash: string;
}

export function MemberSignature({ on, member, recordHash }: MemberSignatureProps): ReactNode {
  const { store } = useField();
  const [isBusy, setBusy] = useState(false);
  const text = fieldText.signing;
  const { inspectionId } = on.visit;
  const sign = async (strokes: number[][]): Promise<void> => {
    setBusy(true);
    const proof = await proofOf(store, inspectionId, recordHash, member.personId, strokes);
    const body = { kind: 'sign' as const, as: member.kind, personId: member.personId, recordHash, strokes, ...proof };
    await store.say(inspectionId, body);
  };
  return (
    <section>
      <h2>{text.signer(member.name)}</h2>
      {member.staffId === store.device.staffId ? null : <p>{text.others}</p>}
      <SignaturePad
        draft={`stroke/${inspectionId}/${recordHash}/${member.personId}`}
        label={text.signer(member.name)}
        isBusy={isBusy}
        onSign={(strokes) => void sign(strokes)}
      />
    </section>
  );
}

/** What this phone's key says to the signature; nothing where it has none. */
export async function proofOf(
  store: FieldStore,
  inspectionId: string,
  recordHash: string,
  personId: string,
  strokes: number[][],
): Promise<{ readonly proof?: string }> {
  const { signingKey } = store.device;
  if (signingKey === undefined) return {};
  const strokesHash = await sha256Hex(own(utf8(stableText(strokes))));
  return { proof: await signText(signingKey, signedText(inspectionId, recordHash, personId, strokesHash)) };
}
