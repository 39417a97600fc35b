/** What a workbook would do to the directory, row by row, and the decision: write it, give it up, take it back. @module */
import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { ImportInput } from '../../../directory/types/inputs.ts';
import { IMPORT_STATES, type ImportBatch } from '../../../directory/types/imports.ts';
import { DIRECTORY_KINDS } from '../../../directory/types/vocabulary.ts';
import { AppLink } from '../../kit/app-link.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { DeedForm } from '../../kit/deed-form.tsx';
import { useDeed } from '../../kit/deed.ts';
import { Field } from '../../kit/field.tsx';
import { sentenceTime } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { StateTag } from '../../kit/state-tag.tsx';
import { directoryText } from '../../kit/strings/directory.zh.ts';
import { UnknownHeadings } from './headings.tsx';
import { ImportRows } from './import-rows.tsx';
import { KIND_VIEWS } from './kinds.ts';
import { RunningChecks } from './running-checks.tsx';
import { BATCH_TONES } from './words.ts';
import './directory.css';

const text = directoryText.result;

interface BatchView extends ImportBatch {
  readonly people: Readonly<Record<string, string>>;
}

export function ImportBatchPage(): ReactNode {
  const batch = useRead<BatchView>(`/api/directory/imports/${useParam('batchId')}`);
  return (
    <Loaded read={batch} skeleton={<TextSkeleton lines={12} />}>
      {(value) => (
        <>
          <PageHeader
            title={text.title(DIRECTORY_KINDS[value.kind], value.fileName)}
            parent={{ to: `/directory/import?kind=${value.kind}`, title: directoryText.lists.import }}
            standing={<Standing batch={value} />}
          />
          <Unread batch={value} />
          <Decision batch={value} />
          <RunningChecks only={value.batchId} />
          <ImportRows batch={value} />
        </>
      )}
    </Loaded>
  );
}

function Standing({ batch }: { readonly batch: BatchView }): ReactNode {
  const { state, people, checkedBy, checkedAt, writtenBy, writtenAt } = batch;
  const nameOf = (id: string): string => people[id] ?? id;
  const parts = [
    text.checkedBy(nameOf(checkedBy), sentenceTime(checkedAt)),
    ...(writtenBy === null || writtenAt === null ? [] : [text.writtenBy(nameOf(writtenBy), sentenceTime(writtenAt))]),
  ];
  return (
    <>
      <StateTag tone={BATCH_TONES[state]} word={IMPORT_STATES[state]} /> {parts.join('；')}
    </>
  );
}

/** Columns and sheets whose content goes nowhere. */
function Unread({ batch: { kind, state, unknownColumns, otherSheets } }: { readonly batch: BatchView }): ReactNode {
  return (
    <>
      {unknownColumns.length > 0 && (
        <div>
          <p>{text.unknownColumns}</p>
          <ul>
            {unknownColumns.map(({ column, title, filled }) => (
              <li key={column}>{text.column(column, title, filled)}</li>
            ))}
          </ul>
        </div>
      )}
      {state === 'checked' && (
        <UnknownHeadings
          kind={kind}
          titles={unknownColumns.flatMap(({ title, filled }) => (title === '' || filled === 0 ? [] : [title]))}
        />
      )}
      {otherSheets.length > 0 && <p>{text.otherSheets(otherSheets.join('、'))}</p>}
    </>
  );
}

function Decision({ batch }: { readonly batch: BatchView }): ReactNode {
  const { state, kind, counts } = batch;
  if (state === 'checked') return <WriteOrCancel batch={batch} />;
  const toList = (
    <AppLink to={kind === 'enterprise' ? '/directory' : `/directory/${KIND_VIEWS[kind].slug}`}>{text.toList}</AppLink>
  );
  if (state === 'undone') return <p>{text.undone}</p>;
  if (state === 'cancelled') return <p>{toList}</p>;
  return (
    <section>
      <p>
        {text.written(counts.new, counts.update)} {toList}
      </p>
      <Undo batchId={batch.batchId} />
    </section>
  );
}

function WriteOrCancel({ batch: { batchId, counts } }: { readonly batch: BatchView }): ReactNode {
  const cancel = useDeed<{ batchId: string }>('directory.cancel-import');
  const faulty = counts.bad + counts.duplicate;
  const nothing = counts.new + counts.update === 0;
  return (
    <section>
      <h2>{text.confirmTitle}</h2>
      {nothing ? (
        <p>{text.nothing}</p>
      ) : (
        <DeedForm
          kind="directory.import"
          schema={ImportInput}
          initial={{ isOnlyGood: false }}
          toInput={(values) => ({ ...values, batchId })}
          onDone={() => undefined}
        >
          <p>
            {text.nextWrite(counts.new, counts.update)}。{text.confirmNote}
          </p>
          {faulty > 0 && (
            <Field name="isOnlyGood" label={text.faulty(faulty)} valueName="checked" isOptional>
              <Checkbox>{text.onlyGood}</Checkbox>
            </Field>
          )}
        </DeedForm>
      )}
      <RefusalBox refusals={cancel.refusals} />
      <DeedButton
        kind="directory.cancel-import"
        isPending={cancel.isPending}
        onPress={() => void cancel.run({ batchId })}
      />
    </section>
  );
}

function Undo({ batchId }: { readonly batchId: string }): ReactNode {
  const undo = useDeed<{ batchId: string }>('directory.undo-import');
  return (
    <>
      <p className="muted">{text.undo}</p>
      <RefusalBox refusals={undo.refusals} />
      <DeedButton kind="directory.undo-import" isPending={undo.isPending} onPress={() => void undo.run({ batchId })} />
    </>
  );
}
