/** One's own exports: how far each is, the way to stop it, to its file, and to delete it. @module */
import { useEffect, type ReactNode } from 'react';
import { EXPORT_LIMITS } from '../../../directory/rules/exports.ts';
import type { ExportJob } from '../../../directory/types/exports.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { directoryFilesText as text } from '../../kit/strings/directory-files.zh.ts';
import './directory.css';

const REFRESH_MS = 1_000;

/** `awaited`: the one just asked for; it is downloaded by itself when it is written. */
export function ExportJobs({ awaited }: { readonly awaited: string | undefined }): ReactNode {
  const { value } = useRead<{ readonly rows: readonly ExportJob[] }>('/api/directory/exports', {}, ({ rows }) =>
    rows.some(({ state }) => state === 'waiting' || state === 'running') ? REFRESH_MS : false,
  );
  const written = value?.rows.find(({ exportId, state }) => exportId === awaited && state === 'done')?.exportId;
  useEffect(() => {
    if (written !== undefined) window.location.assign(fileOf(written));
  }, [written]);
  if (value === undefined || value.rows.length === 0) return null;
  return (
    <section aria-label={text.jobs}>
      <h3>{text.jobs}</h3>
      <p className="muted">{text.jobsKept(EXPORT_LIMITS.keptDays)}</p>
      <ul className="running-checks">
        {value.rows.map((job) => (
          <Job key={job.exportId} job={job} />
        ))}
      </ul>
    </section>
  );
}

function Job({ job }: { readonly job: ExportJob }): ReactNode {
  const { exportId, state, total, done } = job;
  const cancel = useDeed<{ exportId: string }>('directory.cancel-export');
  const name = text.job(job);
  const isOpen = state === 'waiting' || state === 'running';
  return (
    <li>
      <span>{name}</span>
      {isOpen && <progress aria-label={name} {...(total === null ? {} : { value: done, max: Math.max(total, 1) })} />}
      <span className="digits muted">{text.jobState(job)}</span>
      {state === 'failed' && <span>{text.failedHint}</span>}
      {state === 'done' && (
        <a className="link" href={fileOf(exportId)}>
          {text.download}
        </a>
      )}
      <DeedButton
        kind="directory.cancel-export"
        isPending={cancel.isPending}
        onPress={() => void cancel.run({ exportId })}
      />
      <RefusalBox refusals={cancel.refusals} />
    </li>
  );
}

function fileOf(exportId: string): string {
  return `/api/directory/exports/${exportId}/file`;
}
