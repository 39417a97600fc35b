/** The list of serious dishonesty: its page, read from the entries as they stand. @module */
import { listPublicEntries } from '../../credit/reads/public.ts';
import { portalDishonesty } from '../../web/portal/dishonesty.ts';
import type { Page } from '../portal.ts';

export const dishonestyPage: Page = async (tx, { frame }) => portalDishonesty(frame, await listPublicEntries(tx));
