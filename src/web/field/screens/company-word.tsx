/** The enterprise signs, or refuses before a second officer. @module */
import { useState, type ReactNode } from 'react';
import { EnterpriseWord } from '../../../inspection/types/visit.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { SignaturePad } from '../parts/signature-pad.tsx';
import { Button, Field } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/field-store.ts';
import { proofOf } from './member-signature.tsx';

export function CompanyWord({ on, recordHash }: { readonly on: VisitOnPhone; readonly recordHash: string }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const draft = useDraft(`company/${visit.inspectionId}`, { representative: '', reason: '', witness: '' });
  const [isRefusing, setRefusing] = useState(false);
  const text = fieldText.signing;
  const { value, set } = draft;
  const word = EnterpriseWord.safeParse(
    isRefusing
      ? { outcome: 'refused', reason: value.reason, witnessOfficerId: value.witness }
      : { outcome: 'signed', representative: value.representative },
  );
  const say = async (strokes: number[][]): Promise<void> => {
    if (!word.success) return;
    const proof = await proofOf(store, visit.inspectionId, recordHash, 'enterprise', strokes);
    await store.say(visit.inspectionId, { kind: 'sign-enterprise', word: word.data, recordHash, strokes, ...proof });
    draft.drop();
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
        </>
      ) : (
        <>
          <Field
            label={text.representative}
            value={value.representative}
            onChange={(representative) => set({ representative })}
          />
          <SignaturePad label={text.company} isBusy={!word.success} onSign={(strokes) => void say(strokes)} />
          <Button onPress={() => setRefusing(true)}>{text.refuse}</Button>
        </>
      )}
    </section>
  );
}
