/** A page used with the keyboard alone: reaching a control by its name or label, and what cannot be reached. @module */
import type { Page } from 'playwright-core';

export type Direction = 'Tab' | 'Shift+Tab';

/** Tabs until the focus stands on the link, button or summary of that name (the `nth` of them, from 0). */
export async function focus(page: Page, name: string, nth = 0, key: Direction = 'Tab'): Promise<void> {
  let seen = -1;
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press(key);
    if ((await focusedName(page)) === name) seen += 1;
    if (seen === nth) return;
  }
  throw new Error(`the keyboard does not reach ${name}`);
}

/** Tabs until the focus stands in the field whose label begins so. */
export async function focusField(page: Page, label: string, key: Direction = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press(key);
    const labels = await page.evaluate(() => {
      const focused = document.activeElement;
      if (!(focused instanceof HTMLInputElement || focused instanceof HTMLTextAreaElement)) return [];
      return [...(focused.labels ?? [])].map((each) => each.textContent ?? '');
    });
    if (labels.some((each) => each.startsWith(label))) return;
  }
  throw new Error(`the keyboard does not reach the field ${label}`);
}

export function focusedName(page: Page): Promise<string> {
  return page.evaluate(() => (document.activeElement?.textContent ?? '').trim());
}

/** The tick, then the seal: Space and Enter, as on any button. */
export async function pressSeal(page: Page, title: string): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement instanceof HTMLInputElement)) break;
  }
  await page.keyboard.press('Space');
  await focus(page, title);
  await page.keyboard.press('Enter');
}

/** Presses Tab through the whole page; answers what can be pressed or filled in and was not reached. */
export async function unreached(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => {
    document.addEventListener('focusin', ({ target }) => {
      if (target instanceof Element) target.setAttribute('data-reached', '');
    });
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  const controls = await page.evaluate(
    () => document.querySelectorAll('a, button, input, select, textarea, summary').length,
  );
  for (let presses = 0; presses < controls + 20; presses += 1) await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const isShown = (each: Element): boolean => each.checkVisibility() && each.getClientRects().length > 0;
    // What a number field draws beside itself: the field's own arrow keys do it.
    const isDrawn = (each: Element): boolean => each.matches('.ant-input-number-action, [aria-hidden="true"]');
    // Of the radios of one question only the chosen one is a stop; arrows go to the others.
    const isAlternative = (each: Element): boolean => each instanceof HTMLInputElement && each.type === 'radio';
    return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [role="button"]')]
      .filter(
        (each) =>
          isShown(each) &&
          !each.matches(':disabled, [tabindex="-1"], [data-reached]') &&
          !isAlternative(each) &&
          !isDrawn(each),
      )
      .map((each) => each.outerHTML.slice(0, 160));
  });
}
