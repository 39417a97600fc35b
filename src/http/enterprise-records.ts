/** 查阅资料: what the modules after the visit know of an enterprise, each by its own read (docs/adr/0047). @module */
import { creditRecords } from '../credit/reads/records.ts';
import { hazardRecords } from '../hazard/reads/records.ts';
import type { RecordsOf } from '../inspection/types/later.ts';
import { penaltyRecords } from '../penalty/reads/records.ts';
import { rectificationRecords } from '../rectification/reads/records.ts';

export const recordsOf: RecordsOf = async (tx, enterprise) => [
  ...(await rectificationRecords(tx, enterprise)),
  ...(await hazardRecords(tx, enterprise)),
  ...(await penaltyRecords(tx, enterprise)),
  ...(await creditRecords(tx, enterprise)),
];
