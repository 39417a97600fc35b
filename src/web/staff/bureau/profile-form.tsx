/** 修改主体资格: every field; each saving is a version of its own. @module */
import { useNavigate } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import type { ReactElement, ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import {
  LONG_PROFILE_FIELDS,
  OPTIONAL_PROFILE_FIELDS,
  PROFILE_FIELDS,
  ProfileAmendment,
  STANDINGS,
  type ProfileField,
} from '../../../bureau/types.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { bureauText, profileHints, profileLabels } from '../../kit/strings/bureau.zh.ts';
import type { ProfileAnswer } from './profile.tsx';

const text = bureauText.profile;

export function AmendProfilePage(): ReactNode {
  const answer = useRead<ProfileAnswer>('/api/bureau');
  const navigate = useNavigate();
  return (
    <>
      <PageHeader
        title={bureauDeeds['bureau.amend-profile'].title}
        parent={{ to: '/bureau/profile', title: text.title }}
        standing={text.history}
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={12} />}>
        {({ version, profile }) => (
          <DeedForm
            kind="bureau.amend-profile"
            schema={ProfileAmendment}
            initial={{ profile }}
            toInput={(values) => ({ ...values, version })}
            onDone={() => void navigate({ to: '/bureau/profile' })}
          >
            {PROFILE_FIELDS.map((name) => {
              const hint = profileHints[name];
              return (
                <Field
                  key={name}
                  name={`profile.${name}`}
                  label={profileLabels[name]}
                  isOptional={OPTIONAL_PROFILE_FIELDS.includes(name)}
                  {...(hint === undefined ? {} : { hint })}
                >
                  {controlOf(name)}
                </Field>
              );
            })}
          </DeedForm>
        )}
      </Loaded>
    </>
  );
}

function controlOf(name: ProfileField): ReactElement {
  if (name === 'standing')
    return <Select options={Object.entries(STANDINGS).map(([value, label]) => ({ value, label }))} />;
  return LONG_PROFILE_FIELDS.includes(name) ? <Input.TextArea rows={3} /> : <Input />;
}
