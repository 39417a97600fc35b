/** Reading for a page: `const plan = useRead<PlanAnswer>('/api/plans/' + id)`, then `<Loaded read={plan} skeleton={…}>{(value) => …}</Loaded>`. @module */
import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { getDated, postJson, ReadFailed, type Dated, type Query, type ShownRefusal } from './api.ts';
import { ReadError } from './error-page.tsx';

export interface Read<T> {
  /** Undefined until the first answer; during a change of page or filter the earlier answer stays. */
  readonly value: T | undefined;
  /** The server's time of that answer. */
  readonly asOf: string | undefined;
  readonly refusals: readonly ShownRefusal[];
  readonly isPending: boolean;
  readonly retry: () => void;
}

/** `refetchMs`: reads again while it answers a number of milliseconds, for what the server is still working on. */
export function useRead<T>(
  path: string,
  query: Query = {},
  refetchMs: (value: T) => number | false = () => false,
): Read<T> {
  const result = useQuery<Dated<T>>({
    refetchInterval: ({ state }) => (state.data === undefined ? false : refetchMs(state.data.value)),
    queryKey: [path, query],
    queryFn: ({ signal }) => getDated<T>(path, query, signal),
    placeholderData: keepPreviousData,
  });
  return readOf(result);
}

/** Asks a question that is too long for an address (`ReadSpec.method: 'POST'`); nothing while there is none. */
export function useAsk<T>(path: string, question: object | undefined): Read<T> {
  const result = useQuery<Dated<T>>({
    queryKey: [path, question],
    queryFn: async () => {
      const outcome = await postJson<T>(path, question);
      if (!outcome.ok) throw new ReadFailed(outcome.refusals, outcome.isAnswered);
      return outcome;
    },
    enabled: question !== undefined,
    placeholderData: keepPreviousData,
  });
  return readOf(result);
}

function readOf<T>(result: UseQueryResult<Dated<T>>): Read<T> {
  const { error } = result;
  if (error !== null && !(error instanceof ReadFailed)) throw error;
  return {
    value: result.data?.value,
    asOf: result.data?.at,
    refusals: error?.refusals ?? [],
    isPending: result.isFetching,
    retry: () => void result.refetch(),
  };
}

interface LoadedProps<T> {
  readonly read: Read<T>;
  readonly skeleton: ReactNode;
  readonly children: (value: T) => ReactNode;
}

export function Loaded<T>({ read, skeleton, children }: LoadedProps<T>): ReactNode {
  // What was read before stays when reading it again fails: a form below may hold what somebody typed.
  return (
    <>
      {read.refusals.length > 0 ? <ReadError refusals={read.refusals} onRetry={read.retry} /> : null}
      {read.value === undefined ? read.refusals.length === 0 && skeleton : children(read.value)}
    </>
  );
}
