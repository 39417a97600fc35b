/** What the checklist of the portal measures in the page itself (experience.md §5). Each gives what is wrong; nothing when it holds. @module */
import type { Page } from 'playwright-core';

/** A5: what can be pressed and does not stand inside a sentence or a cell is at least 44 pixels high. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isInline = (element: Element): boolean => {
      const around = element.closest('p, td, th, dd, label, blockquote, pre, .table-scroll');
      return around !== null && around !== element && !element.matches('.button, button, input, select');
    };
    return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')].flatMap(
      (element) => {
        // A box or a dot is chosen by pressing its words.
        const pressed = element.matches('[type=radio], [type=checkbox]')
          ? (element.closest('label') ?? element)
          : element;
        const { height, width } = pressed.getBoundingClientRect();
        const isThere = width > 1 && height > 0 && !element.matches('.skip-link');
        return isThere && !isInline(element) && height < 43.5
          ? [`${Math.round(height)} px: ${element.outerHTML.slice(0, 120)}`]
          : [];
      },
    );
  });
}

/** A4: with the spacing of WCAG 1.4.12 no text is cut off. */
export async function clippedTexts(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    // Not a style element, which the pages' own policy forbids.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}',
    );
    document.adoptedStyleSheets = [sheet];
  });
  return page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((element) => {
      const { overflowY, overflowX } = getComputedStyle(element);
      const cuts = (value: string): boolean => value === 'hidden' || value === 'clip';
      const isCut =
        (cuts(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
        (cuts(overflowX) && element.scrollWidth > element.clientWidth + 1);
      // Kept out of sight on purpose, from readers of the screen too: a file field behind its button.
      const isAside = element.matches('.off-screen') || element.closest('svg, [aria-hidden="true"]') !== null;
      return isCut && !isAside ? [element.outerHTML.slice(0, 120)] : [];
    }),
  );
}

/** A19: text smaller than `least` pixels, pictures aside. */
export function smallTexts(page: Page, least: number): Promise<string[]> {
  return page.evaluate((size) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent === null || node.textContent?.trim() === '' || parent.closest('svg, title') !== null) continue;
      if (Number.parseFloat(getComputedStyle(parent).fontSize) < size) found.push(parent.outerHTML.slice(0, 120));
    }
    return found;
  }, least);
}

/** A6, A7: by Tab alone through the whole page: every stop shows its focus and nothing lies over it. */
export async function hiddenStops(page: Page, most: number): Promise<string[]> {
  const wrong: string[] = [];
  for (let n = 0; n < most; n += 1) {
    await page.keyboard.press('Tab');
    const found = await page.evaluate(() => {
      const element = document.activeElement;
      if (element === null || element === document.body) return undefined;
      const { left, top, width, height } = element.getBoundingClientRect();
      const at = document.elementFromPoint(
        left + Math.min(width, window.innerWidth - left) / 2,
        top + Math.min(height / 2, 20),
      );
      const isSeen = at !== null && (element.contains(at) || at.contains(element));
      const hasMark = getComputedStyle(element).outlineStyle !== 'none';
      return isSeen && hasMark ? '' : `${isSeen ? 'no mark' : 'covered'}: ${element.outerHTML.slice(0, 120)}`;
    });
    if (found === undefined) break;
    if (found !== '') wrong.push(found);
  }
  return wrong;
}

/** A15: a picture made of bars says in its table what it says beside the bars. */
export function pictureDifferences(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('figure')].flatMap((figure) => {
      const rows = [...figure.querySelectorAll('tbody tr')].map((row) =>
        [...row.children].map((cell) => cell.textContent?.trim() ?? ''),
      );
      return [...figure.querySelectorAll('.bars li')].flatMap((bar) => {
        const [label = '', value = ''] = [...bar.querySelectorAll(':scope > span')].map(
          (span) => span.textContent?.trim() ?? '',
        );
        const number = /\d[\d,]*/.exec(value)?.[0] ?? '';
        const row = rows.find(([first]) => first === label);
        return row?.some((cell) => cell.includes(number)) === true ? [] : [`${label}: ${value}`];
      });
    }),
  );
}

/** A14: one of each landmark, headings that skip no level, tables and their heads named: what axe holds to be advice only. */
export function structureFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const outline = (element: Element): string => element.outerHTML.slice(0, 120);
    const landmarks = ['body > header', 'body > main', 'body > footer'].filter(
      (landmark) => document.querySelectorAll(landmark).length !== 1,
    );
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => ({
      heading,
      level: Number(heading.tagName[1]),
    }));
    const skipped = headings.flatMap(({ heading, level }, n) =>
      level > (headings[n - 1]?.level ?? 0) + 1 ? [`skips to ${outline(heading)}`] : [],
    );
    const unnamed = [...document.querySelectorAll('table')].flatMap((table) => {
      const isNamed = table.caption !== null && table.caption.textContent?.trim() !== '';
      const heads = [...table.querySelectorAll('th')].filter((head) => !head.hasAttribute('scope'));
      return [
        ...(isNamed ? [] : [`no caption: ${outline(table)}`]),
        ...heads.map((head) => `no scope: ${outline(head)}`),
      ];
    });
    return [...landmarks.map((landmark) => `not one ${landmark}`), ...skipped, ...unnamed];
  });
}
