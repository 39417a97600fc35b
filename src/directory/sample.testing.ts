/** Valid records for tests; the credit codes are synthetic (domain §8.2). @module */
import type { z } from 'zod';
import type { EnterpriseContent, ExpertContent, OfficerContent, Subdistrict } from './types/records.ts';

export const SAMPLE_SUBDISTRICTS: readonly z.input<typeof Subdistrict>[] = [
  { code: '120111100', name: '中北镇', aliases: ['中北'] },
  { code: '120111101', name: '杨柳青镇', aliases: ['杨柳青'] },
];

export function sampleEnterprise(
  more: Partial<z.input<typeof EnterpriseContent>> = {},
): z.input<typeof EnterpriseContent> {
  return {
    creditCode: '91120111MA0XQ00174',
    name: '天津市西青区瑞恒金属制品有限公司',
    subdistrictCode: '120111100',
    safetyDomain: 'machinery',
    specialFlags: ['dust'],
    riskColor: 'yellow',
    phone: '022-27910001',
    licences: [{ name: '排污许可证', number: 'PW-1', expiresOn: '2027-05-31' }],
    ...more,
  };
}

export function sampleOfficer(more: Partial<z.input<typeof OfficerContent>> = {}): z.input<typeof OfficerContent> {
  return {
    certificateNumber: '津0211001',
    name: '测试甲',
    staffId: 'officer',
    certificateExpiresOn: '2027-12-31',
    certificateDomains: ['work-safety'],
    ...more,
  };
}

export function sampleExpert(more: Partial<z.input<typeof ExpertContent>> = {}): z.input<typeof ExpertContent> {
  return {
    directoryNumber: 'ZJ-0001',
    name: '测试专家甲',
    specialties: ['dust'],
    termFrom: '2025-01-01',
    termTo: '2027-12-31',
    ...more,
  };
}
