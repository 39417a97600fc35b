/** One person: facts, roles, a new password, the end. Each admin sees the others' deeds too, with the reason why not. @module */
import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { ROLES } from '../../../core/actor.ts';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { PasswordReset, RoleGrant, type Staff } from '../../../bureau/types.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { roleTitles } from '../../kit/strings/common.zh.ts';
import { personLoginText } from '../../kit/strings/login.zh.ts';
import { newOneTimePassword } from './one-time-password.ts';
import { PasswordSlip } from './password-slip.tsx';
import { rolesText, StaffState } from './staff-list.tsx';
import './bureau.css';

const text = bureauText.person;
const INACTIVE = [{ code: 'staff-inactive' }];

export function PersonPage(): ReactNode {
  const person = useRead<Staff>(`/api/staff/${useParam('staffId')}`);
  return (
    <Loaded read={person} skeleton={<TextSkeleton lines={10} />}>
      {(value) => <Person key={value.staffId} person={value} />}
    </Loaded>
  );
}

function Person({ person }: { readonly person: Staff }): ReactNode {
  const { name, department, username, roles } = person;
  return (
    <>
      <PageHeader
        title={name}
        parent={{ to: '/bureau', title: bureauText.staff.title }}
        standing={<StaffState person={person} />}
      />
      <DescriptionList
        items={[
          { label: bureauText.staff.department, value: department },
          { label: bureauText.staff.username, value: username },
          { label: bureauText.staff.roles, value: rolesText(roles) },
        ]}
      />
      <GrantRoles person={person} />
      <ResetPassword person={person} />
      <TakeAway person={person} kind="staff.end-sessions" hint={personLoginText.sessions} />
      <TakeAway person={person} kind="staff.reset-factors" hint={personLoginText.factors} />
      <Deactivate person={person} />
    </>
  );
}

interface PersonProps {
  readonly person: Staff;
}

function GrantRoles({ person: { staffId, roles, active } }: PersonProps): ReactNode {
  const mayGrant = useMayDo('staff.grant-roles');
  return (
    <section className="person-deed">
      <h2>{bureauDeeds['staff.grant-roles'].title}</h2>
      <p className="muted">{text.rolesHint}</p>
      <DeedForm
        kind="staff.grant-roles"
        schema={RoleGrant}
        initial={{ roles }}
        toInput={(values) => ({ ...values, staffId })}
        refusals={active ? [] : INACTIVE}
        onDone={() => undefined}
      >
        <Field name="roles" label={bureauText.staff.roles}>
          <Checkbox.Group
            className="role-choices"
            disabled={!active || !mayGrant}
            options={ROLES.map((role) => ({ value: role, label: roleTitles[role] }))}
          />
        </Field>
      </DeedForm>
    </section>
  );
}

function ResetPassword({ person: { staffId, name, username, active } }: PersonProps): ReactNode {
  const [oneTimePassword, setOneTimePassword] = useState(newOneTimePassword);
  const [shown, setShown] = useState<string>();
  const deed = useDeed<unknown>('staff.reset-password');

  async function reset(): Promise<void> {
    const outcome = await deed.run(PasswordReset.parse({ staffId, oneTimePassword }));
    if (!outcome.ok) return;
    setShown(oneTimePassword);
    setOneTimePassword(newOneTimePassword());
  }

  return (
    <section className="person-deed">
      <h2>{bureauDeeds['staff.reset-password'].title}</h2>
      <p className="muted">{text.reset}</p>
      <RefusalBox refusals={deed.refusals} />
      {shown !== undefined && <PasswordSlip name={name} username={username} password={shown} />}
      <DeedButton
        kind="staff.reset-password"
        refusals={active ? [] : INACTIVE}
        isPending={deed.isPending}
        onPress={() => void reset()}
      />
    </section>
  );
}

/** What the security admin may take from an account that goes on. */
function TakeAway({
  person: { staffId, active },
  kind,
  hint,
}: PersonProps & { readonly kind: 'staff.end-sessions' | 'staff.reset-factors'; readonly hint: string }): ReactNode {
  const deed = useDeed<{ readonly staffId: string }>(kind);
  return (
    <section className="person-deed">
      <h2>{bureauDeeds[kind].title}</h2>
      <p className="muted">{hint}</p>
      <RefusalBox refusals={deed.refusals} />
      {deed.answer !== undefined && <p role="status">{personLoginText.done}</p>}
      <DeedButton
        kind={kind}
        refusals={active ? [] : INACTIVE}
        isPending={deed.isPending}
        onPress={() => void deed.run({ staffId })}
      />
    </section>
  );
}

function Deactivate({ person: { staffId, active } }: PersonProps): ReactNode {
  const mayDeactivate = useMayDo('staff.deactivate');
  const [isConfirmed, setConfirmed] = useState(false);
  const deed = useDeed<unknown>('staff.deactivate');
  return (
    <section className="person-deed">
      <h2>{bureauDeeds['staff.deactivate'].title}</h2>
      <p className="muted">{text.deactivate}</p>
      <RefusalBox refusals={deed.refusals} />
      {active && mayDeactivate && (
        <Checkbox checked={isConfirmed} onChange={({ target }) => setConfirmed(target.checked)}>
          {text.confirm}
        </Checkbox>
      )}
      <DeedButton
        kind="staff.deactivate"
        refusals={deactivateReasons(active, isConfirmed)}
        isPending={deed.isPending}
        onPress={() => void deed.run({ staffId })}
      />
    </section>
  );
}

function deactivateReasons(active: boolean, isConfirmed: boolean): readonly { readonly code: string }[] {
  if (!active) return INACTIVE;
  return isConfirmed ? [] : [{ code: 'deactivation-unconfirmed' }];
}
