/** The papers of an order: those of the visit's register that hold (责令限期整改指令书, 现场处理措施决定书). @module */
import { listDocuments, type RegisteredDocument } from '../../core/register/reads.ts';
import type { ReadTx } from '../../core/transact.ts';
import { SERIES } from '../../inspection/reads/documents.ts';
import { ORDER_PAPERS } from '../rules/order.ts';
import { OPINION_FORM } from '../types/order.ts';

const FORMS: readonly string[] = ORDER_PAPERS;

/** 整改复查意见书 of the rounds, in their order. */
export async function listOpinions(tx: ReadTx, inspectionId: string): Promise<RegisteredDocument[]> {
  return (await listDocuments(tx, SERIES, inspectionId)).filter(({ form }) => form === OPINION_FORM);
}

export async function standingPapers(tx: ReadTx, inspectionId: string): Promise<RegisteredDocument[]> {
  return (await listDocuments(tx, SERIES, inspectionId)).filter(
    ({ form, end }) => FORMS.includes(form) && end === null,
  );
}
