/** The page of one enterprise, and its feed. @module */
import { z } from 'zod';
import type { ReadTx } from '../../core/transact.ts';
import { creditCodeOf, listPublicVisits, permanentIdOf } from '../../disclosure/reads/portal.ts';
import { publicObjectionsOf } from '../../disclosure/reads/public-objections.ts';
import { listPublicPenalties } from '../../disclosure/reads/public-penalties.ts';
import { publicWordsOf } from '../../disclosure/reads/exposures.ts';
import { quartersOf } from '../../disclosure/rules/public-figures.ts';
import type { PublicVisit } from '../../disclosure/types/public-visit.ts';
import { listEnterpriseDraws } from '../../draw/reads/public-enterprise.ts';
import type { EnterpriseInDraw } from '../../draw/types/public.ts';
import { drawsText } from '../../web/kit/strings/portal-draws.zh.ts';
import { portalEnterprise, type ToldVisit } from '../../web/portal/enterprise.ts';
import type { HowDrawn } from '../../web/portal/visit.ts';
import type { Page } from '../portal.ts';
import { publicIdsOf } from './results.ts';

/** So many visits are told in full: four years of quarterly visits. */
const MOST_TOLD = 16;
/** More stand in the list of all. */
const MOST_PENALTIES = 50;

export const enterprisePage: Page = async (tx, { frame, params }) => {
  const creditCode = await askedCode(tx, params['creditCode'] ?? '');
  if (creditCode === undefined) return undefined;
  const draws = (await listEnterpriseDraws(tx, creditCode)).filter(({ draw }) => draw.isResultPublic);
  const visits = await listPublicVisits(tx, { creditCodes: [creditCode] });
  const { rows: penalties } = await listPublicPenalties(tx, { creditCode, page: 1, size: MOST_PENALTIES });
  const name = visits[0]?.content.enterprise.name ?? draws[0]?.name ?? penalties[0]?.content.enterprise.name;
  if (name === undefined) return undefined;
  const objected = await publicObjectionsOf(
    tx,
    [...visits.slice(0, MOST_TOLD), ...penalties].map(({ entryId }) => entryId),
  );
  return portalEnterprise(frame, {
    name,
    creditCode,
    permanentId: await permanentIdOf(tx, creditCode),
    visits: (await told(tx, visits.slice(0, MOST_TOLD), draws)).map((visit) => ({
      ...visit,
      objections: objected.get(visit.entryId) ?? [],
    })),
    earlier: visits.slice(MOST_TOLD),
    quarters: quartersOf(
      visits,
      tx.today,
      penalties.map(({ content }) => content.decidedOn),
    ),
    penalties,
    objected,
    draws: draws.map((each) => ({
      href: `/draws/${each.draw.publicId}`,
      verifyHref: verifyHref(each.draw.publicId, creditCode),
      title: each.draw.name,
      outcome: outcomeWords(each),
    })),
  });
};

/** By credit code, or by the permanent id, which stays when a code changes. */
export async function askedCode(tx: ReadTx, asked: string): Promise<string | undefined> {
  const id = z.uuid().safeParse(asked);
  return id.success ? creditCodeOf(tx, id.data) : asked.toUpperCase();
}

async function told(
  tx: ReadTx,
  visits: readonly PublicVisit[],
  draws: readonly EnterpriseInDraw[],
): Promise<Omit<ToldVisit, 'objections'>[]> {
  const publicIds = await publicIdsOf(
    tx,
    visits.map(({ content }) => content.drawId),
  );
  const result: Omit<ToldVisit, 'objections'>[] = [];
  for (const visit of visits) {
    const publicId = publicIds.get(visit.content.drawId);
    const own = draws.find(({ draw }) => draw.publicId === publicId);
    result.push({
      ...visit,
      words: await publicWordsOf(tx, visit.inspectionId),
      drawn: own && howDrawn(own, visit.content.enterprise.creditCode),
    });
  }
  return result;
}

function howDrawn({ draw, position }: EnterpriseInDraw, creditCode: string): HowDrawn {
  return {
    title: draw.name,
    href: `/draws/${draw.publicId}?unit=${creditCode}#ask`,
    verifyHref: verifyHref(draw.publicId, creditCode),
    position,
    listed: draw.listed,
    k: draw.k,
  };
}

function verifyHref(publicId: string, creditCode: string): string {
  return `/verify?draw=${publicId}&unit=${creditCode}`;
}

function outcomeWords({ draw, status, outcome }: EnterpriseInDraw): string {
  const { inDraw } = drawsText;
  const words = status === 'excluded' ? inDraw.excluded : outcome?.isDrawn === true ? inDraw.drawn : inDraw.notDrawn;
  return draw.voided === undefined ? words : `${words}${inDraw.void}`;
}
