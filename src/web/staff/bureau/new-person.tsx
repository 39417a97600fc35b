/** 新增人员: name, department, user name; the program makes the one-time password. @module */
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { NewPerson } from '../../../bureau/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { newOneTimePassword } from './one-time-password.ts';
import { PasswordSlip } from './password-slip.tsx';

const text = bureauText.create;

interface Created {
  readonly staffId: string;
  readonly name: string;
  readonly username: string;
}

export function NewPersonPage(): ReactNode {
  const [oneTimePassword] = useState(newOneTimePassword);
  const [created, setCreated] = useState<Created>();
  return (
    <>
      <PageHeader
        title={bureauDeeds['staff.create'].title}
        parent={{ to: '/bureau', title: bureauText.staff.title }}
        standing={text.rolesNext}
      />
      {created === undefined ? (
        <DeedForm<unknown, Created>
          kind="staff.create"
          schema={NewPerson}
          toInput={(values) => ({ ...values, oneTimePassword })}
          onDone={setCreated}
        >
          <Field name="name" label={bureauText.staff.name}>
            <Input autoComplete="off" />
          </Field>
          <Field name="department" label={bureauText.staff.department} hint={text.departmentHint}>
            <Input autoComplete="off" />
          </Field>
          <Field name="username" label={bureauText.staff.username} hint={text.usernameHint}>
            <Input autoComplete="off" spellCheck={false} />
          </Field>
        </DeedForm>
      ) : (
        <>
          <PasswordSlip {...created} password={oneTimePassword} />
          <p>
            <AppLink to={`/bureau/staff/${created.staffId}`}>{bureauText.slip.toPerson}</AppLink>
          </p>
        </>
      )}
    </>
  );
}
