/** What stands in the place of something that was published and no longer is. @module */
import type { Html } from '../../web/portal/layout.ts';

/** Answered 410, so that whoever kept it, a search engine before all, lets it go. */
export interface Gone {
  readonly gone: Html;
}

export function gone(page: Html): Gone {
  return { gone: page };
}
