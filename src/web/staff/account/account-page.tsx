/** 我的账号: password, second factor, passkeys, sessions, unified identity; and what stands instead of every page while a second factor is missing. @module */
import { type ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import type { OwnAccount } from '../../../bureau/types/login.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { DescriptionList } from '../../kit/description-list.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo, useSession } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { accountText as text, emergencyText } from '../../kit/strings/login.zh.ts';
import { UnifiedButton } from '../shell/unified-button.tsx';
import { Factors } from './factors.tsx';
import './account.css';

export function AccountPage(): ReactNode {
  const account = useRead<OwnAccount>('/api/account');
  const { mustEnrolFactor, username } = useSession();
  const mayAsk = useMayDo('emergency.request');
  return (
    <>
      <PageHeader title={text.title} standing={mustEnrolFactor ? text.mustEnrol : text.standing(username)} />
      <Loaded read={account} skeleton={<TextSkeleton lines={12} />}>
        {(value) => (
          <>
            {!mustEnrolFactor && <Password account={value} />}
            <Factors account={value} />
            {!mustEnrolFactor && <Sessions account={value} />}
            {!mustEnrolFactor && value.unified !== null && <Unified unified={value.unified} />}
            {!mustEnrolFactor && mayAsk && (
              <p>
                <AppLink to="/bureau/emergency">{emergencyText.link}</AppLink>
              </p>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

interface Props {
  readonly account: OwnAccount;
}

function Password({ account: { passwordChangedAt, passwordUntil } }: Props): ReactNode {
  return (
    <section className="account-part">
      <h2>{text.password.title}</h2>
      <DescriptionList
        items={[
          { label: text.password.changed, value: <DateText value={passwordChangedAt} withTime /> },
          {
            label: text.password.until,
            value: passwordUntil === null ? text.password.never : <DateText value={passwordUntil} withTime />,
          },
        ]}
      />
      <p>
        <AppLink to="/password" look="button">
          {text.password.link}
        </AppLink>
      </p>
    </section>
  );
}

type OneSession = OwnAccount['sessions'][number];

const SESSION_COLUMNS: readonly Column<OneSession>[] = [
  {
    key: 'startedAt',
    title: text.sessions.started,
    render: ({ startedAt }) => <DateText value={startedAt} inTable withTime />,
  },
  { key: 'usedAt', title: text.sessions.used, render: ({ usedAt }) => <DateText value={usedAt} inTable withTime /> },
  { key: 'ip', title: text.sessions.ip, render: ({ ip }) => ip },
  {
    key: 'userAgent',
    title: text.sessions.browser,
    render: ({ userAgent }) => <div className="account-browser">{userAgent}</div>,
  },
  {
    key: 'end',
    title: '',
    render: (session) =>
      session.isThis ? <span className="account-this">{text.sessions.isThis}</span> : <EndSession session={session} />,
  },
];

function Sessions({ account: { sessions } }: Props): ReactNode {
  return (
    <section className="account-part">
      <h2>{text.sessions.title}</h2>
      <p className="muted">{text.sessions.hint}</p>
      <DataTable
        caption={text.sessions.caption}
        columns={SESSION_COLUMNS}
        rows={sessions}
        rowKey={({ sessionId }) => sessionId}
      />
    </section>
  );
}

function EndSession({ session: { sessionId } }: { readonly session: OneSession }): ReactNode {
  const deed = useDeed<{ readonly sessionId: string }>('staff.end-own-session');
  return (
    <>
      <DeedButton
        kind="staff.end-own-session"
        isOpenToAll
        isPending={deed.isPending}
        onPress={() => void deed.run({ sessionId })}
      />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

function Unified({
  unified: { issuer, linkedAt },
}: {
  readonly unified: NonNullable<OwnAccount['unified']>;
}): ReactNode {
  const deed = useDeed<object>('staff.unlink-unified');
  return (
    <section className="account-part">
      <h2>{text.unified.title}</h2>
      <p className="muted">{text.unified.hint}</p>
      <DescriptionList
        items={[
          { label: text.unified.platform, value: issuer },
          {
            label: text.unified.linked,
            value: linkedAt === null ? text.unified.off : <DateText value={linkedAt} withTime />,
          },
        ]}
      />
      <RefusalBox refusals={deed.refusals} />
      {linkedAt === null ? (
        <UnifiedButton isLink label={bureauDeeds['staff.link-unified'].title} />
      ) : (
        <DeedButton
          kind="staff.unlink-unified"
          isOpenToAll
          isPending={deed.isPending}
          onPress={() => void deed.run({})}
        />
      )}
    </section>
  );
}
