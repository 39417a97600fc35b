/** 待公示的一批: every copy that waits, whole; ticked by who has read it, published one after the other, each refusal in its place. @module */
import { useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { SOURCES, type EntryView } from '../../../disclosure/types.ts';
import { postDeed, showRefusals, type ShownRefusal } from '../../kit/api.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { newCommandId } from '../../kit/command-id.ts';
import { ReasonedButton } from '../../kit/deed-button.tsx';
import { EmptyState } from '../../kit/empty-state.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import './disclosure.css';
import { SideBySide } from './side-by-side.tsx';
import { daysLeftText, summaryOf } from './words.ts';

const text = disclosureText.batch;

export function DisclosureBatchPage(): ReactNode {
  const batch = useRead<{ readonly entries: readonly EntryView[] }>('/api/disclosure-batch');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/disclosure', title: disclosureText.list.title }}
        standing={text.standing}
      />
      <Loaded read={batch} skeleton={<TextSkeleton lines={12} />}>
        {({ entries }) => <Batch entries={entries} />}
      </Loaded>
    </>
  );
}

type Progress = { readonly done: number; readonly of: number };

function Batch({ entries }: { readonly entries: readonly EntryView[] }): ReactNode {
  const queryClient = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<ReadonlyMap<string, readonly ShownRefusal[]>>(new Map());
  const [progress, setProgress] = useState<Progress>();
  const [published, setPublished] = useState(0);
  const chosen = entries.filter(({ entryId }) => ticked.has(entryId));

  /** One deed an entry: what fails stands by itself, and a closed lid leaves whole publications behind. */
  async function publish(): Promise<void> {
    const reasons = new Map<string, readonly ShownRefusal[]>();
    for (const [n, { entryId, hash }] of chosen.entries()) {
      setProgress({ done: n + 1, of: chosen.length });
      const outcome = await postDeed('disclosure.publish', { entryId, hash }, newCommandId());
      if (!outcome.ok) reasons.set(entryId, outcome.refusals);
    }
    setPublished(chosen.length - reasons.size);
    setRefused(reasons);
    setTicked(new Set());
    setProgress(undefined);
    await queryClient.invalidateQueries();
  }

  const tick = (entryId: string, isRead: boolean): void => {
    const next = new Set(ticked);
    if (isRead) next.add(entryId);
    else next.delete(entryId);
    setTicked(next);
  };

  return (
    <>
      <p role="status" className="batch-status">
        {progress !== undefined && text.running(progress.done, progress.of)}
        {progress === undefined && published > 0 && <StateTag tone="done" word={text.done(published)} />}
        {progress === undefined && refused.size > 0 && <StateTag tone="problem" word={text.failed(refused.size)} />}
      </p>
      {entries.length === 0 ? (
        <EmptyState title={text.empty} next={text.emptyNext} />
      ) : (
        <>
          {entries.map((view) => (
            <One
              key={view.entryId}
              view={view}
              isTicked={ticked.has(view.entryId)}
              refusals={refused.get(view.entryId) ?? []}
              onTick={(isRead) => tick(view.entryId, isRead)}
            />
          ))}
          <div className="redaction-bar">
            <ReasonedButton
              label={text.publish(chosen.length)}
              isPrimary
              isPending={progress !== undefined}
              refusals={showRefusals(chosen.length === 0 ? [{ code: 'disclosure-none-chosen' }] : [])}
              onPress={() => void publish()}
            />
          </div>
        </>
      )}
    </>
  );
}

interface OneProps {
  readonly view: EntryView;
  readonly isTicked: boolean;
  readonly refusals: readonly ShownRefusal[];
  readonly onTick: (isRead: boolean) => void;
}

function One({ view, isTicked, refusals, onTick }: OneProps): ReactNode {
  const missing = view.refusals['disclosure.publish'] ?? [];
  return (
    <article className="batch-entry">
      <h2>
        <AppLink to={`/disclosure/${view.entryId}`}>{view.enterpriseName}</AppLink>
      </h2>
      <p className="muted">{[SOURCES[view.source], summaryOf(view), daysLeftText(view.workdaysLeft)].join(' · ')}</p>
      <SideBySide texts={view.texts} places={view.places} />
      <Checkbox checked={isTicked} disabled={missing.length > 0} onChange={({ target }) => onTick(target.checked)}>
        {text.read}
      </Checkbox>
      <RefusalBox refusals={[...showRefusals(missing), ...refusals]} />
    </article>
  );
}
