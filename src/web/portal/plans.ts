/** 年度计划 for the public. @module */
import { html } from 'hono/html';
import { EXCEPTION_ACTS, PLAN_STATES, type PublicPlan } from '../../plan/types.ts';
import { chancePercent } from '../../plan/rules/chances.ts';
import { sentenceDate, tableDate } from '../kit/format.ts';
import { capFilterWords, figureChanges, jointWords, type FigureChange } from '../kit/plan-figures.ts';
import { jointText } from '../kit/strings/joint.zh.ts';
import { planNoticeText } from '../kit/strings/plan-notice.zh.ts';
import { planPathText as path } from '../kit/strings/plan-path.zh.ts';
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

/** One version; `versions` are all that were published of its year, itself among them. */
export function portalPlan(frame: PortalFrame, plan: PublicPlan, versions: readonly PublicPlan[]): Html {
  return portalPage({
    ...frame,
    title: plan.version === 1 ? plan.title : `${plan.title}（${text.yearVersion(plan.year, plan.version)}）`,
    description: text.planDescription(plan.title),
    current: 'plans',
    body: html`${breadcrumbs([{ href: '/plans', title: portalText.tabs.plans }], text.yearVersion(plan.year, plan.version))}
      <h1>${plan.title}</h1>
      <p>${stateWord(PLAN_TONES[plan.state], PLAN_STATES[plan.state])}</p>
      ${definitionList(factsOf(plan))} ${versionList(plan, versions)} ${strata(plan)} ${caps(plan)} ${months(plan)}
      ${exceptions(plan)}`,
  });
}

function factsOf(plan: PublicPlan): Parameters<typeof definitionList>[0] {
  return [
    [text.size, text.sizeValue(plan.count, plan.universeSize, percent(plan.ratio))],
    [text.rule, html`<code>${plan.kRule}</code>`],
    ...(plan.adjustedBecause === null ? [] : [[path.because, plan.adjustedBecause] as const]),
    [text.measuredOn, sentenceDate(plan.universeMeasuredOn)],
    [text.window, text.windowValue(sentenceDate(plan.windowFrom), sentenceDate(plan.windowTo))],
    [text.documents, plan.basisDocuments.map(({ name, number }) => `《${name}》（${number}）`).join('；')],
    [text.duties, plan.dutySplit.map(({ department, count }) => text.share(department, count)).join('、')],
    ...(plan.joint.length === 0 ? [] : [[jointText.title, jointWords(plan.joint)] as const]),
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

/** Every version of the year with its link; what this one changed against the one before. */
function versionList(plan: PublicPlan, versions: readonly PublicPlan[]): Html | '' {
  if (versions.length < 2) return '';
  const rows = versions.map((each) => [
    each.planId === plan.planId
      ? path.version(each.version)
      : html`<a href="/plans/${each.planId}">${path.version(each.version)}</a>`,
    stateWord(PLAN_TONES[each.state], PLAN_STATES[each.state]),
    html`<span class="digits">${tableDate(each.publishedOn)}</span>`,
    each.adjustedBecause ?? '',
  ]);
  const columns = [text.name, text.state, text.publishedOn, path.because].map((title) => ({ title }));
  const before = versions.find(({ version }) => version === plan.version - 1);
  return html`<section>
    <h2>${path.versions}</h2>
    ${dataTable(path.versions, columns, rows)} ${before === undefined ? '' : changes(figureChanges(before, plan))}
  </section>`;
}

function changes(found: readonly FigureChange[]): Html {
  return html`<h3>${path.changes}</h3>
    ${
      found.length === 0
        ? html`<p>${path.unchanged}</p>`
        : dataTable(
            path.changesCaption,
            [path.field, path.before, path.after].map((title) => ({ title })),
            found.map(({ field, was, now }) => [field, was, now]),
          )
    }`;
}

/** How many each stratum gives, and so the chance of every enterprise in it. */
function strata(plan: PublicPlan): Html {
  const limit = (value: number | null): string => (value === null ? text.noLimit : String(value));
  const isWhole = plan.strata.length === 0;
  const titles = [text.stratum, text.inStratum, ...(isWhole ? [] : [text.min, text.max]), path.quota, path.chance];
  const chance = (size: number, quota: number): string =>
    size === 0 ? '' : path.chanceValue(quota, size, chancePercent({ size, quota }));
  const rows = isWhole
    ? [[path.everyone, plan.universeSize, plan.count, chance(plan.universeSize, plan.count)]]
    : plan.strata.map(({ name, size, min, max, quota }) => [
        name,
        size,
        limit(min),
        limit(max),
        quota,
        chance(size, quota),
      ]);
  return html`<section>
    <h2>${path.chances}</h2>
    ${dataTable(
      path.chancesCaption,
      titles.map((title, i) => ({ title, isNumber: i > 0 })),
      rows,
    )}
    ${isWhole ? '' : html`<p class="muted">${path.tie}</p>`}
  </section>`;
}

function caps({ caps: set }: PublicPlan): Html | '' {
  if (set === null) return '';
  const rows = [
    ...set.classes.map((each) => [each.name, capFilterWords(each), path.perYear(each.cap)]),
    [path.others, '', set.others === null ? path.noCap : path.perYear(set.others)],
  ];
  const columns = [{ title: path.capClass }, { title: path.who }, { title: path.cap, isNumber: true }];
  return html`<section>
    <h2>${path.caps}</h2>
    ${dataTable(path.capsHint, columns, rows)}
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
