/** Where the code on a paper or receipt is typed. @module */
import { html } from 'hono/html';
import type { Html } from './layout.ts';

interface CodeWords {
  readonly open: string;
  readonly codeLabel: string;
  readonly codeHint: string;
  readonly codeWrong: string;
  readonly codeWrongNext: string;
}

/** @param wrong what was typed and opened nothing */
export function codeForm(action: string, text: CodeWords, wrong: string | undefined): Html {
  return html`${
      wrong === undefined
        ? ''
        : html`<div role="alert" class="errors" id="code-wrong" tabindex="-1" autofocus>
            <h2>${text.codeWrong}</h2>
            <p>${text.codeWrongNext}</p>
          </div>`
    }
    <form method="post" action="${action}" class="order-form">
      <div class="field">
        <label for="code">${text.codeLabel}</label>
        <span id="code-hint" class="muted">${text.codeHint}</span>
        <input
          id="code"
          name="code"
          value="${wrong ?? ''}"
          required
          maxlength="40"
          autocomplete="off"
          autocapitalize="characters"
          spellcheck="false"
          ${
            wrong === undefined
              ? html`aria-describedby="code-hint"`
              : html`aria-describedby="code-hint code-wrong" aria-invalid="true"`
          }
        />
      </div>
      <button type="submit" class="button">${text.open}</button>
    </form>`;
}
