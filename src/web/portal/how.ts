/** 抽取怎样做到公平: the draw in everyday words, beside other ways to draw. @module */
import { html } from 'hono/html';
import { howText as text } from '../kit/strings/portal-how.zh.ts';
import { portalText } from '../kit/strings/portal.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { breadcrumbs, dataTable, definitionList } from './parts.ts';

export function portalHow(frame: PortalFrame): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'draws',
    body: html`${breadcrumbs([{ href: '/draws', title: portalText.tabs.draws }], text.title)}
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <section>
        <h2>${text.stepsTitle}</h2>
        ${definitionList(text.steps)}
      </section>
      <section>
        <h2>${text.whyTitle}</h2>
        ${sentences(text.why)}
      </section>
      <section>
        <h2>${text.compareTitle}</h2>
        <p>${text.compareLead}</p>
        ${dataTable(
          text.compareCaption,
          text.columns.map((title) => ({ title })),
          text.rows,
        )}
        ${sentences(text.notes)}
      </section>
      <section>
        <h2>${text.testTitle}</h2>
        <p>${text.test}</p>
      </section>
      <section>
        <h2>${text.againTitle}</h2>
        <p>${text.again}</p>
        <pre><code>${text.commands}</code></pre>
      </section>
      <section>
        <h2>${text.links}</h2>
        <ul class="lines">
          <li><a href="/draws">${text.draws}</a></li>
          <li><a href="/log">${text.log}</a></li>
          <li><a href="/fairness">${text.fairness}</a></li>
        </ul>
      </section>`,
  });
}

function sentences(lines: readonly string[]): Html {
  return html`<ul class="lines">
    ${lines.map((line) => html`<li>${line}</li>`)}
  </ul>`;
}
