/** What the site tells the page about itself; a page from disk has none of it. @module */

export interface Site {
  /** Verifier keys (vkey) of the bureau's logs. */
  readonly keys: readonly string[];
  /** Draws whose bundle is public, the newest first. */
  readonly draws: readonly { readonly publicId: string; readonly name: string }[];
  /** Addresses of the page as one file, and of the QR decoder. */
  readonly offlineHref: string;
  readonly decoderHref: string;
}

/** The site's words in the attribute `data-site`, written by our own server. */
export function siteOf(mount: HTMLElement): Site | undefined {
  const { site } = mount.dataset;
  return site === undefined ? undefined : (JSON.parse(site) as Site);
}
