/** 年度计划 for the public. @module */
import { html } from 'hono/html';
import { EXCEPTION_ACTS, PLAN_STATES, type PublicPlan } from '../../plan/types.ts';
import { sentenceDate, tableDate } from '../kit/format.ts';
import { planNoticeText } from '../kit/strings/plan-notice.zh.ts';
import { plansText as text } from '../kit/strings/portal-pages.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, definitionList, hashText, stateWord } from './parts.ts';
import { percent, PLAN_TONES } from './words.ts';

export function portalPlans(frame: PortalFrame, plans: readonly PublicPlan[]): Html {
  const rows = plans.map((plan) => [
    html`<a href="/plans/${plan.planId}">${plan.title}</a>`,
    text.yearVersion(plan.year, plan.version),
    stateWord(PLAN_TONES[plan.state], PLAN_STATES[plan.state]),
    text.sizeValue(plan.count, plan.universeSize, percent(plan.ratio)),
    html`<span class="digits">${tableDate(plan.publishedOn)}</span>`,
  ]);
  const columns = [text.name, text.year, text.state, text.size, text.publishedOn].map((title) => ({ title }));
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'plans',
    body: html`<h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${rows.length === 0 ? html`<p>${text.none}</p>` : dataTable(text.caption, columns, rows)}`,
  });
}

export function portalPlan(frame: PortalFrame, plan: PublicPlan): Html {
  return portalPage({
    ...frame,
    title: plan.version === 1 ? plan.title : `${plan.title}（${text.yearVersion(plan.year, plan.version)}）`,
    description: text.planDescription(plan.title),
    current: 'plans',
    body: html`${breadcrumbs([{ href: '/plans', title: portalText.tabs.plans }], text.yearVersion(plan.year, plan.version))}
      <h1>${plan.title}</h1>
      <p>${stateWord(PLAN_TONES[plan.state], PLAN_STATES[plan.state])}</p>
      ${definitionList(factsOf(plan))} ${months(plan)} ${strata(plan)} ${exceptions(plan)}`,
  });
}

function factsOf(plan: PublicPlan): Parameters<typeof definitionList>[0] {
  return [
    [text.size, text.sizeValue(plan.count, plan.universeSize, percent(plan.ratio))],
    [text.rule, html`<code>${plan.kRule}</code>`],
    [text.measuredOn, sentenceDate(plan.universeMeasuredOn)],
    [text.window, text.windowValue(sentenceDate(plan.windowFrom), sentenceDate(plan.windowTo))],
    [text.documents, plan.basisDocuments.map(({ name, number }) => `《${name}》（${number}）`).join('；')],
    [text.duties, plan.dutySplit.map(({ department, count }) => text.share(department, count)).join('、')],
    [text.approvedOn, sentenceDate(plan.approvedOn)],
    ...(plan.approvalDocument === null ? [] : [[text.approvalDocument, plan.approvalDocument] as const]),
    [text.publishedOn, sentenceDate(plan.publishedOn)],
    ...(plan.noticeNumber === null
      ? []
      : [
          [
            planNoticeText.portal,
            html`<a href="/plans/${plan.planId}/notice.pdf">${planNoticeText.portalLink(plan.noticeNumber)}</a>`,
          ] as const,
        ]),
    [portalText.hash, hashText(plan.hash)],
  ];
}

function months({ monthlyTargets }: PublicPlan): Html | '' {
  if (monthlyTargets.length === 0) return '';
  const rows = monthlyTargets.map(({ month, count }) => [text.monthValue(month), portalText.front.firms(count)]);
  return html`<section>
    <h2>${text.months}</h2>
    ${dataTable(text.monthsCaption, [{ title: text.month }, { title: text.planned, isNumber: true }], rows)}
  </section>`;
}

function strata(plan: PublicPlan): Html | '' {
  if (plan.strata.length === 0) return '';
  const limit = (value: number | null): string => (value === null ? text.noLimit : String(value));
  const columns = [text.stratum, text.inStratum, text.min, text.max].map((title, i) => ({ title, isNumber: i > 0 }));
  const rows = plan.strata.map(({ name, size, min, max }) => [name, size, limit(min), limit(max)]);
  return html`<section>
    <h2>${text.strata}</h2>
    ${dataTable(text.stratumCaption, columns, rows)}
  </section>`;
}

function exceptions(plan: PublicPlan): Html | '' {
  if (plan.exceptions.length === 0) return '';
  const columns = [text.act, text.days, text.reason].map((title) => ({ title }));
  const rows = plan.exceptions.map(({ act, validFrom, validTo, reason }) => [
    EXCEPTION_ACTS[act],
    text.windowValue(sentenceDate(validFrom), sentenceDate(validTo)),
    reason,
  ]);
  return html`<section>
    <h2>${text.exceptions}</h2>
    ${dataTable(text.exceptionsCaption, columns, rows)}
  </section>`;
}
