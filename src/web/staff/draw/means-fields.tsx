/** Fixed teams, days, vehicles and devices of a draw: what its visits get besides people. @module */
import { Form, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { EQUIPMENT_KINDS } from '../../../directory/types/vocabulary.ts';
import { Field, FormSection } from '../../kit/field.tsx';
import { drawMeansText } from '../../kit/strings/draw-means.zh.ts';
import { Rows } from '../plan/rows.tsx';
import { partOf } from './means-values.ts';

const text = drawMeansText.editor;
export function MeansFields(): ReactNode {
  const form = Form.useFormInstance();
  const mode: unknown = Form.useWatch(['config', 'teams', 'mode'], form);
  const days: unknown = Form.useWatch(['config', 'means', 'days'], form);
  return (
    <>
      <FormSection title={text.teams} hint={text.teamsHint}>
        <Field name="config.teams.mode" label={text.teamsHow}>
          <Radio.Group
            options={[
              { value: 'each', label: text.perEnterprise },
              { value: 'fixed', label: text.fixed },
            ]}
          />
        </Field>
        {mode === 'fixed' && (
          <div className="row">
            <Field name="config.teams.count" label={text.teamCount}>
              <InputNumber min={1} max={1000} precision={0} />
            </Field>
            <Field name="config.teams.cap" label={text.teamCap}>
              <InputNumber min={1} max={200} precision={0} suffix={text.households} />
            </Field>
          </div>
        )}
      </FormSection>
      <FormSection title={text.means} hint={text.meansHint}>
        <Field name="config.means.days" label={text.how}>
          <Radio.Group
            options={[
              { value: 'none', label: text.none },
              { value: 'drawn', label: text.drawn },
              { value: 'planned', label: text.planned },
            ]}
          />
        </Field>
        {days !== 'none' && days !== undefined && <Details />}
      </FormSection>
    </>
  );
}

function Details(): ReactNode {
  const form = Form.useFormInstance();
  const watched: unknown = Form.useWatch(['config', 'strata'], { form, preserve: true });
  const strata = (Array.isArray(watched) ? watched : []).flatMap((each: unknown) => {
    const { id, name } = partOf(each);
    return typeof id === 'string' && id !== '' ? [{ value: id, label: typeof name === 'string' ? name : id }] : [];
  });
  return (
    <>
      <div className="row">
        <Field name="config.means.visitsPerDay" label={text.visitsPerDay}>
          <InputNumber min={1} max={4} precision={0} suffix={text.households} />
        </Field>
        <Field name="config.means.vehicleTrips" label={text.vehicleTrips} hint={text.vehicleTripsHint}>
          <InputNumber min={0} max={6} precision={0} suffix={text.times} />
        </Field>
        <Field name="config.means.deviceVisits" label={text.deviceVisits}>
          <InputNumber min={1} max={6} precision={0} suffix={text.times} />
        </Field>
      </div>
      <Field name="config.means.explosionProof" label={text.explosionProof} isOptional>
        <Select mode="multiple" options={strata} />
      </Field>
      <h3>{text.devices}</h3>
      <Rows
        name="config.means.devices"
        empty={{ strata: [] }}
        fields={[
          {
            key: 'kind',
            label: text.deviceKind,
            control: <Select options={Object.entries(EQUIPMENT_KINDS).map(([value, label]) => ({ value, label }))} />,
          },
          {
            key: 'strata',
            label: text.deviceStrata,
            isOptional: true,
            control: <Select mode="multiple" options={strata} />,
          },
        ]}
      />
    </>
  );
}
