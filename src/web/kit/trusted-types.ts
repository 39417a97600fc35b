/** Trusted Types (W3C): text becomes markup or a script's address only through what is said here. No React; every page of ours has it. @module */

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createHTML?: (text: string) => string; createScriptURL?: (text: string) => string },
  ): TrustedPolicy;
}
interface TrustedPolicy {
  createScriptURL(text: string): string;
}

/** Undefined in browsers that know no trusted types: there the same text goes through as it is. */
const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
let own: TrustedPolicy | undefined;

/** The address of a script of ours. */
export function trustedScript(address: string): string {
  return policy()?.createScriptURL(address) ?? address;
}

function policy(): TrustedPolicy | undefined {
  own ??= trustedTypes?.createPolicy('sunlot', { createScriptURL: ourScript });
  return own;
}

/**
 * For pages with libraries that write where only trusted types may: the text of a style passes, markup does not. And their
 * styles bear the page's number, without which the security policy takes none (Ant Design passes it to most, not to all).
 */
export function guardLibraries(): void {
  trustedTypes?.createPolicy('default', { createHTML: styleText, createScriptURL: ourScript });
  const nonce = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.nonce ?? '';
  if (nonce === '') return;
  const create = document.createElement.bind(document) as (
    tag: string,
    options?: ElementCreationOptions,
  ) => HTMLElement;
  document.createElement = (tag: string, options?: ElementCreationOptions): HTMLElement => {
    const made = create(tag, options);
    if (made instanceof HTMLStyleElement) made.nonce = nonce;
    return made;
  };
}

/** @throws TypeError for what could be markup */
function styleText(text: string): string {
  if (text.includes('<')) throw new TypeError('markup from text is not trusted');
  return text;
}

/** @throws TypeError for a script from elsewhere */
function ourScript(address: string): string {
  const { origin, protocol } = new URL(address, location.href);
  if (origin !== location.origin && protocol !== 'blob:') throw new TypeError('a script from elsewhere is not trusted');
  return address;
}
