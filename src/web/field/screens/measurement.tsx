/** A reading, with a device whose calibration covers the day. @module */
import type { ReactNode } from 'react';
import { keyOf } from '../../../inspection/rules/record.ts';
import { measurementRefusals } from '../../../inspection/rules/sync/judge.ts';
import { isOf } from '../../../inspection/rules/sync/merge.ts';
import { dayOfMillis } from '../../../inspection/rules/sync/stamp.ts';
import { EQUIPMENT_KINDS } from '../../../directory/types/vocabulary.ts';
import { newCommandId } from '../../kit/command-id.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { useField } from '../context.ts';
import { useDraft } from '../draft.ts';
import { Button, Field } from '../parts/ui.tsx';
import type { VisitOnPhone } from '../store/visit-on-phone.ts';

const EMPTY = { equipmentId: '', quantity: '', value: '', unit: '' };

interface MeasurementProps {
  readonly on: VisitOnPhone;
  readonly point: { readonly itemId: string; readonly pointNo: number };
}

export function Measurement({ on, point }: MeasurementProps): ReactNode {
  const { store } = useField();
  const { devices } = on.facts;
  const draft = useDraft(`measurement/${on.visit.inspectionId}/${keyOf(point)}`, EMPTY);
  const { equipmentId, quantity, value, unit } = draft.value;
  const { set } = draft;
  const text = fieldText.measurement;
  const day = dayOfMillis(store.clock.now());
  const valid = devices.filter((device) => measurementRefusals(device, devices, day).length === 0);
  const taken = [...on.merged.registers.values()]
    .map(([first]) => first)
    .filter(isOf('measurement'))
    .filter(({ body }) => keyOf(body) === keyOf(point));
  const save = async (): Promise<void> => {
    const measurementId = newCommandId();
    const body = { kind: 'measurement' as const, measurementId, ...point, equipmentId, quantity, value, unit };
    await store.say(on.visit.inspectionId, body, { draft: draft.name });
    draft.drop();
  };
  return (
    <details>
      <summary>{text.title}</summary>
      <ul className="plain">
        {taken.map(({ operationId, body }) => (
          <li key={operationId}>{`${body.quantity} ${body.value} ${body.unit}`}</li>
        ))}
      </ul>
      {valid.length === 0 ? <p>{text.none}</p> : null}
      <div className="field">
        <label htmlFor="measuring-device">{text.device}</label>
        <select
          id="measuring-device"
          value={equipmentId}
          onChange={(event) => set({ equipmentId: event.target.value })}
        >
          <option value="">{fieldText.choose}</option>
          {devices.map((device) => (
            <option key={device.equipmentId} value={device.equipmentId} disabled={!valid.includes(device)}>
              {`${EQUIPMENT_KINDS[device.kind as keyof typeof EQUIPMENT_KINDS]} ${device.serial} ${
                valid.includes(device) ? text.until(device.calibrationDueOn ?? '') : text.lapsed
              }`}
            </option>
          ))}
        </select>
      </div>
      <Field label={text.quantity} value={quantity} onChange={(typed) => set({ quantity: typed })} />
      <Field label={text.value} value={value} onChange={(typed) => set({ value: typed })} />
      <Field label={text.unit} value={unit} onChange={(typed) => set({ unit: typed })} />
      <Button isDisabled={equipmentId === '' || quantity === '' || value === ''} onPress={() => void save()}>
        {text.save}
      </Button>
    </details>
  );
}
