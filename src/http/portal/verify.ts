/** The page where anybody checks a draw: what it is told of this site. The checking is done in the reader's browser. @module */
import { bureauOrigin } from '../../bureau/reads.ts';
import { logVerifierKey } from '../../core/log/checkpoint.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { ReadTx } from '../../core/transact.ts';
import { publishedDraws } from '../../draw/reads/public.ts';
import { verifyStylesheet } from '../../web/portal/assets.ts';
import { verifyBuild } from '../../web/portal/verify-build.ts';
import { portalVerify } from '../../web/portal/verify.ts';
import type { Page } from '../portal.ts';

const MOST_DRAWS = 12;

export const verifyPage: Page = async (tx, { runtime, frame, query }) => {
  const draws = (await publishedDraws(tx)).filter(({ isResultPublic }) => isResultPublic);
  return portalVerify(frame, {
    scriptHref: verifyBuild?.script.path,
    stylesheetHref: verifyStylesheet.path,
    isEnglish: query['lang'] === 'en',
    site: {
      keys: await publishedKeys(tx, runtime),
      draws: draws.slice(0, MOST_DRAWS).map(({ publicId, name }) => ({ publicId, name })),
      offlineHref: verifyBuild?.offline.path ?? '',
      decoderHref: verifyBuild?.decoder.path ?? '',
    },
  });
};

/** Verifier keys of every year that has a published checkpoint, as under `/log/<code>/<year>/key`. */
async function publishedKeys(tx: ReadTx, runtime: Runtime): Promise<string[]> {
  const origin = await bureauOrigin(tx);
  const years = await tx.db
    .selectFrom('checkpoint')
    .select('year')
    .where('bureau_id', '=', tx.bureauId)
    .distinct()
    .orderBy('year')
    .execute();
  return years.map(({ year }) => logVerifierKey(runtime, origin, year));
}
