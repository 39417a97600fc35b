/** 曝光与企业说明: what others decided or said, looked at before the public reads it. @module */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { EXPOSURE_STATES, WORDS_STATES, type ExposureRow, type WordsRow } from '../../../disclosure/types/exposure.ts';
import { FINDING_LEVELS } from '../../../inspection/types/visit.ts';
import { EXPOSURE_GROUNDS } from '../../../rectification/types/remind.ts';
import { DateText } from '../../kit/date-text.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { sentenceDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { useMayDo } from '../../kit/session.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { disclosureText } from '../../kit/strings/disclosure.zh.ts';
import { exposureText as text } from '../../kit/strings/exposure.zh.ts';
import './disclosure.css';

interface Answer {
  readonly exposures: readonly ExposureRow[];
  readonly words: readonly WordsRow[];
}

export function ExposuresPage(): ReactNode {
  const read = useRead<Answer>('/api/disclosure-exposures');
  return (
    <>
      <PageHeader
        title={text.title}
        parent={{ to: '/disclosure', title: disclosureText.list.title }}
        standing={text.standing}
      />
      <Loaded read={read} skeleton={<TextSkeleton lines={8} />}>
        {({ exposures, words }) => (
          <>
            <section>
              <h2>{text.exposures}</h2>
              {exposures.length === 0 && <p className="muted">{text.noExposures}</p>}
              {exposures.map((row) => (
                <Exposure key={row.exposureId} row={row} />
              ))}
            </section>
            <section>
              <h2>{text.words}</h2>
              {words.length === 0 && <p className="muted">{text.noWords}</p>}
              {words.map((row) => (
                <Words key={row.statementId} row={row} />
              ))}
            </section>
          </>
        )}
      </Loaded>
    </>
  );
}

const TONES = { drafted: 'waiting', published: 'done', withdrawn: 'ended', cancelled: 'ended' } as const;
const PublishInput = z.object({ exposureId: z.string(), text: z.string().trim().min(1).max(1_000) });
const WithdrawInput = z.object({ exposureId: z.string(), reason: z.string().trim().min(1).max(500) });

function Exposure({ row }: { readonly row: ExposureRow }): ReactNode {
  const { exposureId, state, content, hits, isSettled, withdrawReason } = row;
  const mayPublish = useMayDo('disclosure.publish-exposure');
  const due = content.dueOn === null ? text.noDue : sentenceDate(content.dueOn);
  return (
    <article className="disclosure-article">
      <h3>
        {content.enterprise.name} <StateTag tone={TONES[state]} word={EXPOSURE_STATES[state]} />{' '}
        <StateTag tone="problem" word={EXPOSURE_GROUNDS[content.ground]} />
      </h3>
      <p className="muted">{text.facts(sentenceDate(content.inspectedOn), FINDING_LEVELS[content.level], due)}</p>
      {(state !== 'drafted' || !mayPublish) && <p>{content.text}</p>}
      {withdrawReason !== null && <p>{withdrawReason}</p>}
      {state === 'published' && isSettled && <StateTag tone="problem" word={text.settled} />}
      {hits.length > 0 && <p className="muted">{text.hits(hits)}</p>}
      {mayPublish && state === 'drafted' && (
        <DeedForm
          kind="disclosure.publish-exposure"
          schema={PublishInput}
          initial={{ text: content.text }}
          toInput={(values) => ({ ...values, exposureId })}
          onDone={() => undefined}
        >
          <Field name="text" label={text.publicText} hint={text.publicHint}>
            <Input.TextArea rows={3} maxLength={1000} />
          </Field>
        </DeedForm>
      )}
      {mayPublish && state === 'published' && (
        <ReasonForm
          kind="disclosure.withdraw-exposure"
          schema={WithdrawInput}
          id={{ exposureId }}
          hint={text.withdrawHint}
        />
      )}
    </article>
  );
}

const WORDS_TONES = { waiting: 'waiting', published: 'done', returned: 'ended' } as const;
const ReturnInput = z.object({ statementId: z.string(), reason: z.string().trim().min(1).max(500) });

function Words({ row }: { readonly row: WordsRow }): ReactNode {
  const { statementId, state, enterpriseName, text: said, at, hits, reason } = row;
  const mayDecide = useMayDo('disclosure.publish-words');
  const publish = useDeed<{ statementId: string }>('disclosure.publish-words');
  return (
    <article className="disclosure-article">
      <h3>
        {enterpriseName} <StateTag tone={WORDS_TONES[state]} word={WORDS_STATES[state]} />
      </h3>
      <p className="muted">
        <DateText value={at} inTable withTime />
      </p>
      <p>{said}</p>
      {reason !== null && <p className="muted">{reason}</p>}
      {hits.length > 0 && <p className="muted">{text.hits(hits)}</p>}
      {mayDecide && state === 'waiting' && (
        <>
          <DeedButton
            kind="disclosure.publish-words"
            isPrimary
            isPending={publish.isPending}
            onPress={() => void publish.run({ statementId })}
          />
          <ReasonForm kind="disclosure.return-words" schema={ReturnInput} id={{ statementId }} hint={text.returnHint} />
        </>
      )}
    </article>
  );
}

interface ReasonFormProps {
  readonly kind: string;
  readonly schema: z.ZodType;
  readonly id: Readonly<Record<string, string>>;
  readonly hint: string;
}

function ReasonForm({ kind, schema, id, hint }: ReasonFormProps): ReactNode {
  return (
    <DeedForm kind={kind} schema={schema} toInput={(values) => ({ ...values, ...id })} onDone={() => undefined}>
      <Field name="reason" label={text.reason} hint={hint}>
        <Input.TextArea rows={2} maxLength={500} />
      </Field>
    </DeedForm>
  );
}
