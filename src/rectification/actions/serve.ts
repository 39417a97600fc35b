/** 送达: the order is frozen, and the enterprise gets its code. @module */
import { bureauCode } from '../../bureau/reads.ts';
import { z } from 'zod';
import { canonicalize } from 'verifiable-draw';
import { defineDeed, documentHash } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Tx } from '../../core/transact.ts';
import { listFindings } from '../../inspection/reads/visits.ts';
import { rectificationDeeds } from '../deeds.ts';
import { listOfficers } from '../reads/orders.ts';
import { newCode } from '../reads/access.ts';
import { standingPapers } from '../reads/papers.ts';
import { missingPapers, orderDocument, serviceRefusals } from '../rules/order.ts';
import { DocumentHash, OneOrder, ORDER_STATES, Service } from '../types/order.ts';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { updateOrder } from '../writes.ts';
import { closeIfOver } from './settle.ts';
import { openOwnOrder, type OpenOrder } from './open.ts';

/** Serves the order (domain §21.5). Refusals: state, a paper that was not issued, fewer than two certified officers, days in the wrong order, no witness. */
export const serveOrder = defineDeed({
  kind: 'rectification.serve',
  rule: rectificationDeeds['rectification.serve'],
  input: OneOrder.extend({ service: Service }),
  output: OneOrder.extend({ state: z.enum(codesOf(ORDER_STATES)), documentHash: DocumentHash }),
  run: async (tx, { orderId, service }, runtime) => {
    const found = await openOwnOrder(tx, orderId);
    if (!found.ok) return found;
    const { order, visit } = found.value;
    const papers = await standingPapers(tx, order.inspectionId);
    const refusals = serviceRefusals(order, service, await listOfficers(tx), {
      signedOn: visit.signedOn ?? tx.today,
      today: tx.today,
      missing: missingPapers(await listFindings(tx, order.inspectionId), papers),
    });
    if (refusals.length > 0) return refuse(refusals);
    const document = await documentOf(tx, found.value);
    const hash = documentHash(document);
    await updateOrder(tx, orderId, {
      state: 'served',
      service: JSON.stringify(service),
      served_on: service.servedOn,
      document: Buffer.from(canonicalize(document)),
      document_hash: hash,
      ...newCode(runtime.fieldCipher, tx.bureauId, orderId),
    });
    tx.record({
      kind: 'rectification.serve',
      subject: `rectification/${orderId}`,
      facts: {
        document: hash,
        means: service.means,
        on: service.servedOn,
        items: order.items.length,
        papers: papers.map(({ documentId }) => documentId),
      },
    });
    // An order whose findings all went elsewhere is over with its service.
    return ok({ orderId, state: await closeIfOver(tx, orderId), documentHash: hash });
  },
});

async function documentOf(tx: Tx, { order, visit }: OpenOrder) {
  return orderDocument(order, {
    bureau: await bureauCode(tx),
    enterprise: { name: visit.row.enterprise_name, creditCode: visit.row.credit_code },
    recordHash: visit.recordHash ?? '',
    findings: await listFindings(tx, order.inspectionId),
    items: order.items,
  });
}
