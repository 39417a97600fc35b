/** 无障碍说明: where the portal stands, what is missing, how it was tested, whom to call. @module */
import { html } from 'hono/html';
import { sentenceDate } from '../kit/format.ts';
import { accessibilityText as text } from '../kit/strings/portal-figures.zh.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';

/** The last run of `e2e/portal.story.ts`, which fails when the extent is another; the day is set when a release is checked. */
export const CHECKED = { on: '2026-11-30', pages: 39, states: 234 } as const;

export function portalAccessibility(frame: PortalFrame): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'accessibility',
    body: html`<h1>${text.title}</h1>
      ${listed(text.statusTitle, text.status)} ${listed(text.displayTitle, text.display)}
      ${listed(text.gapsTitle, text.gaps)}
      <section>
        <h2>${text.testedTitle}</h2>
        <p>${text.tested(sentenceDate(CHECKED.on), CHECKED.pages, CHECKED.states)}</p>
      </section>
      <section>
        <h2>${text.contactTitle}</h2>
        <p>${text.contact(frame.bureau.phone ?? frame.bureau.complaintPhone)}</p>
      </section>`,
  });
}

function listed(title: string, sentences: readonly string[]): Html {
  return html`<section>
    <h2>${title}</h2>
    <ul class="lines">
      ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
    </ul>
  </section>`;
}
