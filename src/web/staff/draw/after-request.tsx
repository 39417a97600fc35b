/** Asking for a substitution: what, for which coded reason, with which document. @module */
import { Form, Select } from 'antd';
import { sha256Suite, toHex } from 'verifiable-draw';
import { useState, type ReactNode } from 'react';
import {
  PERSON_REASONS,
  RequestSubstitution,
  ENTERPRISE_REASONS,
  type AfterView,
  type Replaced,
  type TeamNow,
} from '../../../draw/types/after.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { afterText } from '../../kit/strings/draw-after.zh.ts';

const text = afterText.request;
const MOST_BYTES = 50_000_000;
const ENDINGS = ['.pdf', '.jpg', '.jpeg', '.png', '.docx', '.ofd', '.zip'];

interface RequestFormProps {
  readonly drawId: string;
  readonly teams: AfterView['teams'];
}

export function RequestForm({ drawId, teams }: RequestFormProps): ReactNode {
  const [round, setRound] = useState(0);
  return (
    <details className="draw-void" key={round}>
      <summary>{text.open}</summary>
      <OneRequest drawId={drawId} teams={teams} onDone={() => setRound(round + 1)} />
    </details>
  );
}

function OneRequest({ drawId, teams, onDone }: RequestFormProps & { readonly onDone: () => void }): ReactNode {
  const [file, setFile] = useState<File>();
  const [evidence, setEvidence] = useState('');

  async function choose(chosen: File | undefined): Promise<void> {
    setFile(chosen);
    setEvidence('');
    if (chosen !== undefined) setEvidence(toHex(sha256Suite.hash(new Uint8Array(await chosen.arrayBuffer()))));
  }

  return (
    <DeedForm
      kind="draw.request-substitution"
      schema={RequestSubstitution}
      initial={{ what: 'enterprise' }}
      toInput={(values) => ({ drawId, target: targetOf(values, teams), evidence })}
      onDone={onDone}
    >
      <Field name="what" label={text.what}>
        <Select options={Object.entries(text.kinds).map(([value, label]) => ({ value, label }))} />
      </Field>
      <Field name="enterprise" label={text.enterprise} hint={text.enterpriseHint}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={teams.map(({ enterprise, name }) => ({ value: enterprise, label: `${name}（${enterprise}）` }))}
        />
      </Field>
      <Form.Item noStyle shouldUpdate>
        {({ getFieldsValue }) => <Rest values={getFieldsValue(true)} teams={teams} />}
      </Form.Item>
      <FileDrop
        label={text.evidence}
        accept={ENDINGS}
        maxBytes={MOST_BYTES}
        chosen={file}
        onChoose={(chosen) => void choose(chosen)}
      />
      <p className="muted">
        {text.evidenceHint}
        {evidence !== '' && (
          <>
            <br />
            <HashText hash={evidence} />
          </>
        )}
      </p>
    </DeedForm>
  );
}

type Values = Readonly<Record<string, unknown>>;

function Rest({ values, teams }: { readonly values: Values; readonly teams: readonly TeamNow[] }): ReactNode {
  const what = whatOf(values);
  const team = teams.find(({ enterprise }) => enterprise === values['enterprise']);
  const reasons = what === 'enterprise' ? ENTERPRISE_REASONS : PERSON_REASONS;
  return (
    <>
      {what !== 'enterprise' && (
        <Field name="seat" label={text.person}>
          <Select
            options={seatsOf(team, what).map(({ place, person, name }) => ({
              value: `${place}|${person}`,
              label: `${place === 0 && what === 'officer' ? '主办' : `第 ${place + 1} 席`} ${name}（${person}）`,
            }))}
          />
        </Field>
      )}
      <Field key={what} name="reason" label={text.reason}>
        <Select options={Object.entries(reasons).map(([value, label]) => ({ value, label }))} />
      </Field>
    </>
  );
}

function whatOf(values: Values): Replaced {
  const { what } = values;
  return what === 'officer' || what === 'expert' ? what : 'enterprise';
}

function seatsOf(team: TeamNow | undefined, what: Replaced): TeamNow['officers'] {
  if (team === undefined) return [];
  return what === 'officer' ? team.officers : team.experts;
}

function targetOf(values: Values, teams: readonly TeamNow[]): unknown {
  const what = whatOf(values);
  const { enterprise, reason, seat } = values;
  if (what === 'enterprise') return { what, enterprise, reason };
  const team = teams.find((each) => each.enterprise === enterprise);
  const held = seatsOf(team, what).find(({ place, person }) => seat === `${place}|${person}`);
  return { what, enterprise, place: held?.place, person: held?.person, reason };
}
