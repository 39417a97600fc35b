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
      const own = focused.getAttribute('aria-label');
      return [...[...(focused.labels ?? [])].map((each) => each.textContent ?? ''), ...(own === null ? [] : [own])];
    });
    if (labels.some((each) => each.startsWith(label))) return;
  }
  throw new Error(`the keyboard does not reach the field ${label}`);
}

/** What the focused control is called: its labels, and its own words. */
export function focusedLabel(page: Page): Promise<string> {
  return page.evaluate(() => {
    const focused = document.activeElement;
    const labels = focused instanceof HTMLInputElement ? [...(focused.labels ?? [])] : [];
    return [...labels.map((each) => each.textContent), focused?.getAttribute('aria-label'), focused?.textContent]
      .filter((each) => each !== null && each !== undefined)
      .join(' ')
      .trim();
  });
}

/** Tabs until the focus stands on the control of that name in the section under this heading. */
export async function focusIn(page: Page, section: string, name: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    const heading = await page.evaluate(() =>
      document.activeElement?.closest('fieldset, section')?.querySelector('legend, h2, h3')?.textContent?.trim(),
    );
    if (heading?.includes(section) === true && (await focusedLabel(page)).includes(name)) return;
  }
  throw new Error(`the keyboard does not reach ${name} under ${section}`);
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
    const isShown = (each: Element): boolean =>
      each.checkVisibility({ visibilityProperty: true }) && each.getClientRects().length > 0;
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

/** What a walk through a page by Tab met. */
export interface Walk {
  readonly stops: number;
  /** Stops that look the same with the focus as without it. */
  readonly unseen: readonly string[];
  /** Stops that stand outside the window, or under something, while they have the focus. */
  readonly hidden: readonly string[];
  /** Controls that Tab does not come to. */
  readonly unreached: readonly string[];
  /** Where Tab did not come out of the page again. */
  readonly trap: string | undefined;
}

/** Presses Tab from the top of the page until the focus leaves it. */
export async function walk(page: Page): Promise<Walk> {
  await page.evaluate(installWalk);
  const most = 3 * (await page.evaluate(() => window.keyboardWalk.controls())) + 40;
  let stops = 0;
  let last = '';
  for (; stops < most; stops += 1) {
    await page.keyboard.press('Tab');
    const step = await page.evaluate(() => window.keyboardWalk.step());
    if (step === undefined) break;
    last = step;
  }
  const met = await page.evaluate(() => window.keyboardWalk.met());
  return { stops, ...met, trap: stops === most ? last : undefined };
}

interface KeyboardWalk {
  controls(): number;
  /** What has the focus now; undefined when nothing of the page has, or the first stop has it again. */
  step(): string | undefined;
  met(): Pick<Walk, 'unseen' | 'hidden' | 'unreached'>;
}

declare global {
  interface Window {
    keyboardWalk: KeyboardWalk;
  }
}

