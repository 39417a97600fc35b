/** Making elements. Text only ever becomes text: nothing here, or in what uses it, reads markup. @module */

type Child = Node | string | undefined;
interface Attributes {
  readonly class?: string;
  readonly [name: string]: string | number | boolean | ((event: Event) => void) | undefined;
}

/**
 * An element. `onclick` and the like are listeners; `true` writes an attribute without value, `false` and `undefined`
 * write none.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(tag), attributes, children.flat());
}

/** As `h`, for a drawing. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill<E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}
