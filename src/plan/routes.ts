/** The module's deeds and reads for HTTP. @module */
import { z } from 'zod';
import { staffNames } from '../bureau/reads.ts';
import { readCalendar } from '../calendar/reads.ts';
import { defineRead, type DeedSpec, type ReadSpec } from '../core/command.ts';
import { listInput, pageOfRows } from '../core/list-query.ts';
import { ok, refuse } from '../core/result.ts';
import { isFound, searchForms } from '../core/search-text.ts';
import { codesOf } from '../directory/types/vocabulary.ts';
import { ShownReason } from '../items/types.ts';
import * as actions from './actions.ts';
import * as approval from './actions/approval.ts';
import { exemptFromCap } from './actions/caps.ts';
import { keepTemplate, refusalsOfTemplate } from './actions/template.ts';
import { issueNotice } from './actions/notice.ts';
import { planReads } from './deeds.ts';
import { countCertifiedOfficers, findPlan, listPlans, listUniverseCells, readPlanBasis } from './reads.ts';
import { listSignatures } from './reads/approval.ts';
import { findIssue } from './reads/notice.ts';
import { listTemplates } from './reads/templates.ts';
import { capacityOf, monthLoads } from './rules/capacity.ts';
import { measureUniverse } from './rules/size.ts';
import { contentRefusals, officerRefusals, planWarnings } from './rules/steps.ts';
import { PLAN_STATES } from './types.ts';
import { PlanBasis } from './types/basis.ts';
import { PlanTemplate } from './types/template.ts';
import { PlanSummary, PlanView } from './types/views.ts';

const readPlans = defineRead({
  path: '/api/plans',
  kind: 'plan.read',
  rule: planReads['plan.read'],
  input: z.object({
    ...listInput(['year', 'title', 'size', 'window', 'discloseBy']),
    state: z.enum(codesOf(PLAN_STATES)).optional(),
  }),
  output: z.object({ total: z.int(), rows: z.array(PlanSummary), asOf: z.string() }),
  run: async (tx, { q = '', state, ...wanted }) => {
    const found = (await listPlans(tx))
      .filter((plan) => state === undefined || plan.state === state)
      .filter(({ content, year }) => isFound(q, searchForms(content.title, { words: [String(year)] })));
    const page = pageOfRows(found, wanted, {
      year: ({ year, version }) => year * 1_000 + version,
      title: ({ content }) => content.title,
      size: ({ content }) => content.count,
      window: ({ content }) => content.windowFrom,
      discloseBy: ({ discloseBy }) => discloseBy,
    });
    const rows = page.rows.map(({ content, universe, ...plan }) => ({
      ...plan,
      title: content.title,
      ratio: content.ratio,
      count: content.count,
      universeSize: universe.size,
      windowFrom: content.windowFrom,
      windowTo: content.windowTo,
    }));
    return ok({ total: page.total, rows, asOf: tx.now });
  },
});

const readPlan = defineRead({
  path: '/api/plans/:planId',
  kind: 'plan.read',
  rule: planReads['plan.read'],
  input: z.object({ planId: z.uuid() }),
  output: PlanView,
  run: async (tx, { planId }) => {
    const plan = await findPlan(tx, planId);
    if (plan === undefined) return refuse([{ code: 'plan-not-found' }]);
    const { year, content, universe } = plan;
    const calendar = await readCalendar(tx);
    const before = (await listPlans(tx)).find((each) => each.year === year && each.version === plan.version - 1);
    const signatures = await listSignatures(tx, planId);
    const people = [
      ...signatures.map(({ signedBy }) => signedBy),
      ...plan.exemptions.map(({ approvedBy }) => approvedBy),
      ...plan.draftedBy,
      plan.submittedBy,
      plan.approvedBy,
      plan.publishedBy,
      ...plan.exceptions.map(({ approvedBy }) => approvedBy),
    ];
    return ok({
      plan,
      people: Object.fromEntries(
        await staffNames(
          tx,
          people.filter((id) => id !== null),
        ),
      ),
      capacity: capacityOf(content.capacity),
      loads: monthLoads(content, calendar),
      refusals: [
        ...contentRefusals(year, content, universe),
        ...officerRefusals(content.capacity.officers, await countCertifiedOfficers(tx)),
      ],
      warnings: planWarnings(
        year,
        content,
        universe,
        measureUniverse(await listUniverseCells(tx), content, tx.today),
        calendar,
      ),
      signatures,
      before: before?.content ?? null,
      notice: (await findIssue(tx, planId)) ?? null,
    });
  },
});

const readBasis = defineRead({
  path: '/api/plan-basis',
  kind: 'plan.read',
  rule: planReads['plan.read'],
  input: z.object({ year: z.coerce.number().int().min(2015).max(2100).optional() }),
  output: PlanBasis,
  run: async (tx, { year }) => ok(await readPlanBasis(tx, year)),
});

const readTemplates = defineRead({
  path: '/api/plan-templates',
  kind: 'plan.read-templates',
  rule: planReads['plan.read-templates'],
  input: z.object({}),
  output: z.object({ rows: z.array(PlanTemplate), people: z.record(z.string(), z.string()) }),
  run: async (tx) => {
    const rows = await listTemplates(tx);
    return ok({
      rows,
      people: Object.fromEntries(
        await staffNames(
          tx,
          rows.map(({ keptBy }) => keptBy),
        ),
      ),
    });
  },
});

/** What an uploaded file is as a template, before it is kept. */
const readTemplateCheck = defineRead({
  path: '/api/plan-template-check',
  kind: 'plan.read-templates',
  rule: planReads['plan.read-templates'],
  input: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  output: z.object({ refusals: z.array(ShownReason) }),
  run: async (_tx, { sha256 }, _actor, runtime) => ok({ refusals: await refusalsOfTemplate(runtime, sha256) }),
});

export const planDeedSpecs: readonly DeedSpec[] = [
  actions.createPlan,
  actions.amendDraft,
  approval.submitPlan,
  approval.returnPlan,
  approval.endorsePlan,
  approval.approvePlan,
  actions.publishPlan,
  issueNotice,
  actions.openPlan,
  actions.adjustPlan,
  actions.completePlan,
  actions.approveException,
  exemptFromCap,
  keepTemplate,
];
export const planReadSpecs: readonly ReadSpec[] = [readPlans, readPlan, readBasis, readTemplates, readTemplateCheck];
