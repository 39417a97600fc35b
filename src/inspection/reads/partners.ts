/** 联合检查: who of other departments goes along, whether they came, and whether they signed. @module */
import type { ReadTx } from '../../core/transact.ts';
import type { CertifiedOfficer } from '../rules/preparation.ts';
import '../tables.ts';
import '../tables/partners.ts';
import type { Partner } from '../types/partners.ts';

/** Partners of a visit with their certificates as they stand today; signatures are those on `recordHash`. */
export async function listCertifiedPartners(
  tx: ReadTx,
  { inspectionId, recordHash }: { readonly inspectionId: string; readonly recordHash: string | null },
): Promise<(Partner & { readonly certificate: CertifiedOfficer })[]> {
  const rows = await tx.db
    .selectFrom('inspection_partner as p')
    .innerJoin('officer as o', (join) =>
      join.onRef('o.bureau_id', '=', 'p.bureau_id').onRef('o.officer_id', '=', 'p.officer_id'),
    )
    .select([
      'o.officer_id',
      'o.name',
      'o.organ',
      'o.status',
      'o.certificate_number',
      'o.certificate_valid_from',
      'o.certificate_expires_on',
    ])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('p.inspection_id', '=', inspectionId)
    .orderBy('p.seat')
    .execute();
  if (rows.length === 0) return [];
  const words = await tx.db
    .selectFrom('inspection_partner_word')
    .select(['officer_id', 'word', 'reason', 'record_hash', 'at'])
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .execute();
  return rows.map((row) => {
    const own = words.filter(({ officer_id: id }) => id === row.officer_id);
    const presence = own.find(({ word }) => word !== 'signed');
    const signed = own.find(({ word, record_hash: hash }) => word === 'signed' && hash === recordHash);
    return {
      officerId: row.officer_id,
      name: row.name,
      organ: row.organ ?? '',
      number: row.certificate_number,
      isPresent: presence === undefined ? null : presence.word === 'present',
      absence: presence?.reason ?? null,
      notedAt: presence?.at ?? null,
      signedAt: signed?.at ?? null,
      certificate: {
        personId: row.officer_id,
        certificateNumber: row.certificate_number,
        name: row.name,
        status: row.status,
        certificateValidFrom: row.certificate_valid_from,
        certificateExpiresOn: row.certificate_expires_on,
      },
    };
  });
}

export async function listPartnersOf(
  tx: ReadTx,
  visit: { readonly inspectionId: string; readonly recordHash: string | null },
): Promise<Partner[]> {
  return (await listCertifiedPartners(tx, visit)).map(({ certificate: _certificate, ...partner }) => partner);
}
