/** A workbook into the item list: choose, check, and write it whole or not at all. @module */
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { stateRefusals } from '../../../items/rules/catalogue.ts';
import type { Catalogue } from '../../../items/types.ts';
import type { ImportPreview } from '../../../items/types/import.ts';
import { postJson, type ShownRefusal } from '../../kit/api.ts';
import { DeedButton, ReasonedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { FileDrop } from '../../kit/file-drop.tsx';
import type { ListAnswer } from '../../kit/list-page.tsx';
import { PageHeader } from '../../kit/page-header.tsx';
import { Loaded, useRead } from '../../kit/read.tsx';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useUrlState } from '../../kit/routing.ts';
import { TableSkeleton } from '../../kit/skeletons.tsx';
import { itemFilesText as text } from '../../kit/strings/items-files.zh.ts';
import { itemsText } from '../../kit/strings/items.zh.ts';
import { countOutcomes, ImportRows } from './import-rows.tsx';
import './items.css';

const MAX_BYTES = 50 * 1024 * 1024;

/** An uploaded file: what the preview and the deed take. */
interface StoredFile {
  readonly fileName: string;
  readonly fileSha256: string;
}

export function ItemImportPage(): ReactNode {
  const catalogues = useRead<ListAnswer<Catalogue>>('/api/item-catalogues');
  const [{ fileName, fileSha256 }] = useUrlState();
  return (
    <>
      <PageHeader title={text.title} standing={text.standing} parent={{ to: '/items', title: itemsText.list.title }} />
      <Loaded read={catalogues} skeleton={<TableSkeleton rows={4} />}>
        {({ rows: [latest] }) => (
          <>
            <Upload latest={latest} />
            {fileName !== undefined && fileSha256 !== undefined && (
              // The key: what one file was found to hold must never stand under another's name.
              <Checked key={fileSha256} file={{ fileName, fileSha256 }} latest={latest} />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

function Upload({ latest }: { readonly latest: Catalogue | undefined }): ReactNode {
  const [, change] = useUrlState();
  const [file, setFile] = useState<File>();
  const [refusals, setRefusals] = useState<readonly ShownRefusal[]>([]);
  const [isPending, setPending] = useState(false);

  async function check(chosen: File): Promise<void> {
    setPending(true);
    const body = new FormData();
    body.append('file', chosen);
    const outcome = await postJson<StoredFile>('/api/item-files', body);
    setPending(false);
    if (outcome.ok) change({ ...outcome.value, outcome: undefined });
    else setRefusals(outcome.refusals);
  }

  return (
    <section>
      <div className="item-links">
        <a className="link" href="/api/item-files/template">
          {text.getTemplate}
        </a>
        {latest !== undefined && (
          <a className="link" href={`/api/item-files/editions/${latest.edition}`}>
            {text.getEdition(latest.edition)}
          </a>
        )}
        <span className="muted">{text.hint}</span>
      </div>
      <RefusalBox refusals={refusals} />
      <FileDrop
        label={text.file}
        accept={['.xlsx', '.csv']}
        maxBytes={MAX_BYTES}
        chosen={file}
        isDisabled={isPending}
        onChoose={(chosen) => {
          setFile(chosen);
          setRefusals([]);
          change({ fileName: undefined, fileSha256: undefined, outcome: undefined });
        }}
      />
      <p className="muted" role="status">
        {isPending ? text.checking : text.wholeOrNot}
      </p>
      <ReasonedButton
        label={text.check}
        refusals={file === undefined ? [{ code: 'file-not-chosen', reason: text.chooseFirst }] : []}
        isPending={isPending}
        onPress={() => {
          if (file !== undefined) void check(file);
        }}
      />
    </section>
  );
}

interface CheckedProps {
  readonly file: StoredFile;
  readonly latest: Catalogue | undefined;
}

function Checked({ file, latest }: CheckedProps): ReactNode {
  const preview = useRead<ImportPreview>('/api/item-import', { ...file });
  return (
    <section>
      <h2>{text.resultOf(file.fileName)}</h2>
      <Loaded read={preview} skeleton={<TableSkeleton rows={10} />}>
        {(value) => (
          <>
            <Unread preview={value} />
            <Write file={file} latest={latest} preview={value} />
            <ImportRows preview={value} />
          </>
        )}
      </Loaded>
    </section>
  );
}

/** Columns and sheets whose content goes nowhere. */
function Unread({ preview: { unknownColumns, otherSheets } }: { readonly preview: ImportPreview }): ReactNode {
  return (
    <>
      {unknownColumns.length > 0 && (
        <div>
          <p>{text.unknownColumns}</p>
          <ul className="item-lines">
            {unknownColumns.map(({ column, title }) => (
              <li key={column}>{text.column(column, title)}</li>
            ))}
          </ul>
        </div>
      )}
      {otherSheets.length > 0 && <p>{text.otherSheets(otherSheets.join('、'))}</p>}
    </>
  );
}

function Write({ file, latest, preview }: CheckedProps & { readonly preview: ImportPreview }): ReactNode {
  const navigate = useNavigate();
  const deed = useDeed<StoredFile, { edition: number }>('items.import');
  const counts = countOutcomes(preview);
  const isBegun = latest !== undefined && latest.state !== 'published';
  const edition = latest === undefined ? 1 : isBegun ? latest.edition : latest.edition + 1;
  const refusals = isBegun ? stateRefusals(latest.state, ['draft']) : [];
  if (counts.bad > 0) refusals.push({ code: 'import-has-problems', facts: { count: counts.bad } });
  else if (counts.new + counts.changed === 0) refusals.push({ code: 'import-changes-nothing' });

  async function write(): Promise<void> {
    const outcome = await deed.run(file);
    if (outcome.ok) void navigate({ to: `/items/editions/${outcome.value.edition}` });
  }

  return (
    <>
      {refusals.length === 0 && <p>{text.effect(counts.new, counts.changed, edition)}</p>}
      <RefusalBox refusals={deed.refusals} />
      <DeedButton
        kind="items.import"
        isPrimary
        isPending={deed.isPending}
        refusals={refusals}
        onPress={() => void write()}
      />
    </>
  );
}
