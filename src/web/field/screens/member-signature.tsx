/** An officer or expert signs on this phone; its own key signs with him. @module */
import type { ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useSignature } from '../parts/own-signature.tsx';
import { SignaturePad } from '../parts/signature-pad.tsx';
import { Button } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';

interface MemberSignatureProps {
  readonly on: VisitOnPhone;
  readonly member: VisitOnPhone['visit']['team'][number];
  readonly recordHash: string;
}

export function MemberSignature({ on, member, recordHash }: MemberSignatureProps): ReactNode {
  const { store } = useField();
  const { sign, isBusy, notice } = useSignature(on, member, recordHash);
  const text = fieldText.signing;
  return (
    <section>
      <h2>{text.signer(member.name)}</h2>
      {member.staffId === store.device.staffId ? null : <p>{text.others}</p>}
      {notice}
      <SignaturePad
        draft={`stroke/${on.visit.inspectionId}/${recordHash}/${member.personId}`}
        label={text.signer(member.name)}
        isBusy={isBusy}
        onSign={sign}
      />
    </section>
  );
}

/** My stroke was made on a colleague's phone: here I say that it is mine. */
export function OwnConfirmation({ on, member, recordHash }: MemberSignatureProps): ReactNode {
  const { sign, isBusy, notice } = useSignature(on, member, recordHash);
  return (
    <>
      {notice}
      <Button kind="main" isDisabled={isBusy} onPress={() => void sign([])}>
        {fieldText.signing.confirmMine}
      </Button>
    </>
  );
}
