/** What was kept apart (a revoked phone, a visit replaced meanwhile, a newer program), and the chief's word on it. @module */
import { Input, Radio } from 'antd';
import { useState, type ReactNode } from 'react';
import { HELD_STANDINGS } from '../../../inspection/types/operation.ts';
import { DecideHeldInput, type SyncView } from '../../../inspection/types/field.ts';
import { showRefusals } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { tableTime } from '../../kit/format.ts';
import { useMayDo } from '../../kit/session.ts';
import { visitSyncText } from '../../kit/strings/visit-sync.zh.ts';
import { saysOf } from './operation-words.ts';
import type { SyncProps } from './sync.tsx';

const text = visitSyncText.held;
type Held = SyncView['held'][number];

export function HeldWork({ view, sync: { held, names } }: SyncProps): ReactNode {
  const mayDecide = useMayDo('inspection.decide-held');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const open = held.filter(({ standing }) => standing === 'held');
  const decided = held.filter(({ standing }) => standing !== 'held');
  const operationIds = open.map(({ operationId }) => operationId).filter((id) => chosen.has(id));
  const choose = (rows: readonly Held[], isWanted: boolean): void => {
    const ids = rows.map(({ operationId }) => operationId);
    setChosen((before) => new Set(isWanted ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))));
  };
  const columns: readonly Column<Held>[] = [
    { key: 'kind', title: visitSyncText.conflicts.what, render: ({ sent }) => wordsOf(sent) },
    { key: 'who', title: visitSyncText.conflicts.who, render: ({ author }) => names[author] ?? author },
    {
      key: 'why',
      title: text.why,
      render: ({ refusals }) =>
        showRefusals(refusals)
          .map(({ reason }) => reason)
          .join('；'),
    },
    {
      key: 'received',
      title: text.received,
      render: ({ receivedAt }) => <span className="digits">{tableTime(receivedAt)}</span>,
    },
  ];
  const standing: Column<Held> = {
    key: 'standing',
    title: text.standing,
    render: ({ standing: word, reason }) => text.decided(HELD_STANDINGS[word], reason ?? ''),
  };
  function wordsOf(sent: Held['sent']): string {
    const { kind, says } = saysOf(sent, view);
    return `${kind}　${says}`;
  }
  return (
    <section>
      <h3>{text.title}</h3>
      <p className="muted">{text.hint}</p>
      {open.length > 0 && (
        <DataTable
          caption={text.open}
          columns={columns}
          rows={open}
          rowKey={({ operationId }) => operationId}
          {...(mayDecide
            ? {
                selection: {
                  nameOf: ({ sent }: Held) => wordsOf(sent),
                  isChosen: ({ operationId }: Held) => chosen.has(operationId),
                  choose,
                },
              }
            : {})}
        />
      )}
      {mayDecide && open.length > 0 && (
        <div className="visit-form">
          <p role="status">{operationIds.length === 0 ? text.nothingChosen : text.chosen(operationIds.length)}</p>
          <DeedForm
            kind="inspection.decide-held"
            schema={DecideHeldInput}
            initial={{ decision: 'admitted' }}
            toInput={(values) => ({ ...values, inspectionId: view.inspectionId, operationIds })}
            onDone={() => setChosen(new Set())}
          >
            <Field name="decision" label={text.decision}>
              <Radio.Group
                options={[
                  { value: 'admitted', label: text.admit },
                  { value: 'set-aside', label: text.setAside },
                ]}
              />
            </Field>
            <Field name="reason" label={text.reason} hint={text.reasonHint}>
              <Input.TextArea rows={2} maxLength={500} />
            </Field>
          </DeedForm>
        </div>
      )}
      {decided.length > 0 && (
        <DataTable
          caption={text.settled}
          columns={[...columns, standing]}
          rows={decided}
          rowKey={({ operationId }) => operationId}
        />
      )}
    </section>
  );
}
