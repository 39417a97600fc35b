/** The pictures of a year: funnel, burn-up, common problems, streets. Each with the table it is made from. @module */
import { html } from 'hono/html';
import type { CommonProblem, Figures } from '../../disclosure/rules/public-figures.ts';
import type { ProgressMonth } from '../../inspection/types/progress.ts';
import { BURN_UP_HEIGHT, BURN_UP_WIDTH, burnUpShape } from '../kit/burn-up.ts';
import { sentenceDate } from '../kit/format.ts';
import { figuresText as text } from '../kit/strings/portal-figures.zh.ts';
import type { Html } from './layout.ts';
import { dataTable } from './parts.ts';
import { bars, picture, share, type BarRow } from './pictures.ts';

/** One year as the pictures tell it. */
export interface YearView {
  readonly year: number;
  /** A day. */
  readonly asOf: string;
  /** Of the plan in force; undefined when none was published. */
  readonly planned: number | undefined;
  readonly drawn: number;
  readonly figures: Figures;
  /** Visits whose enterprise was penalised after. */
  readonly penalised: number;
  /** Months of the plan and of the visits. */
  readonly months: readonly ProgressMonth[];
  readonly problems: readonly CommonProblem[];
}

/** 抽中 → 已查 → 有问题 → 已整改 → 处罚; each step leads to what it counts. */
export function yearFunnel({ year, asOf, drawn, figures, penalised }: YearView): Html {
  const results = `/results?from=${year}-01-01&to=${year}-12-31`;
  const steps = [
    { label: text.rows.drawn[0], count: drawn, href: '/draws' },
    { label: text.rows.checked[0], count: figures.checked, href: results },
    { label: text.rows.withProblems[0], count: figures.withProblems, href: `/statistics?year=${year}#problems` },
    { label: text.rows.rectified[0], count: figures.rectified, href: `/statistics?year=${year}#numbers` },
    { label: text.rows.penalised[0], count: penalised, href: '/penalties' },
  ];
  const widest = Math.max(...steps.map(({ count }) => count));
  const rows = steps.map(({ label, count, href }): BarRow => ({
    label: html`<a href="${href}">${label}</a>`,
    value: text.funnelValue(count, drawn),
    parts: [{ from: 0, to: share(count, widest), look: 'counted' }],
  }));
  return picture(
    text.funnel,
    text.source(sentenceDate(asOf)),
    bars(rows),
    dataTable(
      text.funnelCaption,
      [{ title: text.step }, { title: text.value, isNumber: true }, { title: text.share, isNumber: true }],
      steps.map(({ label, count }) => [label, count, drawn === 0 ? '—' : `${share(count, drawn).toFixed(0)}%`]),
    ),
  );
}

/** 计划完成情况; nothing when the year has no plan by months. */
export function yearBurnUp({ asOf, planned, months }: YearView): Html {
  if (planned === undefined || months.length === 0) return html`<p>${text.noPlan}</p>`;
  const shape = burnUpShape(months, planned, asOf);
  const { plannedEnd, doneEnd, now } = shape;
  const name = text.burnUpName(doneEnd.count, plannedEnd.count, sentenceDate(asOf));
  const columns = [text.month, text.planned, text.done, text.plannedSoFar, text.doneSoFar];
  return picture(
    text.burnUp,
    text.source(sentenceDate(asOf)),
    html`<svg class="burn-up" viewBox="0 0 ${BURN_UP_WIDTH} ${BURN_UP_HEIGHT}" role="img" aria-label="${name}">
      ${shape.grid.map(
        ({ y, value }) =>
          html`<line
              class="burn-up-grid"
              x1="${shape.left}"
              x2="${shape.right}"
              y1="${y.toFixed(1)}"
              y2="${y.toFixed(1)}"
            />
            <text x="${shape.left - 5}" y="${(y + 3.5).toFixed(1)}" text-anchor="end">${value}</text>`,
      )}
      ${shape.months.map(({ month, x }) => html`<text x="${x.toFixed(1)}" y="${BURN_UP_HEIGHT - 6}" text-anchor="middle">${text.monthName(month)}</text>`)}
      <line
        class="burn-up-today"
        x1="${now.x.toFixed(1)}"
        x2="${now.x.toFixed(1)}"
        y1="${shape.top}"
        y2="${shape.bottom}"
      />
      <polyline class="burn-up-planned" points="${shape.planned}" />
      <polyline class="burn-up-done" points="${shape.done}" />
      <circle class="burn-up-now" cx="${now.x.toFixed(1)}" cy="${now.y.toFixed(1)}" r="3.5" />
      <text x="${plannedEnd.x.toFixed(1)}" y="${plannedEnd.y.toFixed(1)}">${text.plannedEnd(plannedEnd.count)}</text>
      <text class="burn-up-end" x="${doneEnd.x.toFixed(1)}" y="${doneEnd.y.toFixed(1)}">
        ${text.doneEnd(doneEnd.count)}
      </text>
    </svg>`,
    dataTable(
      text.burnUpCaption,
      columns.map((title, i) => ({ title, isNumber: i > 0 })),
      months.map((month) => [
        text.monthName(month.month),
        month.planned,
        month.done,
        month.plannedSoFar,
        month.doneSoFar,
      ]),
    ),
  );
}

const MOST_PROBLEMS = 10;

/** 共性问题, ranked by how many visits found them. */
export function commonProblemBars(problems: readonly CommonProblem[], checked: number, asOf: string): Html {
  if (problems.length === 0) return html`<p>${text.noProblems}</p>`;
  const shown = problems.slice(0, MOST_PROBLEMS);
  const longest = shown[0]?.visits ?? 1;
  return picture(
    text.problemsCaption(shown.length, problems.length),
    text.source(sentenceDate(asOf)),
    bars(
      shown.map(({ item, visits }): BarRow => ({
        label: item,
        value: text.ofVisits(visits, checked),
        parts: [{ from: 0, to: share(visits, longest), look: 'counted' }],
      })),
    ),
    dataTable(
      text.problems,
      [text.item, text.inVisits, text.ofChecked, text.rows.findings[0]].map((title, i) => ({ title, isNumber: i > 0 })),
      problems.map(({ item, visits, findings }) => [item, visits, `${share(visits, checked).toFixed(0)}%`, findings]),
    ),
  );
}

/** One street and its year. */
export interface StreetFigures {
  readonly code: string;
  readonly name: string;
  readonly figures: Figures;
}

/** Every street as a tile in the order of the codes: not a map, which would need an approved base (审图号). */
export function streetTiles(streets: readonly StreetFigures[], year: number): Html {
  return html`<ul class="tiles">
    ${streets.map(({ code, name, figures: { checked, withProblems, rectified } }) => {
      const part = share(withProblems, checked).toFixed(1);
      return html`<li>
        <a href="/streets/${code}?year=${year}"><strong>${name}</strong></a>
        ${
          checked === 0
            ? html`<span class="muted">${text.streetNone}</span>`
            : html`<span>${text.streetWords(checked, withProblems, rectified)}</span>
                <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width="100" height="6" class="bar-outlined" />
                  <rect width="${part}" height="6" class="bar-counted" />
                </svg>`
        }
      </li>`;
    })}
  </ul>`;
}
