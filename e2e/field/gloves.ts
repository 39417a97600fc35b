/** What a gloved thumb in the sun needs: targets of 48 px, text at 7:1. @module */
import type { Page } from 'playwright-core';

/** Everything to press that is smaller than 48 px either way; a tick counts with its label. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, summary, select, textarea, input:not([type="file"])')]
      .map((element) => element.closest<HTMLElement>('label') ?? element)
      .filter((element) => element.offsetParent !== null)
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width < 48 || height < 48;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Texts whose contrast is under 7:1 (WCAG 1.4.6, the field theme). */
export function weakContrast(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ['color-contrast-enhanced'] });
    return violations.flatMap(({ nodes }) => nodes.map(({ html }) => html.slice(0, 160)));
  });
}