/** Runs in the page. */
function installWalk(): void {
  const LOOK = [
    'outline',
    'boxShadow',
    'borderColor',
    'backgroundColor',
    'color',
    'textDecoration',
    'opacity',
    'clipPath',
    'transform',
    'visibility',
  ] as const;
  const CONTROLS = 'a[href], button, input, select, textarea, summary, [role="button"], [tabindex="0"]';
  const reached = new Set<Element>();
  const unseen: string[] = [];
  const hidden: string[] = [];
  let before: { readonly stop: Element; readonly around: readonly Element[]; readonly look: string } | undefined;

  const nameOf = (element: Element): string => element.outerHTML.slice(0, 140);
  // A field may wear its ring on the frame around it, a box on the sign beside it.
  const aroundOf = (element: Element): Element[] => {
    const all: Element[] = [element, ...element.children];
    if (element.nextElementSibling !== null) all.push(element.nextElementSibling);
    for (let up = element.parentElement, n = 0; up !== null && n < 4; up = up.parentElement, n += 1) all.push(up);
    return all;
  };
  const lookOf = (around: readonly Element[]): string =>
    around
      .flatMap((each) => [getComputedStyle(each), getComputedStyle(each, '::after')])
      .map((style) => LOOK.map((name) => style[name]).join(';'))
      .join('|');
  const leave = (): void => {
    if (before !== undefined && before.stop.isConnected && lookOf(before.around) === before.look)
      unseen.push(nameOf(before.stop));
  };
  const isHidden = (element: Element): boolean => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    if (right <= 0 || bottom <= 0 || left >= innerWidth || top >= innerHeight) return true;
    const [x, y] = [
      (Math.max(left, 0) + Math.min(right, innerWidth)) / 2,
      (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2,
    ];
    const above = document.elementFromPoint(x, y);
    if (above === null) return true;
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
    const own = [element, ...labels, element.parentElement?.parentElement ?? element];
    return !own.some((each) => each.contains(above) || above.contains(each));
  };

  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  getSelection()?.removeAllRanges();
  window.keyboardWalk = {
    controls: () => document.querySelectorAll(CONTROLS).length,
    step: () => {
      const stop = document.activeElement;
      // A day has three places of its own.
      if (before !== undefined && stop === before.stop) return nameOf(stop);
      leave();
      before = undefined;
      if (stop === null || stop === document.body || reached.has(stop)) return undefined;
      reached.add(stop);
      const around = aroundOf(stop);
      before = { stop, around, look: lookOf(around) };
      if (isHidden(stop)) hidden.push(nameOf(stop));
      return nameOf(stop);
    },
    met: () => ({
      unseen,
      hidden,
      unreached: [...document.querySelectorAll(CONTROLS)]
        .filter(
          (each) =>
            each.checkVisibility({ visibilityProperty: true }) &&
            each.getClientRects().length > 0 &&
            !each.matches(':disabled, [tabindex="-1"]') &&
            !reached.has(each) &&
            // Of the radios of one question only the chosen one is a stop; arrows go to the others.
            !(each instanceof HTMLInputElement && each.type === 'radio') &&
            // What a number field draws beside itself: the field's own arrow keys do it.
            !each.matches('.ant-input-number-action, [aria-hidden="true"]'),
        )
        .map(nameOf),
    }),
  };
}

/** Goes to the control of that name and presses it. */
export async function press(page: Page, name: string, nth = 0): Promise<void> {
  await focus(page, name, nth);
  await page.keyboard.press('Enter');
}

/** Goes to the field and writes these words in place of what it held. */
export async function write(page: Page, label: string, words: string): Promise<void> {
  await focusField(page, label);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(words);
}

/** Goes to the field of a day and types it in the order that the browser's own language has: month first, or the year. */
export async function writeDay(page: Page, label: string, day: string): Promise<void> {
  await focusField(page, label);
  const [year = '', month = '', date = ''] = day.split('-');
  const value = (): Promise<unknown> => page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  await page.keyboard.type(`${month}${date}${year}`);
  if ((await value()) === day) return;
  await page.keyboard.press('Shift+Tab');
  await focusField(page, label);
  await page.keyboard.type(year);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type(`${month}${date}`);
}

/** Several words out of the list of one field; the list is closed again. */
export async function chooseMany(page: Page, label: string, options: readonly string[]): Promise<void> {
  await focusField(page, label);
  for (const option of options) await chooseHere(page, option);
  await closeList(page);
}

/** Closes the list of the field, and waits for it: while it is still open, Tab takes the marked word back instead of going on. */
export async function closeList(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-expanded') === 'false');
}

/** Opens the list of a field and walks down it to this word. */
export async function choose(page: Page, label: string, option: string): Promise<void> {
  await focusField(page, label);
  await chooseHere(page, option);
}

async function chooseHere(page: Page, option: string): Promise<void> {
  await page.keyboard.press('ArrowDown');
  const active = page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-active');
  await active.waitFor();
  for (let presses = 0; presses < 60 && (await active.textContent()) !== option; presses += 1)
    await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
}
