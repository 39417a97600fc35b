/** 安全日志: who came and went, and who tried to. @module */
import type { ReactNode } from 'react';
import { SECURITY_EVENT_KINDS, type SecurityEvent } from '../../../bureau/types.ts';
import type { Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { StateTag, type StateTone } from '../../kit/state-tag.tsx';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { BureauNav } from './bureau-nav.tsx';

const text = bureauText.security;

const TONES: Readonly<Record<SecurityEvent['kind'], StateTone>> = {
  'signed-in': 'done',
  'sign-in-failed': 'problem',
  'sign-in-locked': 'problem',
  'signed-out': 'ended',
  'password-wrong': 'problem',
  'second-factor-wrong': 'problem',
  'source-locked': 'problem',
  'not-allowed': 'problem',
};

const COLUMNS: readonly Column<SecurityEvent>[] = [
  { key: 'at', title: text.at, render: ({ at }) => <DateText value={at} inTable withTime /> },
  {
    key: 'kind',
    title: text.kind,
    render: ({ kind }) => <StateTag tone={TONES[kind]} word={SECURITY_EVENT_KINDS[kind]} />,
  },
  { key: 'route', title: text.route, render: ({ route }) => route ?? '' },
  { key: 'person', title: text.person, render: ({ staffName }) => staffName ?? text.nobody },
  { key: 'ip', title: text.ip, render: ({ ip }) => ip },
  { key: 'userAgent', title: text.userAgent, render: ({ userAgent }) => <div className="user-agent">{userAgent}</div> },
];

export function SecurityLogPage(): ReactNode {
  return (
    <ListPage<SecurityEvent>
      title={text.title}
      standing={
        <>
          {text.standing}
          <BureauNav />
        </>
      }
      path="/api/security-events"
      columns={COLUMNS}
      rowKey={({ eventId }) => String(eventId)}
      filters={[
        {
          key: 'kind',
          title: text.kind,
          options: Object.entries(SECURITY_EVENT_KINDS).map(([value, label]) => ({ value, label })),
        },
      ]}
      empty={{ title: text.empty }}
    />
  );
}
