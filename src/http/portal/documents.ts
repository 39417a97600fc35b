/** The page behind the QR code of a document. @module */
import { normalCode } from '../../core/register/number.ts';
import { findDocumentByCode } from '../../core/register/reads.ts';
import { portalDocument } from '../../web/portal/documents.ts';
import type { Page } from '../portal.ts';

/** `/documents` asks for a code, `/documents?code=` and `/documents/:code` answer. */
export const documentPage: Page = async (tx, { frame, params, query }) => {
  const typed = params['code'] ?? query['code'];
  const code = typed === undefined ? undefined : normalCode(typed.slice(0, 40));
  const document = code === undefined ? undefined : await findDocumentByCode(tx, code);
  return portalDocument(
    frame,
    typed?.slice(0, 40),
    document && {
      state: document.end?.kind ?? 'genuine',
      title: document.title,
      number: document.number,
      issuedOn: document.issuedOn,
      endedOn: document.end?.on,
      successor: document.end?.by ?? undefined,
      sha256: document.sha256,
    },
  );
};
