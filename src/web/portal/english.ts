/** The portal in English: checking a draw, the data, the words of the pages. @module */
import { html } from 'hono/html';
import { englishText as text } from '../kit/strings/portal.en.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { dataTable } from './parts.ts';

export function portalEnglish(frame: PortalFrame): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'english',
    body: html`<div lang="en" class="english">
      <h1>${text.title}</h1>
      <p class="lead">${text.lead}</p>
      <section>
        <h2>${text.verifyTitle}</h2>
        <p><a class="button" href="/verify?lang=en">${text.verifyLink}</a></p>
        ${englishSteps()}
        <ul class="lines">
          <li><a href="/draws">${text.draws}</a></li>
          <li><a href="/log">${text.log}</a></li>
        </ul>
      </section>
      <section>
        <h2>${text.dataTitle}</h2>
        <p>${text.data}</p>
        <ul class="lines">
          <li><a href="/data/en">${text.dataLink}</a></li>
          <li><a href="/statistics">${text.statistics}</a></li>
          <li><a href="/feed.atom">${text.feed}</a></li>
        </ul>
      </section>
      <section>
        <h2>${text.termsTitle}</h2>
        ${dataTable(
          text.termsCaption,
          [{ title: text.term }, { title: text.meaning }],
          text.terms.map(([term, meaning]) => [html`<span lang="zh-CN">${term}</span>`, meaning]),
        )}
      </section>
    </div>`,
  });
}

/** How to check a draw without the verifying page. */
export function englishSteps(): Html {
  return html`<p>${text.verifyNoScript}</p>
    <ol class="steps">
      ${text.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <pre><code>${text.command}</code></pre>
    <p>${text.python}</p>
    <pre><code>${text.pythonCommand}</code></pre>`;
}
