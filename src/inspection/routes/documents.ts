/** Documents, evidence and settings of visits on the wire. @module */
import { z } from 'zod';
import { defineRead, type ReadSpec } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { ReadTx } from '../../core/transact.ts';
import { composedPdf, composeDocument, formFactsOf } from '../actions/compose.ts';
import { inspectionReads } from '../deeds.ts';
import { formTemplate } from '../documents/forms.ts';
import { viewDocuments } from '../reads/documents-view.ts';
import { listEvidence } from '../reads/evidence.ts';
import { listTemplates } from '../reads/papers.ts';
import { listFieldPhotos } from '../reads/photos.ts';
import { readSettings } from '../reads/settings.ts';
import { findSeenVisit, type Visit } from '../reads/visits.ts';
import { previewRefusals } from '../rules/documents.ts';
import { DocumentsView, FORM_NAMES, FormInput, FormPreview } from '../types/documents.ts';
import { EvidenceView } from '../types/evidence.ts';
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
      const visit = await findSeenVisit(tx, inspectionId, actor);
      return visit === undefined ? refuse([{ code: 'inspection-not-found' }]) : ok(await run(tx, visit));
    },
  });
}

const readDocuments = readOfVisit('documents', DocumentsView, async (tx, visit) => {
  const { settings } = await readSettings(tx);
  return viewDocuments(tx, visit, (form) => formTemplate(settings.formSet, form).title);
});

const readPreview = defineRead({
  path: '/api/inspections/:inspectionId/forms/:form',
  kind: 'inspection.read',
  rule: inspectionReads['inspection.read'],
  input: FormInput,
  output: FormPreview,
  run: async (tx, { inspectionId, form, paperId }, actor, runtime) => {
    const visit = await findSeenVisit(tx, inspectionId, actor);
    if (visit === undefined) return refuse([{ code: 'inspection-not-found' }]);
    const facts = await formFactsOf(tx, visit, paperId);
    const refusals = previewRefusals(form, facts);
    if (refusals.length > 0) return refuse(refusals);
    const composed = await composeDocument(tx, runtime, visit, form, paperId, facts.findings);
    if (!composed.ok) return composed;
    const { name, template } = composed.value;
    return ok({ number: name.number, title: template.title, sha256: composedPdf(composed.value, tx.today).sha256 });
  },
});

const readEvidence = readOfVisit('evidence', EvidenceView, async (tx, visit) => ({
  rows: await listEvidence(tx, visit.inspectionId),
  photos: await listFieldPhotos(tx, visit),
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

export const visitDocumentReads: readonly ReadSpec[] = [readDocuments, readPreview, readEvidence, readVisitSettings];
