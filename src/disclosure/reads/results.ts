/** Results of visits on their way to the public. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listPartnersOf } from '../../inspection/reads/partners.ts';
import { findVisit, listFindings, type Visit } from '../../inspection/reads/visits.ts';
import { listItemsById } from '../../items/reads.ts';
import { voidedNumbers } from '../../rectification/reads/voids.ts';
import { withoutFindings } from '../rules/void.ts';
import type { PublicResult } from '../types.ts';

/** The public copy of a visit, built from allowed fields only; undefined when it is not concluded. */
export async function publicResultOf(tx: ReadTx, inspectionId: string): Promise<PublicResult | undefined> {
  const visit = await findVisit(tx, inspectionId);
  if (visit === undefined || visit.conclusion === null) return undefined;
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const items = await listItemsById(tx, visit.plan?.itemIds ?? []);
  const jointOrgans = [
    ...new Set(
      (await listPartnersOf(tx, visit)).flatMap(({ organ, isPresent }) => (isPresent === false ? [] : [organ])),
    ),
  ];
  const findings = (await listFindings(tx, inspectionId)).filter(
    ({ isWithdrawn, voidedOn }) => !isWithdrawn || voidedOn !== null,
  );
  const asSigned: PublicResult = {
    bureau: bureau.name,
    ...(jointOrgans.length === 0 ? {} : { jointOrgans }),
    drawId: visit.drawId,
    enterprise: await publicEnterprise(tx, visit),
    inspectedOn: visit.plan?.inspectOn ?? tx.today,
    items: items.map(({ content }) => ({ code: content.code, name: content.name })),
    conclusion: visit.conclusion,
    findings: findings.map(({ number, itemId, description, level, measureKind, dueOn }) => ({
      number,
      itemName: items.find((item) => item.itemId === itemId)?.content.name ?? '',
      text: description,
      level,
      measureKind,
      dueOn,
    })),
  };
  return withoutFindings(asSigned, await voidedNumbers(tx, inspectionId));
}

async function publicEnterprise(tx: ReadTx, visit: Visit): Promise<PublicResult['enterprise']> {
  const enterprise = await tx.db
    .selectFrom('enterprise')
    .select(['subdistrict_code', 'safety_domain'])
    .where('bureau_id', '=', tx.bureauId)
    .where('enterprise_id', '=', visit.enterpriseId)
    .executeTakeFirstOrThrow();
  const subdistrict = await tx.db
    .selectFrom('subdistrict')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .where('code', '=', enterprise.subdistrict_code)
    .executeTakeFirst();
  return {
    name: visit.row.enterprise_name,
    creditCode: visit.row.credit_code,
    subdistrictCode: enterprise.subdistrict_code,
    subdistrict: subdistrict?.name ?? enterprise.subdistrict_code,
    safetyDomain: enterprise.safety_domain,
  };
}
