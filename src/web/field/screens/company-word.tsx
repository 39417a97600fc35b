/** The enterprise signs, or refuses before a second officer. @module */
import type { ReactNode } from 'react';
import { EnterpriseWord } from '../../../inspection/types/visit.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { proofOf, textOf } from '../parts/own-signature.tsx';
import { SignaturePad } from '../parts/signature-pad.tsx';
import { Button, Field } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';

export function CompanyWord({ on, recordHash }: { readonly on: VisitOnPhone; readonly recordHash: string }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const draft = useDraft(`company/${visit.inspectionId}`, {
    isRefusing: false,
    representative: '',
    reason: '',
    witness: '',
  });
  const text = fieldText.signing;
  const { value, set } = draft;
  const { isRefusing } = value;
  const word = EnterpriseWord.safeParse(
    isRefusing
      ? { outcome: 'refused', reason: value.reason, witnessOfficerId: value.witness }
      : { outcome: 'signed', representative: value.representative },
  );
  const say = async (strokes: number[][]): Promise<boolean> => {
    if (!word.success) return false;
    const proof = await proofOf(store, await textOf(visit.inspectionId, recordHash, 'enterprise', strokes));
    const body = { kind: 'sign-enterprise' as const, word: word.data, recordHash, strokes, ...proof };
    await store.say(visit.inspectionId, body, { draft: draft.name });
    draft.drop();
    return true;
  };
  const witnesses = visit.team.filter(({ kind, staffId }) => kind === 'officer' && staffId !== store.device.staffId);
  return (
    <section>
      <h2>{text.company}</h2>
      {isRefusing ? (
        <>
          <Field label={text.refuseReason} rows={2} value={value.reason} onChange={(reason) => set({ reason })} />
          <div className="field">
            <label htmlFor="witness">{text.witness}</label>
            <select id="witness" value={value.witness} onChange={(event) => set({ witness: event.target.value })}>
              <option value="">{fieldText.choose}</option>
              {witnesses.map(({ personId, name }) => (
                <option key={personId} value={personId}>
                  {name}
                </option>
              ))}
            </select>
          </div>
          <Button kind="danger" isDisabled={!word.success} onPress={() => void say([])}>
            {text.refuseSave}
          </Button>
          <Button onPress={() => set({ isRefusing: false })}>{text.refuseNot}</Button>
        </>
      ) : (
        <>
          <Field
            label={text.representative}
            value={value.representative}
            onChange={(representative) => set({ representative })}
          />
          <SignaturePad
            draft={`stroke/${visit.inspectionId}/${recordHash}/enterprise`}
            label={text.company}
            isBusy={!word.success}
            onSign={say}
          />
          <Button onPress={() => set({ isRefusing: true })}>{text.refuse}</Button>
        </>
      )}
    </section>
  );
}
