/** 现场设备: the phones that may hand in, whose they are, when they last did, and the end of one that is lost. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { RevokeDeviceInput, type DeviceView } from '../../../inspection/types/field.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { Field } from '../../kit/field.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { inspectionText } from '../../kit/strings/inspection.zh.ts';
import { fieldDevicesText as text } from '../../kit/strings/visit-sync.zh.ts';
import { useMayDo } from '../../kit/session.ts';
import './inspection.css';

export function DevicesPage(): ReactNode {
  const devices = useRead<{ readonly rows: readonly DeviceView[] }>('/api/field/devices');
  const maySeeBoard = useMayDo('inspection.read');
  return (
    <>
      <PageHeader
        title={text.title}
        standing={text.standing}
        {...(maySeeBoard ? { parent: { to: '/inspection', title: inspectionText.board.title } } : {})}
      />
      <Loaded read={devices} skeleton={<TextSkeleton lines={8} />}>
        {({ rows }) =>
          rows.length === 0 ? <EmptyState title={text.none} next={text.noneNext} /> : <Devices rows={rows} />
        }
      </Loaded>
    </>
  );
}

function Devices({ rows }: { readonly rows: readonly DeviceView[] }): ReactNode {
  const columns: readonly Column<DeviceView>[] = [
    { key: 'owner', title: text.owner, render: ({ name }) => name },
    { key: 'label', title: text.label, render: ({ label }) => label },
    {
      key: 'registered',
      title: text.registered,
      render: ({ registeredAt }) => <DateText value={registeredAt} inTable withTime />,
    },
    {
      key: 'last',
      title: text.last,
      render: ({ lastAt }) =>
        lastAt === null ? <span className="muted">{text.never}</span> : <DateText value={lastAt} inTable withTime />,
    },
    { key: 'key', title: text.key, render: ({ key }) => text.keys[key] },
    {
      key: 'state',
      title: text.state,
      render: ({ revokedAt, revokeReason }) =>
        revokedAt === null ? (
          <StateTag tone="done" word={text.inUse} />
        ) : (
          <StateTag tone="ended" word={text.revoked(tableDate(revokedAt), revokeReason ?? '')} />
        ),
    },
  ];
  return (
    <>
      <DataTable
        caption={text.caption}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ deviceId }) => deviceId}
      />
      {rows
        .filter(({ revokedAt }) => revokedAt === null)
        .map(({ deviceId, label, name }) => (
          <details key={deviceId} className="visit-form">
            <summary>{text.revoke(label, name)}</summary>
            <DeedForm
              kind="inspection.revoke-device"
              schema={RevokeDeviceInput}
              toInput={(values) => ({ ...values, deviceId })}
              onDone={() => undefined}
            >
              <Field name="reason" label={text.reason} hint={text.reasonHint}>
                <Input.TextArea rows={2} maxLength={500} />
              </Field>
            </DeedForm>
          </details>
        ))}
    </>
  );
}
