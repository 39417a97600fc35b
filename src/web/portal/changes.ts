/** 更正、撤回和逾期: what happened to published results after, and what should have been published. @module */
import { html } from 'hono/html';
import {
  OBJECTION_GROUNDS,
  OBJECTION_STATES,
  OBJECTORS,
  type ListedPublicObjection,
} from '../../disclosure/types/objection.ts';
import type {
  OverdueDisclosure,
  OverduePenalty,
  PublicCorrection,
  PublicWithdrawal,
} from '../../disclosure/types/public-visit.ts';
import { tableDate } from '../kit/format.ts';
import { OBJECTION_TONES } from '../kit/objection-tones.ts';
import { objectionText } from '../kit/strings/objection.zh.ts';
import { changesText as text } from '../kit/strings/portal-figures.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { resultsText } from '../kit/strings/portal-pages.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, stateWord, type Cell } from './parts.ts';
import { dayCell } from './result-list.ts';

/** So many of each are listed. */
export const MOST_CHANGES = 100;

export interface ChangesView {
  readonly overdue: readonly (OverdueDisclosure & { /** Calendar days. */ readonly lateDays: number })[];
  readonly penalties: readonly (OverduePenalty & { readonly lateDays: number })[];
  readonly corrections: readonly PublicCorrection[];
  readonly withdrawals: readonly PublicWithdrawal[];
  readonly objections: readonly ListedPublicObjection[];
  readonly today: string;
}

export function portalChanges(frame: PortalFrame, view: ChangesView): Html {
  const { overdue, penalties, corrections, withdrawals } = view;
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'changes',
    body: html`${breadcrumbs([{ href: '/results', title: portalText.tabs.results }], text.title)}
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      ${section(
        text.overdue,
        text.noOverdue,
        text.overdueCaption,
        [text.enterprise, text.concludedOn, text.dueOn, text.late],
        overdue.map(({ enterprise, creditCode, concludedOn, dueOn, lateDays }) => [
          html`<a href="/enterprises/${creditCode}">${enterprise}</a>`,
          dayCell(concludedOn),
          dayCell(dueOn),
          text.lateDays(lateDays),
        ]),
        text.overdueLead,
      )}
      ${section(
        text.penalties,
        text.noPenalties,
        text.overdueCaption,
        [text.decision, text.decidedOn, text.what, text.due, text.late],
        penalties.map(({ what, decidedOn, dueOn, standing, lateDays }) => [
          standing === null ? text.unnamed : html`<a href="${standing.href}">${standing.enterprise}</a>`,
          dayCell(decidedOn),
          text.whats[what],
          dayCell(dueOn),
          text.lateDays(lateDays),
        ]),
        text.penaltiesLead,
      )}
      ${objections(view)}
      ${section(
        text.corrections,
        text.noCorrections,
        text.correctionsCaption,
        [text.enterprise, text.version, text.correctedOn, text.reason],
        corrections.map(({ href, enterprise, version, publishedOn, reason }) => [
          html`<a href="${href}#versions">${enterprise}</a>`,
          resultsText.versionValue(version),
          dayCell(publishedOn),
          reason,
        ]),
      )}
      ${section(
        text.withdrawals,
        text.noWithdrawals,
        text.withdrawalsCaption,
        [text.entry, text.withdrawnOn, text.reason],
        withdrawals.map(({ href, entryId, withdrawnOn, reason }) => [
          html`<a href="${href}"><code>${entryId}</code></a>`,
          html`<span class="digits">${tableDate(withdrawnOn)}</span>`,
          reason,
        ]),
      )}`,
  });
}

function objections({ objections: rows, today }: ChangesView): Html {
  return section(
    objectionText.changes,
    objectionText.changesNone,
    objectionText.changesCaption,
    [
      objectionText.entry,
      objectionText.state,
      objectionText.dueOn,
      objectionText.answer,
      objectionText.objector,
      objectionText.ground,
      objectionText.receivedOn,
    ],
    rows.map(({ href, entryId, enterprise, objector, ground, receivedOn, dueOn, state, decidedOn, reason }) => [
      html`<a href="${href}">${enterprise ?? html`<code>${entryId}</code>`}</a>`,
      state === 'open' && dueOn < today
        ? stateWord('problem', objectionText.overdue)
        : stateWord(OBJECTION_TONES[state], OBJECTION_STATES[state]),
      dayCell(dueOn),
      decidedOn === null ? '—' : html`${dayCell(decidedOn)} ${reason}`,
      OBJECTORS[objector],
      OBJECTION_GROUNDS[ground],
      dayCell(receivedOn),
    ]),
    objectionText.changesLead,
  );
}

function section(
  title: string,
  none: string,
  caption: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
  lead?: string,
): Html {
  return html`<section>
    <h2>${title}</h2>
    ${lead === undefined || rows.length === 0 ? '' : html`<p>${lead}</p>`}
    ${
      rows.length === 0
        ? html`<p>${none}</p>`
        : dataTable(
            caption,
            columns.map((each) => ({ title: each })),
            rows,
          )
    }
    ${rows.length < MOST_CHANGES ? '' : html`<p class="muted">${text.most(MOST_CHANGES)}</p>`}
  </section>`;
}
