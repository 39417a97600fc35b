/** 日志见证: the offices that cosign the log, how each stands, the rule, and the files that travel on a stick. @module */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { bureauDeeds } from '../../../bureau/deeds.ts';
import type { WitnessesView } from '../../../bureau/types/witnesses.ts';
import { CONTACT_OUTCOMES } from '../../../core/log/contact.ts';
import { postJson } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton, ReasonedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { logWitnessText as text } from '../../kit/strings/log-witness.zh.ts';
import { BureauNav } from './bureau-nav.tsx';

type Row = WitnessesView['rows'][number];

export function WitnessesPage(): ReactNode {
  const answer = useRead<WitnessesView>('/api/log-witnesses');
  const mayEnroll = useMayDo('log-witness.enroll');
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
          mayEnroll ? (
            <AppLink to="/bureau/witnesses/new" look="button">
              {bureauDeeds['log-witness.enroll'].title}
            </AppLink>
          ) : undefined
        }
      />
      <Loaded read={answer} skeleton={<TextSkeleton lines={8} />}>
        {(view) => <Witnesses view={view} mayChange={mayEnroll} />}
      </Loaded>
    </>
  );
}

function Witnesses({ view, mayChange }: { readonly view: WitnessesView; readonly mayChange: boolean }): ReactNode {
  const { log, policy, rows } = view;
  return (
    <>
      {rows.length === 0 ? (
        <EmptyState title={text.none} next={text.noneNext} />
      ) : (
        <DataTable
          caption={text.caption}
          columns={columnsOf(log, mayChange)}
          rows={rows}
          rowKey={({ witnessId }) => witnessId}
        />
      )}
      <p>
        <a className="link" href={`${log}/key`}>
          {text.logKey}
        </a>
      </p>
      <section>
        <h2>{text.policyTitle}</h2>
        <p>{text.policy(policy.quorum, policy.silentMinutes)}</p>
        {mayChange && (
          <p>
            <AppLink to="/bureau/witnesses/policy" look="button">
              {bureauDeeds['log-witness.set-policy'].title}
            </AppLink>
          </p>
        )}
      </section>
      <section>
        <h2>{text.bringTitle}</h2>
        <p>{text.bringLead}</p>
        <Bring log={log} />
      </section>
    </>
  );
}

function columnsOf(log: string, mayChange: boolean): readonly Column<Row>[] {
  return [
    { key: 'title', title: text.name, render: ({ title }) => title },
    { key: 'state', title: text.state, render: (row) => <Standing row={row} /> },
    {
      key: 'last',
      title: text.last,
      render: ({ last }) =>
        last === null ? (
          <span className="muted">{text.never}</span>
        ) : (
          <>
            <DateText value={last.signedAt} inTable withTime /> {text.upTo(last.size)}
          </>
        ),
    },
    {
      key: 'contact',
      title: text.contact,
      render: ({ contact }) => (contact === null ? '—' : CONTACT_OUTCOMES[contact]),
    },
    {
      key: 'request',
      title: text.request,
      render: ({ last, name }) => (
        <a
          className="link"
          href={`${log}/request/${last?.size ?? 0}`}
          download={`request-${name.replaceAll('/', '-')}.txt`}
        >
          {text.take}
        </a>
      ),
    },
    {
      key: 'key',
      title: text.key,
      render: ({ vkey }) => <code title={vkey}>{vkey.split('+').slice(0, 2).join('+')}</code>,
    },
    ...(mayChange
      ? [{ key: 'retire', title: bureauDeeds['log-witness.retire'].title, render: (row: Row) => <Retire row={row} /> }]
      : []),
  ];
}

function Standing({ row: { isSilent, waitingSince } }: { readonly row: Row }): ReactNode {
  if (isSilent) return <StateTag tone="problem" word={text.states.silent} />;
  return waitingSince === null ? (
    <StateTag tone="done" word={text.states.current} />
  ) : (
    <StateTag tone="waiting" word={text.states.waiting} />
  );
}

function Retire({ row: { witnessId } }: { readonly row: Row }): ReactNode {
  const deed = useDeed<{ readonly witnessId: string }>('log-witness.retire');
  return (
    <>
      <DeedButton kind="log-witness.retire" isPending={deed.isPending} onPress={() => void deed.run({ witnessId })} />
      <RefusalBox refusals={deed.refusals} />
    </>
  );
}

/** Takes a file with cosignatures to the log, which anybody may. */
function Bring({ log }: { readonly log: string }): ReactNode {
  const [file, setFile] = useState<File>();
  const queryClient = useQueryClient();
  const sending = useMutation({
    mutationFn: async (chosen: File) =>
      postJson<{ readonly added: number }>(`${log}/cosignature`, { note: await chosen.text() }),
    onSuccess: () => void queryClient.invalidateQueries(),
  });
  const outcome = sending.data;
  return (
    <>
      <FileDrop
        label={text.bringFile}
        accept={['.txt', '.note']}
        maxBytes={64 * 1024}
        chosen={file}
        onChoose={setFile}
      />
      <ReasonedButton
        label={text.bring}
        refusals={[]}
        isPending={sending.isPending}
        onPress={() => {
          if (file !== undefined) sending.mutate(file);
        }}
      />
      {outcome !== undefined &&
        (outcome.ok ? (
          <p role="status">{text.brought(outcome.value.added)}</p>
        ) : (
          <RefusalBox refusals={outcome.refusals} />
        ))}
    </>
  );
}
