/** The code, the address and the QR code with which somebody outside the house comes in to a matter of his own: handed over by the officer, and replaced when they got about. @module */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { codesOf } from '../../directory/types/vocabulary.ts';
import { CODE_RENEWALS, CodeRenewal } from '../../rectification/types/access.ts';
import { DeedForm } from './deed-form.tsx';
import { DescriptionList } from './description-list.tsx';
import { Field } from './field.tsx';
import './access-card.css';
import { accessText } from './strings/access.zh.ts';

interface AccessCardProps {
  readonly access: { readonly href: string; readonly code: string; readonly qr: string };
  readonly title?: string;
  readonly text: { readonly hint: string; readonly qr: string; readonly code: string; readonly address: string };
  /** The deed that replaces the code, and whose code it is. */
  readonly renewal: { readonly kind: string; readonly of: Readonly<Record<string, string>> };
}

const RenewalInput = z.looseObject({ reason: CodeRenewal });

export function AccessCard({ access, title, text, renewal }: AccessCardProps): ReactNode {
  return (
    <section className="access-card">
      <img src={`data:image/svg+xml;utf8,${encodeURIComponent(access.qr)}`} alt={text.qr} width={144} height={144} />
      <div>
        {title !== undefined && <h3>{title}</h3>}
        <p className="muted">{text.hint}</p>
        <DescriptionList
          items={[
            { label: text.code, value: <code>{access.code}</code> },
            {
              label: text.address,
              value: (
                <a className="link" href={access.href} target="_blank" rel="noreferrer">
                  {access.href}
                </a>
              ),
            },
          ]}
        />
        <details className="access-renewal">
          <summary>{accessText.renew}</summary>
          <p className="muted">{accessText.renewHint}</p>
          <DeedForm
            key={access.code}
            kind={renewal.kind}
            schema={RenewalInput}
            toInput={(values) => ({ ...values, ...renewal.of })}
            onDone={() => undefined}
          >
            <Field name="reason" label={accessText.reason}>
              <Select options={codesOf(CODE_RENEWALS).map((value) => ({ value, label: CODE_RENEWALS[value] }))} />
            </Field>
          </DeedForm>
        </details>
      </div>
    </section>
  );
}
