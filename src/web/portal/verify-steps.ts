/** How anyone checks a draw. @module */
import { html } from 'hono/html';
import { drawsText as text } from '../kit/strings/portal-draws.zh.ts';
import type { Html } from './layout.ts';

/** @param file name of the bundle as it is downloaded */
export function verifySteps(file = 'bundle.zip'): Html {
  return html`<ol class="steps">
      ${text.steps.map((step) => html`<li>${step}</li>`)}
    </ol>
    <p>${text.commandLead}</p>
    <pre><code>${text.command(file)}</code></pre>
    <p>${text.firmLead}</p>
    <pre><code>${text.firmCommand(file)}</code></pre>`;
}
