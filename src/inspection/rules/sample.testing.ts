/** People of a visit for rules that need no database. @module */
import type { CertifiedOfficer } from './preparation.ts';

/** On duty, with a certificate that is valid for years around the day of the tests. */
export const certifiedOfficer = (personId: string, change: Partial<CertifiedOfficer> = {}): CertifiedOfficer => ({
  personId,
  name: `执法员${personId}`,
  status: 'on-duty',
  certificateNumber: `DEMO${personId}`,
  certificateValidFrom: '2023-01-01',
  certificateExpiresOn: '2028-12-31',
  ...change,
});
