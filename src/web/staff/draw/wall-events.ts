/** A page at the desk that keeps in step with a wall. @module */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Reads everything again when the wall changes: somebody else has done his step. */
export function useWallEvents(address: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    if (address === undefined) return undefined;
    const events = new EventSource(address);
    const reread = (): void => void queries.invalidateQueries();
    events.addEventListener('stage', reread);
    events.addEventListener('row', reread);
    return () => events.close();
  }, [address, queries]);
}
