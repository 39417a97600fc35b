/** One batch: its rows, and what the other system answered. @module */
import { Input } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import type { CheckedFile } from '../../../core/uploads/kinds.ts';
import { OPERATIONS } from '../../../exchange/types/fields.ts';
import type { BatchRow, BatchView } from '../../../exchange/types.ts';
import { PACKS } from '../../../exchange/types/packs.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { DataTable, type Column } from '../../kit/data-table.tsx';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { FileDrop } from '../../kit/file-drop.tsx';
import { HashText } from '../../kit/hash-text.tsx';
import { tableDate } from '../../kit/format.ts';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useParam } from '../../kit/routing.ts';
import { TextSkeleton } from '../../kit/skeletons.tsx';
import { exchangeText as text } from '../../kit/strings/exchange.zh.ts';
import './exchange.css';
import { BatchTag, fileHref } from './parts.tsx';

const MOST_BYTES = 20 * 1024 * 1024;
const ENDINGS = ['.pdf', '.xlsx', '.docx', '.ofd', '.jpg', '.jpeg', '.png'];

const COLUMNS: readonly Column<BatchRow>[] = [
  { key: 'line', title: text.line, render: ({ line }) => line },
  { key: 'name', title: text.record, render: ({ name }) => name },
  { key: 'operation', title: text.operation, render: ({ operation }) => OPERATIONS[operation] },
  { key: 'rejected', title: text.reason, render: ({ rejected }) => rejected ?? '—' },
];

export function BatchPage(): ReactNode {
  const read = useRead<{ readonly batch: BatchView; readonly rows: readonly BatchRow[] }>(
    `/api/exchange-batches/${useParam('batchId')}`,
  );
  return (
    <Loaded read={read} skeleton={<TextSkeleton lines={10} />}>
      {({ batch, rows }) => (
        <>
          <PageHeader
            title={text.batchTitle(batch.number)}
            parent={{ to: `/exchange/${batch.pack}`, title: PACKS[batch.pack].title }}
            standing={text.batchName(batch.number, tableDate(batch.exportedOn))}
          />
          <p>
            <BatchTag batch={batch} />{' '}
            <a className="link" href={fileHref(batch)}>
              {text.download}
            </a>
          </p>
          <p className="muted">
            {text.fingerprint} <HashText hash={batch.sha256} />
          </p>
          {batch.receiptedOn !== null && (
            <p>
              {text.receipt} {batch.receiptNumber ?? batch.receiptSha256} · {tableDate(batch.receiptedOn)}
            </p>
          )}
          {batch.state === 'exported' && <ReceiptForm batch={batch} />}
          <section>
            <h2>{text.rowsTitle}</h2>
            <DataTable
              caption={text.rowsTitle}
              isCaptionHidden
              columns={COLUMNS}
              rows={rows}
              rowKey={({ line }) => String(line)}
            />
          </section>
        </>
      )}
    </Loaded>
  );
}

function ReceiptForm({ batch: { batchId } }: { readonly batch: BatchView }): ReactNode {
  const id = useId();
  const [number, setNumber] = useState('');
  const [lines, setLines] = useState('');
  const [file, setFile] = useState<File>();
  const [wrong, setWrong] = useState<string>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const deed = useDeed<unknown>('exchange.register-receipt');
  const send = async (): Promise<void> => {
    const rejected = readLines(lines);
    setWrong('wrong' in rejected ? text.rejectedWrong(rejected.wrong) : undefined);
    if ('wrong' in rejected) return;
    const uploaded = file === undefined ? undefined : await upload(file);
    setRefusals(uploaded === undefined || uploaded.ok ? [] : uploaded.refusals);
    if (uploaded?.ok === false) return;
    const receipt = {
      ...(number.trim() === '' ? {} : { number }),
      ...(uploaded === undefined ? {} : { sha256: uploaded.value.sha256 }),
    };
    await deed.run({ batchId, ...receipt, rejected: rejected.rows });
  };
  return (
    <section>
      <h2>{text.receiptTitle}</h2>
      <p>{text.receiptLead}</p>
      <div className="exchange-receipt">
        <label htmlFor={`${id}-number`}>{text.receiptNumber}</label>
        <Input id={`${id}-number`} value={number} maxLength={100} onChange={({ target }) => setNumber(target.value)} />
        <FileDrop
          label={text.receiptFile}
          accept={ENDINGS}
          maxBytes={MOST_BYTES}
          chosen={file}
          onChoose={setFile}
          isDisabled={deed.isPending}
        />
        <label htmlFor={`${id}-lines`}>{text.rejectedRows}</label>
        <Input.TextArea
          id={`${id}-lines`}
          rows={4}
          value={lines}
          aria-describedby={`${id}-hint`}
          onChange={({ target }) => {
            setLines(target.value);
            setWrong(undefined);
          }}
        />
        <p id={`${id}-hint`} role="status" className={wrong === undefined ? 'muted' : 'field-mistake'}>
          {wrong ?? text.rejectedHint}
        </p>
        <RefusalBox refusals={[...refusals, ...deed.refusals]} />
        <DeedButton kind="exchange.register-receipt" isPending={deed.isPending} onPress={() => void send()} />
      </div>
    </section>
  );
}

function upload(file: File) {
  const body = new FormData();
  body.append('file', file, file.name);
  return postJson<CheckedFile>('/api/exchange-receipts', body);
}

/** `3 reason` on each line; what cannot be read is named, never passed over. */
function readLines(typed: string): { readonly rows: { line: number; reason: string }[] } | { readonly wrong: string } {
  const rows: { line: number; reason: string }[] = [];
  for (const each of typed.split('\n').map((line) => line.trim())) {
    if (each === '') continue;
    const [, line, reason] = /^(\d{1,6})[\s:：、,，.]+(\S.*)$/.exec(each) ?? [];
    if (line === undefined || reason === undefined) return { wrong: each };
    rows.push({ line: Number(line), reason });
  }
  return { rows };
}
