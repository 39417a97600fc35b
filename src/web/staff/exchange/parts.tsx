/** What the pages of 数据归集 share. @module */
import type { ReactNode } from 'react';
import { BATCH_STATES, type BatchView } from '../../../exchange/types.ts';
import { StateTag } from '../../kit/state-tag.tsx';

export function BatchTag({ batch: { state } }: { readonly batch: BatchView }): ReactNode {
  return <StateTag tone={state === 'receipted' ? 'done' : 'waiting'} word={BATCH_STATES[state]} />;
}

export function fileHref({ batchId, format }: BatchView): string {
  return `/api/exchange-batches/${batchId}/file.${format}`;
}
