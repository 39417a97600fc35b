/** How anyone checks a draw. @module */
import { html } from 'hono/html';
import { drawsText as text } from '../kit/strings/portal-draws.zh.ts';
import { verifyPageText } from '../kit/strings/portal-verify.zh.ts';
import type { Html } from './layout.ts';

/**
 * @param file name of the bundle as it is downloaded
 * @param page address of the page that checks it, where there is one
 */
export function verifySteps(file = 'bundle.zip', page?: string): Html {
  return html`${page === undefined ? '' : html`<p><a class="button" href="${page}">${verifyPageText.link}</a></p>`}
    <ol class="steps">
      ${text.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p>${text.commandLead}</p>
    <pre><code>${text.command(file)}</code></pre>
    <p>${text.firmLead}</p>
    <pre><code>${text.firmCommand(file)}</code></pre>`;
}
