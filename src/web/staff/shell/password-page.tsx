/** Changing one's own password; also what stands instead of every page while a one-time password waits to be changed. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input } from 'antd';
import { useState, type ReactNode } from 'react';
import { z } from 'zod';
import type { OwnAccount } from '../../../bureau/types/login.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { shellText } from '../../kit/strings/shell.zh.ts';

const text = shellText.password;
const PasswordChange = z.object({ currentPassword: z.string().min(1), newPassword: z.string().min(1) });

export function PasswordPage(): ReactNode {
  const { mustChangePassword } = useSession();
  const [isDone, setDone] = useState(false);
  const navigate = useNavigate();
  const account = useRead<OwnAccount>('/api/account');

  function finish(): void {
    setDone(true);
    if (mustChangePassword) void navigate({ to: '/' });
  }

  return (
    <>
      <PageHeader title={text.title} standing={mustChangePassword ? text.must : text.standing} />
      <div role="status">{isDone && text.done}</div>
      {!isDone && (
        <Loaded read={account} skeleton={<TextSkeleton lines={4} />}>
          {({ minLength, classes }) => (
            <DeedForm isOpenToAll kind="staff.change-own-password" schema={PasswordChange} onDone={finish}>
              <Field name="currentPassword" label={text.current}>
                <Input.Password autoComplete="current-password" />
              </Field>
              <Field name="newPassword" label={text.next} hint={text.nextHint(minLength, classes)}>
                <Input.Password autoComplete="new-password" />
              </Field>
            </DeedForm>
          )}
        </Loaded>
      )}
    </>
  );
}
