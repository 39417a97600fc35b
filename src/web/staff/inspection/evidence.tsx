/** 证据: files of the visit with their hashes; added while the visit is open, withdrawn with a reason. @module */
import { Button, Input, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { ACCEPTED_ENDINGS, UPLOAD_KINDS, type CheckedFile } from '../../../core/uploads/kinds.ts';
import type { VisitView } from '../../../inspection/types/board.ts';
import type { EvidenceRow, EvidenceView, FieldPhoto } from '../../../inspection/types/evidence.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { useDeed } from '../../kit/deed.ts';
import { FileDrop } from '../../kit/file-drop.tsx';
import { fileSize, tableTime } from '../../kit/format.ts';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { evidenceText as text } from '../../kit/strings/visit-documents.zh.ts';
import { ReasonForm } from './reason-form.tsx';
import { VisitSection } from './section.tsx';
import { useIsOpen } from './step.tsx';

const MOST_BYTES = Math.max(...Object.values(UPLOAD_KINDS).map(({ maxBytes }) => maxBytes));

export function EvidenceSection({ view }: { readonly view: VisitView }): ReactNode {
  const evidence = useRead<EvidenceView>(`/api/inspections/${view.inspectionId}/evidence`);
  const mayAttach = useIsOpen('inspection.attach-evidence', view);
  return (
    <VisitSection id="evidence" isScreenOnly>
      <p className="muted">{text.lead}</p>
      <Loaded read={evidence} skeleton={<TextSkeleton lines={4} />}>
        {({ rows, photos }) => (
          <>
            <EvidenceTable view={view} rows={rows} />
            <FieldPhotos view={view} photos={photos} />
          </>
        )}
      </Loaded>
      {mayAttach && <AttachForm view={view} />}
    </VisitSection>
  );
}

function EvidenceTable({ view, rows }: { readonly view: VisitView; readonly rows: readonly EvidenceRow[] }): ReactNode {
  const at = (evidenceId: string): string => `/api/inspections/${view.inspectionId}/evidence/${evidenceId}`;
  const columns: readonly Column<EvidenceRow>[] = [
    {
      key: 'name',
      title: text.name,
      render: ({ evidenceId, name, caption, withdrawReason }) => (
        <>
          <a className="link" href={at(evidenceId)} target="_blank" rel="noreferrer" aria-label={text.show(name)}>
            {name}
          </a>
          {caption !== '' && <span className="muted"> {caption}</span>}
          {withdrawReason !== null && <span className="muted"> {text.withdrawn(withdrawReason)}</span>}
        </>
      ),
    },
    { key: 'belongs', title: text.belongs, render: (row) => belongsTo(view, row) },
    {
      key: 'taken',
      title: text.taken,
      render: ({ takenAt, cameraTime }) => (
        <span className="digits">
          {takenAt === null ? (cameraTime?.replace('T', ' ').slice(0, 16) ?? text.unknownTime) : tableTime(takenAt)}
        </span>
      ),
    },
    { key: 'size', title: text.size, isNumber: true, render: ({ size }) => fileSize(size) },
    { key: 'hash', title: text.hash, render: ({ sha256 }) => <span className="digits">{sha256.slice(0, 16)}</span> },
    {
      key: 'original',
      title: text.original,
      render: ({ evidenceId, name }) => (
        <a className="link" href={`${at(evidenceId)}?original=1`} aria-label={text.originalOf(name)}>
          {text.original}
        </a>
      ),
    },
  ];
  if (rows.length === 0) return <p className="muted">{text.none}</p>;
  return (
    <>
      <DataTable
        caption={text.title}
        isCaptionHidden
        columns={columns}
        rows={rows}
        rowKey={({ evidenceId }) => evidenceId}
      />
      {rows
        .filter(({ withdrawReason }) => withdrawReason === null)
        .map(({ evidenceId, name }) => (
          <ReasonForm
            key={evidenceId}
            deed="inspection.withdraw-evidence"
            view={view}
            title={`${text.withdraw} ${name}`}
            label={text.withdrawReason}
            hint={text.withdrawHint}
            also={{ evidenceId }}
          />
        ))}
    </>
  );
}

/** What came from phones: part of the record, so nothing here changes it. */
function FieldPhotos({
  view,
  photos,
}: {
  readonly view: VisitView;
  readonly photos: readonly FieldPhoto[];
}): ReactNode {
  const at = (photoId: string): string => `/api/inspections/${view.inspectionId}/photos/${photoId}`;
  const columns: readonly Column<FieldPhoto>[] = [
    {
      key: 'name',
      title: text.name,
      render: (photo) => (
        <a
          className="link"
          href={at(photo.photoId)}
          target="_blank"
          rel="noreferrer"
          aria-label={text.show(photo.sha256.slice(0, 8))}
        >
          {photoWord(photo)}
        </a>
      ),
    },
    { key: 'belongs', title: text.belongs, render: (photo) => belongsTo(view, photo) },
    { key: 'taken', title: text.taken, render: ({ takenAt }) => <span className="digits">{tableTime(takenAt)}</span> },
    { key: 'size', title: text.size, isNumber: true, render: ({ size }) => fileSize(size) },
    { key: 'hash', title: text.hash, render: ({ sha256 }) => <span className="digits">{sha256.slice(0, 16)}</span> },
    {
      key: 'original',
      title: text.original,
      render: ({ photoId, sha256 }) => (
        <a className="link" href={`${at(photoId)}?original=1`} aria-label={text.originalOf(sha256.slice(0, 8))}>
          {text.original}
        </a>
      ),
    },
  ];
  if (photos.length === 0) return null;
  return <DataTable caption={text.fromPhones} columns={columns} rows={photos} rowKey={({ photoId }) => photoId} />;
}

function photoWord({ format, copyOf, sketchOf }: FieldPhoto): string {
  if (UPLOAD_KINDS[format].group === 'video') return text.film;
  return sketchOf !== null ? text.sketch : copyOf !== null ? text.smaller : text.photo;
}

function belongsTo(
  { findings, checklist }: VisitView,
  { findingId, point }: Pick<EvidenceRow, 'findingId' | 'point'>,
): string {
  const finding = findings.find((each) => each.findingId === findingId);
  if (finding !== undefined) return text.findingOption(finding.number, finding.description);
  const line = checklist.find(({ itemId, no }) => itemId === point?.itemId && no === point.pointNo);
  return line === undefined ? text.whole : line.question;
}

/** The file is sent and checked first; only then does it become evidence. */
function AttachForm({ view }: { readonly view: VisitView }): ReactNode {
  const { inspectionId } = view;
  const id = useId();
  const [file, setFile] = useState<File>();
  const [findingId, setFinding] = useState('');
  const [caption, setCaption] = useState('');
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isSending, setSending] = useState(false);
  const deed = useDeed<unknown>('inspection.attach-evidence');
  const findings = view.findings.filter(({ isWithdrawn }) => !isWithdrawn);
  const attach = async (chosen: File): Promise<void> => {
    setSending(true);
    const body = new FormData();
    body.append('file', chosen, chosen.name);
    const sent = await postJson<CheckedFile>(`/api/inspections/${inspectionId}/files`, body);
    setRefusals(sent.ok ? [] : sent.refusals);
    if (sent.ok) {
      const about = findingId === '' ? {} : { findingId };
      const done = await deed.run({ inspectionId, sha256: sent.value.sha256, name: chosen.name, caption, ...about });
      if (done.ok) {
        setFile(undefined);
        setCaption('');
      }
    }
    setSending(false);
  };
  return (
    <div className="visit-form attach-form">
      <FileDrop
        label={text.file}
        accept={ACCEPTED_ENDINGS}
        maxBytes={MOST_BYTES}
        chosen={file}
        onChoose={setFile}
        isDisabled={isSending}
      />
      <RefusalBox refusals={[...refusals, ...deed.refusals]} />
      {file !== undefined && (
        <>
          <label htmlFor={`${id}-finding`}>{text.finding}</label>
          <Select
            id={`${id}-finding`}
            value={findingId}
            onChange={setFinding}
            options={[
              { value: '', label: text.anyFinding },
              ...findings.map((finding) => ({
                value: finding.findingId,
                label: text.findingOption(finding.number, finding.description),
              })),
            ]}
          />
          <label htmlFor={`${id}-caption`}>{text.caption}</label>
          <Input
            id={`${id}-caption`}
            value={caption}
            maxLength={300}
            onChange={({ target }) => setCaption(target.value)}
          />
          <Button type="primary" autoInsertSpace={false} loading={isSending} onClick={() => void attach(file)}>
            {isSending ? text.sending : text.attach}
          </Button>
        </>
      )}
    </div>
  );
}
