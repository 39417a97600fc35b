/** 人员与角色: everyone who works for the bureau, with roles and state. @module */
import type { ReactNode } from 'react';
import { ROLES } from '../../../core/actor.ts';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import type { Staff } from '../../../bureau/types.ts';
import { AppLink } from '../../kit/app-link.tsx';
import type { Column } from '../../kit/data-table.tsx';
import { ListPage } from '../../kit/list-page.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { bureauText } from '../../kit/strings/bureau.zh.ts';
import { roleTitles, titlesOfRoles } from '../../kit/strings/common.zh.ts';
import { BureauNav } from './bureau-nav.tsx';

const text = bureauText.staff;

const COLUMNS: readonly Column<Staff>[] = [
  {
    key: 'name',
    isSortable: true,
    title: text.name,
    render: ({ staffId, name }) => <AppLink to={`/bureau/staff/${staffId}`}>{name}</AppLink>,
  },
  { key: 'department', isSortable: true, title: text.department, render: ({ department }) => department },
  { key: 'username', isSortable: true, title: text.username, render: ({ username }) => username },
  { key: 'roles', title: text.roles, render: ({ roles }) => rolesText(roles) },
  { key: 'state', title: text.state, render: (person) => <StaffState person={person} /> },
];

export function StaffListPage(): ReactNode {
  const mayCreate = useMayDo('staff.create');
  return (
    <ListPage<Staff>
      title={text.title}
      standing={
        <>
          {text.standing}
          <BureauNav />
        </>
      }
      path="/api/staff"
      columns={COLUMNS}
      rowKey={({ staffId }) => staffId}
      searchHint={text.search}
      filters={[
        {
          key: 'active',
          title: text.activeFilter,
          options: [
            { value: 'true', label: text.yes },
            { value: 'false', label: text.no },
          ],
        },
        { key: 'role', title: text.roles, options: ROLES.map((role) => ({ value: role, label: roleTitles[role] })) },
      ]}
      empty={{ title: text.empty }}
      action={
        mayCreate ? (
          <AppLink to="/bureau/staff/new" look="button">
            {bureauDeeds['staff.create'].title}
          </AppLink>
        ) : undefined
      }
    />
  );
}

export function rolesText(roles: Staff['roles']): string {
  return roles.length === 0 ? text.noRoles : titlesOfRoles(roles);
}

export function StaffState({ person }: { readonly person: Staff }): ReactNode {
  if (!person.active) return <StateTag tone="ended" word={text.inactive} />;
  return person.awaitsFirstSignIn ? (
    <StateTag tone="waiting" word={text.waiting} />
  ) : (
    <StateTag tone="done" word={text.active} />
  );
}
