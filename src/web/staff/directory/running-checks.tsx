/** Workbooks whose check runs now, whoever sent them: how far, and the way to stop them. @module */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import type { RunningCheck } from '../../../directory/types/imports.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import './directory.css';

const text = directoryText.upload;
const REFRESH_MS = 800;
/** Where nothing runs, somebody else may begin. */
const IDLE_MS = 5_000;

/** `isSending`: a file of this page is on its way. */
export function RunningChecks({ isSending }: { readonly isSending: boolean }): ReactNode {
  const { value } = useRead<{ readonly rows: readonly RunningCheck[] }>(
    '/api/directory/checks',
    { isSending },
    ({ rows }) => (isSending || rows.length > 0 ? REFRESH_MS : IDLE_MS),
  );
  const queryClient = useQueryClient();
  const count = value?.rows.length ?? 0;
  // What ran and runs no longer is among the imports now.
  useEffect(() => void queryClient.invalidateQueries({ queryKey: ['/api/directory/imports'] }), [count, queryClient]);
  if (value === undefined || count === 0) return null;
  return (
    <section>
      <h2>{text.running}</h2>
      <ul className="running-checks">
        {value.rows.map((check) => (
          <Running key={check.checkId} check={check} />
        ))}
      </ul>
    </section>
  );
}

function Running({ check: { checkId, fileName, rows, total } }: { readonly check: RunningCheck }): ReactNode {
  const stop = useDeed<{ checkId: string }>('directory.cancel-check');
  return (
    <li>
      <span>{fileName}</span>
      <progress aria-label={fileName} {...(total === null ? {} : { value: rows, max: total })} />
      <span className="digits muted">{text.progress(rows, total)}</span>
      <DeedButton kind="directory.cancel-check" isPending={stop.isPending} onPress={() => void stop.run({ checkId })} />
      <RefusalBox refusals={stop.refusals} />
    </li>
  );
}
