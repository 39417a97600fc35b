/** Recusals with their names, and the way to withdraw one. @module */
import type { ReactNode } from 'react';
import type { NamedRecusal } from '../../../directory/types/views.ts';
import { RECUSAL_REASONS } from '../../../directory/types/vocabulary.ts';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { StateTag } from '../../kit/state-tag.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';

const text = directoryText.recusal;

export function RecusalTable({ rows }: { readonly rows: readonly NamedRecusal[] }): ReactNode {
  const withdraw = useDeed<{ recusalId: string }>('directory.withdraw-recusal');
  const mayWithdraw = useMayDo('directory.withdraw-recusal');
  return (
    <>
      <RefusalBox refusals={withdraw.refusals} />
      <DataTable
        caption={directoryText.recusals}
        isCaptionHidden
        rows={rows}
        rowKey={({ recusalId }) => recusalId}
        columns={[
          { key: 'who', title: text.who, render: ({ personName }) => personName },
          { key: 'enterprise', title: text.enterprise, render: ({ enterpriseName }) => enterpriseName },
          { key: 'reason', title: text.reason, render: ({ reason }) => RECUSAL_REASONS[reason] },
          {
            key: 'period',
            title: text.period,
            render: ({ validFrom, validTo }) => `${validFrom} — ${validTo ?? text.always}`,
          },
          {
            key: 'declared',
            title: text.declared,
            render: ({ declaredAt }) => <DateText value={declaredAt} inTable withTime />,
          },
          {
            key: 'state',
            title: directoryText.fields.status,
            render: ({ recusalId, withdrawnAt }) => {
              if (withdrawnAt !== null) return <StateTag tone="ended" word={text.withdrawn} />;
              if (!mayWithdraw) return <StateTag tone="active" word={text.inForce} />;
              return (
                <DeedButton
                  kind="directory.withdraw-recusal"
                  isPending={withdraw.isPending}
                  onPress={() => void withdraw.run({ recusalId })}
                />
              );
            },
          },
        ]}
      />
    </>
  );
}
