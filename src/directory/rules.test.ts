import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { expertConflicts, expertRefusals, maskPhones, officerRefusals, usualPhones } from './rules.ts';
import { licencesOf, licencesText } from './rules/licences.ts';

describe('an officer', () => {
  const officer = {
    name: '测试甲',
    status: 'on-duty',
    certificateValidFrom: '2026-01-01',
    certificateExpiresOn: '2026-12-31',
  } as const;
  const codes = (more: Partial<Parameters<typeof officerRefusals>[0]>, day: string): string[] =>
    officerRefusals({ ...officer, ...more }, day).map(({ code }) => code);

  test('may inspect from the first to the last day of the certificate, both included', () => {
    expect(codes({}, '2026-01-01')).toEqual([]);
    expect(codes({}, '2026-12-31')).toEqual([]);
    expect(codes({}, '2025-12-31')).toEqual(['certificate-not-yet-valid']);
    expect(codes({}, '2027-01-01')).toEqual(['certificate-expired']);
  });

  test.each(['seconded', 'suspended', 'left', 'retired'] as const)(
    'who is %s may not, and hears of an expired certificate too',
    (status) => {
      expect(codes({ status }, '2027-01-01')).toEqual(['officer-not-on-duty', 'certificate-expired']);
    },
  );
});

test('an expert attends only while appointed and within the term', () => {
  const expert = { name: '测试乙', status: 'active', termFrom: '2026-01-01', termTo: '2026-12-31' } as const;
  expect(expertRefusals(expert, '2026-06-01')).toEqual([]);
  expect(expertRefusals({ ...expert, termFrom: null, termTo: null }, '2030-01-01')).toEqual([]);
  expect(expertRefusals({ ...expert, status: 'suspended' }, '2027-06-01').map(({ code }) => code)).toEqual([
    'expert-not-active',
    'expert-term',
  ]);
});

describe('phones', () => {
  test.each([
    ['13900000001', '13900000001'],
    ['+86 139-0000-0001', '13900000001'],
    ['１３９００００００１１', '13900000011'],
    ['(022)27910001', '022-27910001'],
    ['022—27910001转801', '022-27910001转801'],
    ['27910001/13900000001', '27910001、13900000001'],
    ['400-800-1234', '400-800-1234'],
  ])('%s is %s', (written, phone) => {
    expect(usualPhones(written)).toBe(phone);
  });

  test.each(['', '、', '123', '12900000001', '139000000012', '022-0000', '13900000001，没有'])(
    '%s is none',
    (written) => {
      expect(usualPhones(written)).toBeUndefined();
    },
  );

  test('a mask never shows the middle', () => {
    expect(maskPhones('13900001234、022-27910001')).toBe('139****1234、022-27****01');
  });
});

describe('an expert in conflict', () => {
  const enterprise = {
    enterpriseId: 'e',
    creditCode: '91120111MA0XQ00174',
    name: '天津市西青区瑞恒（集团）有限公司',
    formerNames: ['天津瑞恒铸造厂'],
  };
  const found = (employer: string | null, advisoryContracts: string[]): string[] =>
    expertConflicts([{ expertId: 'x', employer, advisoryContracts, updatedOn: '2026-01-01' }], [enterprise]).map(
      ({ reason }) => reason,
    );

  test('is employed there, or serves it by name or credit code, however it is written', () => {
    expect(found('天津市西青区瑞恒(集团) 有限公司', [])).toEqual(['EMPLOYER']);
    expect(found('天津市西青区瑞恒（集团）有限公司安全部', [])).toEqual(['EMPLOYER']);
    expect(found(null, ['甲公司', '91120111ma0xq00174'])).toEqual(['ADVISER']);
    expect(found(null, ['天津瑞恒铸造厂2024年安全评价合同'])).toEqual(['ADVISER']);
  });

  test('is not whoever works for a firm of another name', () => {
    expect(found('天津市西青区瑞恒物流有限公司', ['瑞恒'])).toEqual([]);
    expect(found(null, [])).toEqual([]);
  });
});

describe('licences in one cell', () => {
  test('are read with or without number and day', () => {
    expect(licencesOf('排污许可证；安全生产许可证|(津)WH-1|2027.5.31；')).toEqual({
      ok: true,
      value: [
        { name: '排污许可证', number: null, expiresOn: null },
        { name: '安全生产许可证', number: '(津)WH-1', expiresOn: '2027-05-31' },
      ],
    });
    expect(licencesOf('甲|1|不是日期；|2')).toMatchObject({
      ok: false,
      refusals: [{ code: 'licence-form' }, { code: 'licence-form' }],
    });
  });

  test('read back as they were written', () => {
    const part = fc.stringMatching(/^[一-龥A-Za-z0-9〔〕()-]{1,20}$/);
    const day = fc.constantFrom('2027-05-31', '2024-02-29', null);
    const licence = fc.record({ name: part, number: fc.option(part), expiresOn: day });
    fc.assert(
      fc.property(fc.array(licence, { minLength: 1, maxLength: 5 }), (licences) => {
        expect(licencesOf(licencesText(licences))).toEqual({ ok: true, value: licences });
      }),
    );
  });
});
