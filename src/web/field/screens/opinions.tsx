/** 专家意见: problem, basis, measure, days, one by one, each linked to a finding where there is one. @module */
import type { ReactNode } from 'react';
import { isOf } from '../../../inspection/rules/sync/merge.ts';
import { OpinionInput } from '../../../inspection/types/visit.ts';
import { newCommandId } from '../../kit/command-id.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { Chip } from '../parts/chip.tsx';
import { Button, Field, Screen } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';
import { findingsOf } from '../visit-model.ts';
import { visitLink } from '../words.ts';

const EMPTY = { problem: '', basis: '', measure: '', days: '15', findingId: '' };

export function Opinions({ on }: { readonly on: VisitOnPhone }): ReactNode {
  const { store } = useField();
  const { visit } = on;
  const draft = useDraft(`opinion/${visit.inspectionId}`, EMPTY);
  const text = fieldText.opinions;
  const isExpert = visit.team.some(({ kind, staffId }) => kind === 'expert' && staffId === store.device.staffId);
  const said = [...on.merged.registers.values()].map(([first]) => first).filter(isOf('opinion'));
  const { value, set } = draft;
  const opinion = OpinionInput.safeParse({
    problem: value.problem,
    basis: value.basis,
    measure: value.measure,
    suggestedDays: Number(value.days),
    ...(value.findingId === '' ? {} : { findingId: value.findingId }),
  });
  const save = async (): Promise<void> => {
    if (!opinion.success) return;
    const body = { kind: 'opinion' as const, opinionId: newCommandId(), opinion: opinion.data };
    await store.say(visit.inspectionId, body, { draft: draft.name });
    draft.drop();
  };
  return (
    <Screen
      title={text.title}
      back={visitLink(visit.inspectionId)}
      chip={<Chip />}
      actions={
        isExpert ? (
          <Button kind="main" isDisabled={!opinion.success} onPress={() => void save()}>
            {text.save}
          </Button>
        ) : undefined
      }
    >
      <ol className="plain">
        {said.map(({ operationId, body: { opinion: each } }) => (
          <li key={operationId} className="card">
            <strong>{each.problem}</strong>
            <span>{`${text.basis}：${each.basis}`}</span>
            <span>{`${text.measure}：${each.measure}`}</span>
          </li>
        ))}
      </ol>
      {isExpert ? (
        <>
          <Field label={text.problem} rows={2} value={value.problem} onChange={(problem) => set({ problem })} />
          <Field label={text.basis} value={value.basis} onChange={(basis) => set({ basis })} />
          <Field label={text.measure} rows={2} value={value.measure} onChange={(measure) => set({ measure })} />
          <Field label={text.days} type="number" value={value.days} onChange={(days) => set({ days })} />
          <div className="field">
            <label htmlFor="opinion-finding">{text.link}</label>
            <select
              id="opinion-finding"
              value={value.findingId}
              onChange={(event) => set({ findingId: event.target.value })}
            >
              <option value="">{text.noLink}</option>
              {findingsOf(on)
                .filter(({ isWithdrawn }) => !isWithdrawn)
                .map(({ findingId, number, description }) => (
                  <option key={findingId} value={findingId}>
                    {`${fieldText.finding.number(number)} ${description}`}
                  </option>
                ))}
            </select>
          </div>
        </>
      ) : (
        <p>{text.onlyExpert}</p>
      )}
    </Screen>
  );
}
