/** Documents, evidence and settings of visits on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { inspectionReads } from '../deeds.ts';
import { formTemplate } from '../documents/forms.ts';
import { viewDocuments } from '../reads/documents-view.ts';
import { listEvidence } from '../reads/evidence.ts';
import { listTemplates } from '../reads/papers.ts';
import { readSettings } from '../reads/settings.ts';
import { findVisit, seatOf, type Visit } from '../reads/visits.ts';
import { seesAll } from '../rules/steps.ts';
import { DocumentsView, FORM_NAMES } from '../types/documents.ts';
import { EvidenceRow } from '../types/evidence.ts';
import { SettingsView } from '../types/settings.ts';
import { InspectionId } from '../types/visit.ts';

/** What hangs on a visit: for the people who may read it. */
function readOfVisit<O extends z.ZodType>(
  ending: string,
  output: O,
  run: (tx: ReadTx, visit: Visit) => Promise<z.input<O>>,
): ReadSpec {
  return defineRead({
    path: `/api/inspections/:inspectionId/${ending}`,
    kind: 'inspection.read',
    rule: inspectionReads['inspection.read'],
    input: z.object({ inspectionId: InspectionId }),
    output,
    run: async (tx, { inspectionId }, actor) => {
      const visit = await findVisit(tx, inspectionId);
      const isMine = visit !== undefined && (seesAll(actor.roles) || seatOf(visit, actor.staffId) !== undefined);
      return isMine ? ok(await run(tx, visit)) : refuse([{ code: 'inspection-not-found' }]);
    },
  });
}

const readDocuments = readOfVisit('documents', DocumentsView, async (tx, visit) => {
  const { settings } = await readSettings(tx);
  return viewDocuments(tx, visit, (form) => formTemplate(settings.formSet, form).title);
});

const readEvidence = readOfVisit('evidence', z.object({ rows: z.array(EvidenceRow) }), async (tx, visit) => ({
  rows: await listEvidence(tx, visit.inspectionId),
}));

const readVisitSettings = defineRead({
  path: '/api/inspection-settings',
  kind: 'inspection.read-settings',
  rule: inspectionReads['inspection.read-settings'],
  input: z.object({}),
  output: SettingsView,
  run: async (tx) => {
    const templates = await listTemplates(tx);
    const { version, settings } = await readSettings(tx);
    return ok({
      version,
      settings,
      templates: FORM_NAMES.map((form) => {
        const own = templates.find((each) => each.form === form);
        return {
          form,
          title: formTemplate(settings.formSet, form).title,
          own: own === undefined || own.sha256 === null ? null : { name: own.name, at: own.at },
        };
      }),
    });
  },
});

export const visitDocumentReads: readonly ReadSpec[] = [readDocuments, readEvidence, readVisitSettings];
