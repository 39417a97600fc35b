/** A paper of a visit, looked at and issued by an officer of its team. @module */
import { systemActor } from '../src/core/actor.ts';
import { read } from '../src/core/transact.ts';
import { composedPdf, composeDocument } from '../src/inspection/actions/compose.ts';
import { issueDocument } from '../src/inspection/actions/documents.ts';
import { findVisit } from '../src/inspection/reads/visits.ts';
import type { FormName } from '../src/inspection/types/documents.ts';
import type { DemoStaff } from './logins.ts';
import { DEMO_BUREAU, type Stage } from './stage.ts';

export async function issuePaper(
  stage: Stage,
  officer: DemoStaff,
  inspectionId: string,
  form: FormName,
): Promise<void> {
  const { runtime } = stage;
  const sha256 = await read(
    runtime,
    DEMO_BUREAU,
    async (tx) => {
      const visit = await findVisit(tx, inspectionId);
      if (visit === undefined) throw new Error('the demo visit is gone');
      const composed = await composeDocument(tx, runtime, visit, form);
      if (!composed.ok)
        throw new Error(`${form} of a visit that is ${visit.state}: ${JSON.stringify(composed.refusals)}`);
      return composedPdf(composed.value, tx.today).sha256;
    },
    // As the program reads it: a visit may be sealed.
    systemActor(DEMO_BUREAU),
  );
  await stage.act(officer, issueDocument, { inspectionId, form, sha256 });
}
