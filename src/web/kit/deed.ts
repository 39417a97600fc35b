/**
 * `useDeed('plan.approve')`: doing a deed from a page. Pending state, every reason of a refusal, the answer, and when the
 * server did it. A repeated press is harmless (submission.ts). After a deed everything on the page is read again. @module
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postDeed, type Outcome, type ShownRefusal } from './api.ts';
import { submitter } from './submission.ts';

export interface Deed<I, O> {
  /** Sends the input; never rejects for a refusal or a lost network, they are in the outcome and in `refusals`. */
  readonly run: (input: I) => Promise<Outcome<O>>;
  readonly isPending: boolean;
  /** Why the last attempt was not done; empty after success and before the first. */
  readonly refusals: readonly ShownRefusal[];
  /** The output of the deed, once done. */
  readonly answer: O | undefined;
  /** When the server did it (its own clock). */
  readonly doneAt: string | undefined;
  /** Forgets the last attempt, for the next form. */
  readonly reset: () => void;
}

/** @param kind the deed's one name, e.g. `plan.approve` */
export function useDeed<I, O = unknown>(kind: string): Deed<I, O> {
  const queryClient = useQueryClient();
  const [submit] = useState(() => submitter<I, O>((input, commandId) => postDeed<O>(kind, input, commandId)));
  const mutation = useMutation({
    mutationKey: [kind],
    mutationFn: submit,
    onSuccess: (outcome) => {
      if (outcome.ok) void queryClient.invalidateQueries();
    },
  });
  const outcome = mutation.data;
  return {
    run: mutation.mutateAsync,
    isPending: mutation.isPending,
    refusals: outcome === undefined || outcome.ok || mutation.isPending ? [] : outcome.refusals,
    answer: outcome?.ok === true ? outcome.value : undefined,
    doneAt: outcome?.ok === true ? outcome.at : undefined,
    reset: mutation.reset,
  };
}
