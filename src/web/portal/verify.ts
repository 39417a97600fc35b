/** 核验: the page where anybody checks a draw, on the site and as one file that works from a disk. Without JavaScript it says what to do instead. @module */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { englishText } from '../kit/strings/portal.en.ts';
import { verifyPageText as text } from '../kit/strings/portal-verify.zh.ts';
import type { Site } from '../verify/site.ts';
import { englishSteps } from './english.ts';
import { portalPage, type Html, type PortalFrame } from './layout.ts';
import { verifySteps } from './verify-steps.ts';

export interface VerifyView {
  /** Undefined until the web is built. */
  readonly scriptHref: string | undefined;
  readonly stylesheetHref: string;
  readonly site: Site;
  /** `?lang=en`, which the script reads itself. */
  readonly isEnglish: boolean;
}

export function portalVerify(frame: PortalFrame, { scriptHref, stylesheetHref, site, isEnglish }: VerifyView): Html {
  return portalPage({
    ...frame,
    title: text.title,
    description: text.description,
    current: 'draws',
    head: html`<link rel="stylesheet" href="${stylesheetHref}" />
      ${scriptHref === undefined ? '' : html`<script src="${scriptHref}" defer></script>`}`,
    body: html`<div id="verify-page" data-site="${JSON.stringify(site)}">
      ${isEnglish ? insteadEnglish() : instead(scriptHref === undefined ? '' : html`<p><a href="${site.offlineHref}" download="verify.html">${text.offline}</a></p>`)}
    </div>`,
  });
}

/** What stands there until the script is: how to check a draw without it. */
function instead(more: Html | ''): Html {
  return html`<h1>${text.title}</h1>
    <p class="lead">${text.noScript}</p>
    <section>
      <h2>${text.insteadTitle}</h2>
      ${verifySteps()}
      <p>${text.python}</p>
      <pre><code>${text.pythonCommand}</code></pre>
      ${more}
    </section>`;
}

function insteadEnglish(): Html {
  return html`<div lang="en">
    <h1>${englishText.verifyTitle}</h1>
    ${englishSteps()}
  </div>`;
}

/** What the one file is made of. */
export interface OfflineParts {
  readonly styles: readonly string[];
  /** In the order they run. */
  readonly scripts: readonly string[];
}

/**
 * The whole page as one file: nothing is fetched, and its own policy forbids fetching. The same parts give the same bytes.
 * @throws when a part would end its element early
 */
export async function offlineVerify({ styles, scripts }: OfflineParts): Promise<string> {
  if (scripts.some((script) => /<\/script|<!--/i.test(script)) || styles.some((style) => /<\/style/i.test(style)))
    throw new Error('a part of the offline page holds the end of its own element');
  const policy = [
    "default-src 'none'",
    // WebAssembly hashes faster; without the permission the page is only slower.
    `script-src ${scripts.map(sourceHash).join(' ')} 'wasm-unsafe-eval'`,
    `style-src ${styles.map(sourceHash).join(' ')}`,
    'worker-src blob:',
    'img-src blob: data:',
    'media-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const page = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${text.title}</title>
        ${styles.map((style) => raw(`<style>${style}</style>`))}
      </head>
      <body>
        <main><div id="verify-page">${instead('')}</div></main>
        ${scripts.map((script) => raw(`<script>${script}</script>`))}
      </body>
    </html>`;
  return `${page.toString()}\n`;
}

function sourceHash(source: string): string {
  return `'sha256-${createHash('sha256').update(source).digest('base64')}'`;
}
