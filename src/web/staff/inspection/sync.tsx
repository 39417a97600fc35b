/** 同步情况: versions that did not know each other, corrections, what was kept apart. Nothing of it when phones and desk agree. @module */
import type { ReactNode } from 'react';
import type { VisitView } from '../../../inspection/types/board.ts';
import type { SyncView } from '../../../inspection/types/field.ts';
import type { Operation } from '../../../inspection/types/operation.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { tableTime } from '../../kit/format.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { visitSyncText as text } from '../../kit/strings/visit-sync.zh.ts';
import { HeldWork } from './held-work.tsx';
import { saysOf } from './operation-words.ts';
import { VisitSection } from './section.tsx';
import { useIsOpen } from './step.tsx';

export interface SyncProps {
  readonly view: VisitView;
  readonly sync: SyncView;
}

export function SyncSection({ view }: { readonly view: VisitView }): ReactNode {
  const sync = useRead<SyncView>(`/api/inspections/${view.inspectionId}/sync`);
  return (
    <VisitSection id="sync" isScreenOnly>
      <Loaded read={sync} skeleton={<TextSkeleton lines={2} />}>
        {(value) => <Sync view={view} sync={value} />}
      </Loaded>
    </VisitSection>
  );
}

function Sync({ view, sync }: SyncProps): ReactNode {
  const { conflicts, corrections, rivals, held, photos, names } = sync;
  const missing = photos.filter(({ isConfirmed }) => !isConfirmed).length;
  if (conflicts.length + corrections.length + rivals.length + held.length + missing === 0)
    return <p className="muted">{text.clear}</p>;
  return (
    <>
      <p className="muted">{text.lead}</p>
      {missing > 0 && <p>{text.photos(missing)}</p>}
      {conflicts.length > 0 && <Conflicts view={view} sync={sync} />}
      {rivals.length > 0 && (
        <section>
          <h3>{text.rivals.title}</h3>
          <p className="muted">{text.rivals.hint}</p>
          <ul>
            {rivals.map(({ recordHash, author, closedAt }) => (
              <li key={recordHash}>
                {text.rivals.line(names[author] ?? author, tableTime(closedAt), recordHash.slice(0, 16))}
              </li>
            ))}
          </ul>
        </section>
      )}
      {corrections.length > 0 && (
        <section>
          <h3>{text.corrections.title}</h3>
          <p className="muted">{text.corrections.hint}</p>
          <DataTable
            caption={text.corrections.title}
            isCaptionHidden
            columns={columnsOf(view, names)}
            rows={corrections}
            rowKey={({ operationId }) => operationId}
          />
        </section>
      )}
      {held.length > 0 && <HeldWork view={view} sync={sync} />}
    </>
  );
}

function Conflicts({ view, sync: { conflicts, names } }: SyncProps): ReactNode {
  const mayAnswer = useIsOpen('inspection.answer', view);
  return (
    <section>
      <h3>{text.conflicts.title}</h3>
      <p className="muted">{text.conflicts.hint}</p>
      {conflicts.map(({ subject, versions }, n) => (
        <DataTable
          key={subject}
          caption={`${n + 1}. ${versions[0] === undefined ? '' : saysOf(versions[0], view).kind}`}
          columns={[
            ...columnsOf(view, names),
            ...(mayAnswer
              ? [
                  {
                    key: 'choose',
                    title: text.conflicts.choose,
                    render: (version: Operation) => <Choose view={view} version={version} />,
                  },
                ]
              : []),
          ]}
          rows={versions}
          rowKey={({ operationId }) => operationId}
        />
      ))}
    </section>
  );
}

function columnsOf(view: VisitView, names: SyncView['names']): readonly Column<Operation>[] {
  return [
    { key: 'who', title: text.conflicts.who, render: ({ author }) => names[author] ?? author },
    { key: 'what', title: text.conflicts.what, render: (operation) => saysOf(operation, view).says },
    {
      key: 'when',
      title: text.conflicts.when,
      render: ({ stamp }) => <span className="digits">{tableTime(new Date(stamp.wall).toISOString())}</span>,
    },
  ];
}

/** One version is said again by somebody who has seen both: the deed is the same as in the check table or the list of findings. */
function Choose({ view, version }: { readonly view: VisitView; readonly version: Operation }): ReactNode {
  const { inspectionId } = view;
  const { body } = version;
  const answer = useDeed<unknown>('inspection.answer');
  const amend = useDeed<unknown>('inspection.amend-finding');
  const withdraw = useDeed<unknown>('inspection.withdraw-finding');
  const reason = text.conflicts.chosen;
  const choose = (): void => {
    if (body.kind === 'answer') {
      const { itemId, pointNo, answer: given } = body;
      void answer.run({ inspectionId, answers: [{ itemId, pointNo, answer: given }] });
    } else if (body.kind === 'finding') {
      const { findingId, finding } = body;
      const { version: seen } = view.findings.find((each) => each.findingId === findingId) ?? {};
      if (body.isWithdrawn) void withdraw.run({ inspectionId, findingId, version: seen, reason });
      else void amend.run({ inspectionId, findingId, version: seen, finding, reason });
    }
  };
  return (
    <>
      <ReasonedButton
        label={text.conflicts.choose}
        refusals={[]}
        isPending={answer.isPending || amend.isPending || withdraw.isPending}
        onPress={choose}
      />
      <RefusalBox refusals={[...answer.refusals, ...amend.refusals, ...withdraw.refusals]} />
    </>
  );
}
