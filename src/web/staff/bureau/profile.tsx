/** 主体资格: the version in force. @module */
import type { ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import { PROFILE_FIELDS, type ProfileView } from '../../../bureau/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DescriptionList } from '../../kit/description-list.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { bureauText, profileLabels, standingTitles } from '../../kit/strings/bureau.zh.ts';
import { BureauNav } from './bureau-nav.tsx';

const text = bureauText.profile;

export interface ProfileAnswer {
  readonly version: number;
  readonly since: string;
  readonly profile: ProfileView;
}

export function ProfilePage(): ReactNode {
  const answer = useRead<ProfileAnswer>('/api/bureau');
  const mayAmend = useMayDo('bureau.amend-profile');
  return (
    <>
      <PageHeader
        title={text.title}
        standing={
          <>
            {answer.value &&
              `${text.standing(answer.value.version, sentenceDate(answer.value.since))}；${text.openness}`}
            <BureauNav />
          </>
        }
        action={
          mayAmend ? (
            <AppLink to="/bureau/profile/edit" look="button">
              {bureauDeeds['bureau.amend-profile'].title}
            </AppLink>
          ) : undefined
        }
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={12} />}>
        {({ profile }) => (
          <DescriptionList
            items={PROFILE_FIELDS.map((field) => ({
              label: profileLabels[field],
              value: field === 'standing' ? standingTitles[profile.standing ?? ''] : profile[field],
            }))}
          />
        )}
      </Loaded>
    </>
  );
}
