/** The enterprise's copy, one code after the other. @module */
import { useState, type ReactNode } from 'react';
import { fieldText } from '../../kit/strings/field.zh.ts';
import { Qr } from '../parts/qr.tsx';
import { Button } from '../parts/ui.tsx';
import { receiptCodes } from '../receipt.ts';

export function ReceiptCodes({ lines }: { readonly lines: readonly string[] }): ReactNode {
  const codes = receiptCodes(lines);
  const [at, setAt] = useState(0);
  const text = fieldText.signing;
  return (
    <section>
      <h2>{text.receipt}</h2>
      <Qr text={codes[at] ?? ''} label={text.receipt} />
      <p>{text.receiptHint(at + 1, codes.length)}</p>
      {codes.length > 1 ? <Button onPress={() => setAt((at + 1) % codes.length)}>{text.next}</Button> : null}
    </section>
  );
}
