/** Taking in a law in a new version: pasted whole, compared with what is in force before anything is written. @module */
import { useNavigate } from '@tanstack/react-router';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { isDay } from '../../../core/calendar/day.ts';
import { chineseNumber } from '../../../items/rules/citations.ts';
import { compareLaw } from '../../../items/rules/law.ts';
import { parseLawText } from '../../../items/rules/law-text.ts';
import { NewLaw, type RegisteredBasis } from '../../../items/types/law.ts';
import { showRefusals } from '../../kit/api.ts';
import { DeedForm } from '../../kit/deed-form.tsx';
import { Field } from '../../kit/field.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { lawText as text } from '../../kit/strings/law.zh.ts';
import { TextChange } from '../../kit/text-change.tsx';
import './items.css';

export function AdoptLawPage(): ReactNode {
  const navigate = useNavigate();
  return (
    <>
      <PageHeader title={text.adopt} parent={{ to: '/items/law', title: text.changes }} standing={text.adoptStanding} />
      <div className="item-editor">
        <DeedForm
          kind="items.adopt-law"
          schema={NewLaw}
          toInput={toInput}
          onDone={() => void navigate({ to: '/items/law' })}
        >
          <div className="item-row">
            <Field name="instrument" label={text.instrument} hint={text.instrumentHint}>
              <Input maxLength={60} />
            </Field>
            <Field name="version" label={text.version} hint={text.versionHint}>
              <Input maxLength={60} />
            </Field>
            <Field name="validFrom" label={text.validFrom}>
              <Input type="date" />
            </Field>
          </div>
          <Field name="source" label={text.source} hint={text.sourceHint}>
            <Input maxLength={200} />
          </Field>
          <Field name="text" label={text.text} hint={text.textHint}>
            <Input.TextArea rows={12} />
          </Field>
          <Preview />
        </DeedForm>
      </div>
    </>
  );
}

function toInput({ text: pasted, ...law }: Readonly<Record<string, unknown>>): unknown {
  return { ...law, articles: typeof pasted === 'string' ? parseLawText(pasted).articles : [] };
}

function Preview(): ReactNode {
  const form = Form.useFormInstance();
  const [instrument, validFrom, pasted]: readonly unknown[] = [
    Form.useWatch('instrument', form),
    Form.useWatch('validFrom', form),
    Form.useWatch('text', form),
  ];
  const isReady = [instrument, validFrom, pasted].every((value) => typeof value === 'string' && value.trim() !== '');
  if (!isReady || typeof instrument !== 'string' || typeof validFrom !== 'string' || typeof pasted !== 'string')
    return <p className="muted">{text.waiting}</p>;
  return isDay(validFrom) ? (
    <Comparison instrument={instrument.trim()} validFrom={validFrom} pasted={pasted} />
  ) : (
    <p className="muted">{text.waiting}</p>
  );
}

interface ComparisonProps {
  readonly instrument: string;
  readonly validFrom: string;
  readonly pasted: string;
}

function Comparison({ instrument, validFrom, pasted }: ComparisonProps): ReactNode {
  const read = useRead<{ readonly rows: readonly RegisteredBasis[] }>(`/api/laws/${encodeURIComponent(instrument)}`);
  const { articles, refusals } = parseLawText(pasted);
  if (refusals.length > 0) return <RefusalBox refusals={showRefusals(refusals)} takesFocus={false} />;
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={4} />}>
      {({ rows }) => {
        const { added, changed, unchanged, ended } = compareLaw({ validFrom, articles }, rows);
        const before = (article: number): string => rows.findLast((each) => each.article === article)?.text ?? '';
        return (
          <section aria-label={text.comparison}>
            <h2>{text.comparison}</h2>
            <p role="status">{text.counts(added.length, changed.length, unchanged.length, ended.length)}</p>
            {changed.map((each) => (
              <details key={each.article} className="law-text">
                <summary>{text.article(chineseNumber(each.article))}</summary>
                <TextChange before={before(each.article)} after={each.text} />
              </details>
            ))}
          </section>
        );
      }}
    </Loaded>
  );
}
