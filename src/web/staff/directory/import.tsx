/** A workbook into a directory: choose, check, and the imports so far. @module */
import { useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState, type ReactNode } from 'react';
import { mayDo } from '../../../core/actor.ts';
import { directoryDeeds } from '../../../directory/deeds.ts';
import { IMPORT_STATES, ROW_OUTCOMES, type ImportBatch } from '../../../directory/types/imports.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../../../directory/types/vocabulary.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DataTable } from '../../kit/data-table.tsx';
import { DateText } from '../../kit/date-text.tsx';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { FileDrop } from '../../kit/file-drop.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { useSession } from '../../kit/session.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { submitter } from '../../kit/submission.ts';
import { MissingColumns, RememberedHeadings } from './headings.tsx';
import { RunningChecks } from './running-checks.tsx';
import { SubdistrictsMissing } from './subdistricts-missing.tsx';
import { BATCH_TONES } from './words.ts';
import './directory.css';

const text = directoryText.upload;
const MAX_BYTES = 50 * 1024 * 1024;

export function ImportPage(): ReactNode {
  return (
    <>
      <PageHeader
        title={directoryText.lists.import}
        standing={text.standing}
        parent={{ to: '/directory', title: directoryText.menu }}
      />
      <Upload />
      <section>
        <h2>{text.recent}</h2>
        <Recent />
      </section>
    </>
  );
}

function Upload(): ReactNode {
  const navigate = useNavigate();
  const { roles } = useSession();
  const kinds = codesOf(DIRECTORY_KINDS).filter((kind) => mayDo(roles, directoryDeeds[`directory.save-${kind}`]));
  const [state, change] = useUrlState();
  const kind = kinds.find((each) => each === state['kind']) ?? kinds[0] ?? 'enterprise';
  const [file, setFile] = useState<File>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isPending, setPending] = useState(false);
  const [submit] = useState(() => submitter(sendFile));

  async function check(): Promise<void> {
    if (file === undefined) return;
    setPending(true);
    const outcome = await submit({ kind, file });
    setPending(false);
    if (outcome.ok) void navigate({ to: `/directory/import/${outcome.value.batchId}` });
    else setRefusals(outcome.refusals);
  }

  return (
    <>
      <div className="upload-row">
        <label htmlFor="import-kind">{text.kind}</label>
        <Select
          id="import-kind"
          className="filter-select"
          value={kind}
          options={kinds.map((value) => ({ value, label: directoryText.lists[value] }))}
          onChange={(value) => change({ kind: value })}
        />
        <a className="link" href={`/api/directory/template/${kind}`}>
          {text.template}
        </a>
      </div>
      <p className="muted">{text.templateHint}</p>
      <RefusalBox refusals={refusals} />
      <MissingColumns kind={kind} refusals={refusals} onRemembered={() => void check()} />
      {kind === 'enterprise' && <SubdistrictsMissing />}
      <FileDrop
        label={text.file}
        accept={['.xlsx', '.csv']}
        maxBytes={MAX_BYTES}
        chosen={file}
        isDisabled={isPending}
        onChoose={(chosen) => {
          setFile(chosen);
          setRefusals([]);
        }}
      />
      <p className="muted" role="status">
        {isPending ? text.checking : text.blankHint}
      </p>
      <ReasonedButton
        label={text.check}
        refusals={file === undefined ? [{ code: 'file-not-chosen', reason: text.chooseFirst }] : []}
        isPrimary
        isPending={isPending}
        onPress={() => void check()}
      />
      <RunningChecks isSending={isPending} />
      <RememberedHeadings kind={kind} />
    </>
  );
}

interface UploadInput {
  readonly kind: DirectoryKind;
  readonly file: File;
}

function sendFile({ kind, file }: UploadInput, commandId: string): ReturnType<typeof postJson<ImportBatch>> {
  const body = new FormData();
  body.append('file', file);
  return postJson<ImportBatch>(`/api/directory.check-import?kind=${kind}`, body, { 'idempotency-key': commandId });
}

interface Batches {
  readonly rows: readonly ImportBatch[];
  readonly people: Readonly<Record<string, string>>;
}

function Recent(): ReactNode {
  const batches = useRead<Batches>('/api/directory/imports');
  return (
    <Loaded read={batches} skeleton={<TableSkeleton rows={4} />}>
      {({ rows }) =>
        rows.length === 0 ? (
          <EmptyState title={text.noneRecent} />
        ) : (
          <DataTable
            caption={text.recent}
            isCaptionHidden
            rows={rows}
            rowKey={({ batchId }) => batchId}
            columns={[
              {
                key: 'file',
                title: text.what,
                render: ({ batchId, fileName }) => <AppLink to={`/directory/import/${batchId}`}>{fileName}</AppLink>,
              },
              { key: 'kind', title: text.kind, render: (batch) => directoryText.lists[batch.kind] },
              { key: 'counts', title: text.counts, render: ({ counts }) => countsText(counts) },
              {
                key: 'state',
                title: text.state,
                render: ({ state }) => <StateTag tone={BATCH_TONES[state]} word={IMPORT_STATES[state]} />,
              },
              {
                key: 'at',
                title: text.when,
                render: ({ checkedAt }) => <DateText value={checkedAt} inTable withTime />,
              },
            ]}
          />
        )
      }
    </Loaded>
  );
}

/** 可导入 3、有误 1: only what there is. */
function countsText(counts: ImportBatch['counts']): string {
  return codesOf(ROW_OUTCOMES)
    .filter((outcome) => counts[outcome] > 0)
    .map((outcome) => `${ROW_OUTCOMES[outcome]} ${counts[outcome]}`)
    .join('、');
}
