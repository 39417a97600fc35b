/** What later modules know of a finding that is to be voided: its case, and what was decided about its visit (docs/adr/0085). @module */
import { foundedMatters } from '../oversight/reads/quality.ts';
import { findAnyCaseOfFinding } from '../penalty/reads/cases.ts';
import { restsOnFacts } from '../penalty/rules/outcome.ts';
import { CASE_STATES } from '../penalty/types/case.ts';
import type { LaterOfFindings } from '../rectification/types/later.ts';

export const laterOfFindings: LaterOfFindings = {
  caseOf: async (tx, findingId) => {
    const file = await findAnyCaseOfFinding(tx, findingId);
    return file && { state: CASE_STATES[file.state], stands: restsOnFacts(file) };
  },
  mattersOf: foundedMatters,
};
