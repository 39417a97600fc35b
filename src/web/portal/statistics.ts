/** 统计: a year's figures with their definitions, its pictures, and the same of one street. @module */
import { html } from 'hono/html';
import type { CommonProblem, Figures } from '../../disclosure/rules/public-figures.ts';
import { figuresText as text } from '../kit/strings/portal-figures.zh.ts';
import { sentenceDate } from '../kit/format.ts';
import {
  commonProblemBars,
  streetTiles,
  yearBurnUp,
  yearFunnel,
  type StreetFigures,
  type YearView,
} from './figures.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, contents } from './parts.ts';
import { resultTable, type ResultRow } from './results.ts';

export interface StatisticsView extends YearView {
  /** Those that can be chosen, the latest first. */
  readonly years: readonly number[];
  readonly streets: readonly StreetFigures[];
  /** Concluded visits without a published result now, and the late ones among them. */
  readonly waiting: number;
  readonly overdue: number;
}

export function portalStatistics(frame: PortalFrame, view: StatisticsView): Html {
  const { year, years, figures, problems, streets, asOf } = view;
  return portalPage({
    ...frame,
    title: text.title(year),
    description: text.description(year),
    current: 'statistics',
    body: html`<h1>${text.title(year)}</h1>
      <p class="lead">${text.lead}${text.source(sentenceDate(asOf))}。</p>
      ${yearChoice('/statistics', year, years)}
      ${contents([
        ['numbers', text.numbers],
        ['burn-up', text.burnUp],
        ['problems', text.problems],
        ['streets', text.streets],
      ])}
      <section id="numbers">
        <h2>${text.numbers}</h2>
        ${yearFunnel(view)} ${definitions(view)}
      </section>
      <section id="burn-up">
        <h2>${text.burnUp}</h2>
        ${yearBurnUp(view)}
      </section>
      <section id="problems">
        <h2>${text.problems}</h2>
        <p>${text.problemsLead}</p>
        ${commonProblemBars(problems, figures.checked, asOf)}
      </section>
      <section id="streets">
        <h2>${text.streets}</h2>
        <p>${text.streetsLead}</p>
        ${streetTiles(streets, year)}
      </section>
      <section>
        <ul class="lines">
          <li><a href="/changes">${text.more}</a></li>
          <li><a href="/fairness">${text.moreFairness}</a></li>
          <li><a href="/data">${text.moreData}</a></li>
        </ul>
      </section>`,
  });
}

function yearChoice(path: string, year: number, years: readonly number[]): Html | '' {
  if (years.length < 2) return '';
  return html`<nav aria-label="${text.yearsLabel}" class="contents">
    <ul>
      ${years.map(
        (each) =>
          html`<li>
            <a href="${path}?year=${each}" ${each === year ? html`aria-current="page"` : ''}>${text.year(each)}</a>
          </li>`,
      )}
    </ul>
  </nav>`;
}

interface FigureLine {
  /** Its name, and what it is. */
  readonly words: readonly [name: string, definition: string];
  readonly value: string;
}

/** Every figure beside what it is. */
function definitions({ planned, drawn, figures, penalised, waiting, overdue }: StatisticsView): Html {
  const { rows } = text;
  return figureList([
    ...(planned === undefined ? [] : [{ words: rows.planned, value: text.visits(planned) }]),
    { words: rows.drawn, value: text.visits(drawn) },
    ...figureLines(figures),
    { words: rows.penalised, value: text.visits(penalised) },
    { words: rows.waiting, value: text.visits(waiting) },
    { words: rows.overdue, value: text.visits(overdue) },
  ]);
}

function figureList(lines: readonly FigureLine[]): Html {
  return html`<dl class="defined">
    ${lines.map(
      ({ words: [name, definition], value }) =>
        html`<div>
          <dt>${name}</dt>
          <dd class="number">${value}</dd>
          <dd class="muted">${definition}</dd>
        </div>`,
    )}
  </dl>`;
}

function figureLines(figures: Figures): readonly FigureLine[] {
  const { rows, visits, items } = text;
  return [
    { words: rows.checked, value: visits(figures.checked) },
    { words: rows.unable, value: visits(figures.unable) },
    { words: rows.clean, value: visits(figures.clean) },
    { words: rows.withProblems, value: visits(figures.withProblems) },
    { words: rows.rectified, value: visits(figures.rectified) },
    { words: rows.findings, value: items(figures.findings) },
    { words: rows.findingsRectified, value: items(figures.findingsRectified) },
    { words: rows.findingsOverdue, value: items(figures.findingsOverdue) },
    { words: rows.majorFindings, value: items(figures.majorFindings) },
  ];
}

export interface StreetView extends StreetFigures {
  readonly year: number;
  readonly years: readonly number[];
  /** A day. */
  readonly asOf: string;
  readonly problems: readonly CommonProblem[];
  readonly results: readonly ResultRow[];
}

export function portalStreet(frame: PortalFrame, view: StreetView): Html {
  const { code, name, year, years, asOf, figures, problems, results } = view;
  return portalPage({
    ...frame,
    title: text.streetTitle(name, year),
    description: text.streetDescription(name),
    current: 'statistics',
    body: html`${breadcrumbs([{ href: `/statistics?year=${year}#streets`, title: text.all }], name)}
      <h1>${text.streetTitle(name, year)}</h1>
      <p class="lead">
        ${figures.checked === 0 ? text.none : `${text.streetWords(figures.checked, figures.withProblems, figures.rectified)}。`}
        ${text.source(sentenceDate(asOf))}。
      </p>
      ${yearChoice(`/streets/${code}`, year, years)}
      ${
        figures.checked === 0
          ? ''
          : html`<section>
                <h2>${text.numbers}</h2>
                ${figureList(figureLines(figures))}
              </section>
              <section>
                <h2>${text.problems}</h2>
                ${commonProblemBars(problems, figures.checked, asOf)}
              </section>
              <section>
                <h2>${text.results}</h2>
                ${resultTable(results)}
              </section>`
      }`,
  });
}
