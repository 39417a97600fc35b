/** The slip to hand over: user name and one-time password, shown once. @module */
import type { ReactNode } from 'react';
import { PASSWORD_POLICY } from '../../../core/identity/policy.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import './bureau.css';

interface PasswordSlipProps {
  readonly name: string;
  readonly username: string;
  readonly password: string;
}

export function PasswordSlip({ name, username, password }: PasswordSlipProps): ReactNode {
  const text = bureauText.slip;
  return (
    <section className="password-slip" role="status">
      <DescriptionList
        items={[
          { label: bureauText.staff.name, value: name },
          { label: bureauText.staff.username, value: <code>{username}</code> },
          { label: text.title, value: <code>{password}</code> },
        ]}
      />
      <p>{text.rule(PASSWORD_POLICY.oneTimeHours)}</p>
      <p>{text.once}</p>
    </section>
  );
}
