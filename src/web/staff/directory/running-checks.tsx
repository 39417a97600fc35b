/** Workbooks that are checked or written now, whoever sent them: how far, and the way to stop them. @module */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, type ReactNode } from 'react';
import { RUNNING_PHASES, type RunningCheck } from '../../../directory/types/imports.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import './directory.css';

const text = directoryText.upload;
const REFRESH_MS = 800;
/** Where nothing runs, somebody else may begin. */
const IDLE_MS = 2_000;

/** `isSending`: a file of this page is on its way; `only`: of this import alone. */
export function RunningChecks({
  isSending = false,
  only,
}: {
  readonly isSending?: boolean;
  readonly only?: string;
}): ReactNode {
  const { value } = useRead<{ readonly rows: readonly RunningCheck[] }>(
    '/api/directory/checks',
    { isSending },
    ({ rows }) => (isSending || rows.length > 0 ? REFRESH_MS : IDLE_MS),
  );
  const queryClient = useQueryClient();
  const shown = value?.rows.filter(({ checkId }) => only === undefined || checkId === only) ?? [];
  const count = shown.length;
  // What ran and runs no longer is among the imports now.
  useEffect(() => {
    const path = only === undefined ? '/api/directory/imports' : `/api/directory/imports/${only}`;
    void queryClient.invalidateQueries({ queryKey: [path] });
  }, [count, only, queryClient]);
  if (count === 0) return null;
  return (
    <section>
      <h2>{text.running}</h2>
      <ul className="running-checks">
        {shown.map((check) => (
          <Running key={check.checkId} check={check} />
        ))}
      </ul>
    </section>
  );
}

function Running({ check }: { readonly check: RunningCheck }): ReactNode {
  const { checkId, fileName } = check;
  const stop = useDeed<{ checkId: string }>('directory.cancel-check');
  return (
    <li>
      <span>{fileName}</span>
      <progress aria-label={fileName} {...shareOf(check)} />
      <span className="digits muted">{wordsOf(check)}</span>
      <DeedButton kind="directory.cancel-check" isPending={stop.isPending} onPress={() => void stop.run({ checkId })} />
      <RefusalBox refusals={stop.refusals} />
    </li>
  );
}

/** How much of the phase is done; nothing where nobody knows how much there is. */
function shareOf({ phase, bytes, totalBytes, rows, total }: RunningCheck): { value?: number; max?: number } {
  if (phase === 'reading' && totalBytes !== null) return { value: Math.min(bytes, totalBytes), max: totalBytes };
  return total === null ? {} : { value: rows, max: total };
}

function wordsOf({ phase, bytes, rows, total }: RunningCheck): string {
  if (phase === 'closing') return RUNNING_PHASES[phase];
  return phase === 'opening'
    ? text.unpacked(RUNNING_PHASES[phase], Math.round(bytes / 1024 / 1024))
    : text.progress(RUNNING_PHASES[phase], rows, total);
}
