/** What became of a case in modules to the right, which the cases may not import; `src/http/modules.ts` hands the function in. @module */
import type { ReadTx } from '../../core/transact.ts';
import type { CaseFile } from './file.ts';

/** Ids of what a case or its visit became: the subjects of the deeds that go on with it. */
export type LaterSubjectsOf = (
  tx: ReadTx,
  file: Pick<CaseFile, 'caseId'> & { readonly inspectionId: string | null },
) => Promise<readonly string[]>;
