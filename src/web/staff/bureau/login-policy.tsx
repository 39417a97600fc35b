/** 登录策略 as it is in force. @module */
import type { ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import type { PolicyView } from '../../../bureau/types/login.ts';
import { POLICY_NUMBERS } from '../../../core/identity/policy.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { policyText as text, presetTitles } from '../../kit/strings/login.zh.ts';
import { BureauNav } from './bureau-nav.tsx';

export function LoginPolicyPage(): ReactNode {
  const answer = useRead<PolicyView>('/api/login-policy');
  const mayChange = useMayDo('bureau.set-login-policy');
  return (
    <>
      <PageHeader
        title={text.title}
        standing={
          <>
            {text.standing}
            <BureauNav />
          </>
        }
        action={
          mayChange ? (
            <AppLink to="/bureau/login-policy/edit" look="button">
              {bureauDeeds['bureau.set-login-policy'].title}
            </AppLink>
          ) : undefined
        }
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={10} />}>
        {({ policy, version, since }) => (
          <>
            <p>
              {since === null ? (
                text.none
              ) : (
                <>
                  {text.since(version)} <DateText value={since} withTime />
                </>
              )}
            </p>
            <DescriptionList
              items={[
                { label: text.preset, value: presetTitles[policy.preset] },
                ...POLICY_NUMBERS.map((field) => ({ label: text.numbers[field], value: String(policy[field]) })),
                { label: text.needsSecondFactor, value: policy.needsSecondFactor ? text.yes : text.no },
              ]}
            />
          </>
        )}
      </Loaded>
    </>
  );
}
