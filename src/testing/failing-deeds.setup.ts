/** For a run of the tests as scenes of `npm run battery -- statement-faults`: what they do, they do over a line that fails. @module */
import { vi } from 'vitest';
import { failingDeeds, openNotes } from './failing-deeds.ts';

vi.mock(import('../core/command.ts'), async (original) => {
  const real = await original();
  return { ...real, execute: failingDeeds(real.execute, openNotes(process.env['STATEMENT_NOTES'] ?? '')) };
});
