/** 整改复查意见书, issued with the second signature under the visit's own serial. @module */
import { portalAddress } from '../../bureau/reads.ts';
import { issueNumbered } from '../../core/register/issue.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { Tx } from '../../core/transact.ts';
import { readVisitFile, SERIES } from '../../inspection/reads/documents.ts';
import { readSettings } from '../../inspection/reads/settings.ts';
import { OPINION_CATEGORY, OPINION_TEMPLATE, opinionFields } from '../documents/opinion.ts';
import { listOfficers } from '../reads/orders.ts';
import { standingPapers } from '../reads/papers.ts';
import { OPINION_FORM } from '../types/order.ts';
import type { Running } from './round.ts';

export async function issueOpinion(
  tx: Tx,
  runtime: Pick<Runtime, 'files'>,
  { order, round, visit }: Pick<Running, 'order' | 'round' | 'visit'>,
): Promise<void> {
  const { enterprise, bureau, findings } = await readVisitFile(tx, visit);
  const { settings } = await readSettings(tx);
  const papers = await standingPapers(tx, order.inspectionId);
  const officers = await listOfficers(tx);
  await issueNumbered(tx, runtime, {
    series: SERIES,
    fileId: order.inspectionId,
    form: OPINION_FORM,
    category: OPINION_CATEGORY,
    template: OPINION_TEMPLATE,
    fields: opinionFields({
      enterprise,
      bureau,
      servedOn: order.servedOn,
      orderNumber: papers.find(({ form }) => form === 'order')?.number ?? papers[0]?.number ?? '',
      round,
      findings,
      officers: officers.filter(({ personId }) => round.officerIds.includes(personId)),
    }),
    prefix: settings,
    portal: await portalAddress(tx),
  });
}
