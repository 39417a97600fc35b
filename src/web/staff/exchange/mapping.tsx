/** 字段对应: the columns of an export, in the order of the other system's template. @module */
import { Button, Checkbox, Input, Select } from 'antd';
import { useState, type ReactNode } from 'react';
import type { MappedColumn, PackView } from '../../../exchange/types.ts';
import { fieldsOf } from '../../../exchange/types/fields.ts';
import { PACKS } from '../../../exchange/types/packs.ts';
import { DeedButton } from '../../kit/deed-button.tsx';
import { useDeed } from '../../kit/deed.ts';
import { RefusalBox } from '../../kit/refusal-box.tsx';
import { useMayDo } from '../../kit/session.ts';
import { exchangeText as text } from '../../kit/strings/exchange.zh.ts';

/** In the list of fields: a text that is the same in every row. */
const CONSTANT = '=';

export function MappingEditor({ view: { pack, mapping, version } }: { readonly view: PackView }): ReactNode {
  const [columns, setColumns] = useState<readonly MappedColumn[]>(mapping.columns);
  const deed = useDeed<unknown>('exchange.set-mapping');
  const mayEdit = useMayDo('exchange.set-mapping');
  const set = (index: number, column: MappedColumn): void => setColumns(columns.with(index, column));
  const move = (index: number, by: -1 | 1): void => {
    const [one, other] = [columns[index], columns[index + by]];
    if (one !== undefined && other !== undefined) setColumns(columns.with(index, other).with(index + by, one));
  };
  return (
    <section>
      <h2>{text.mapping}</h2>
      <p className="muted">{text.mappingStanding(version)}</p>
      <ol className="exchange-columns">
        {columns.map((column, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- a column is known by its place
          <li key={index}>
            <ColumnRow
              pack={pack}
              column={column}
              n={index + 1}
              isDisabled={!mayEdit}
              onChange={(changed) => set(index, changed)}
            />
            {mayEdit && (
              <span className="exchange-moves">
                <Button
                  size="small"
                  autoInsertSpace={false}
                  disabled={index === 0}
                  aria-label={text.up(column.heading)}
                  onClick={() => move(index, -1)}
                >
                  {text.upShort}
                </Button>
                <Button
                  size="small"
                  autoInsertSpace={false}
                  disabled={index === columns.length - 1}
                  aria-label={text.down(column.heading)}
                  onClick={() => move(index, 1)}
                >
                  {text.downShort}
                </Button>
                <Button
                  size="small"
                  autoInsertSpace={false}
                  aria-label={text.remove(column.heading)}
                  onClick={() => setColumns(columns.toSpliced(index, 1))}
                >
                  {text.removeShort}
                </Button>
              </span>
            )}
          </li>
        ))}
      </ol>
      <RefusalBox refusals={deed.refusals} />
      {mayEdit && (
        <div className="exchange-form">
          <Button
            onClick={() =>
              setColumns([...columns, { heading: '', from: { kind: 'constant', text: '' }, required: false }])
            }
          >
            {text.add}
          </Button>
          <DeedButton
            kind="exchange.set-mapping"
            isPending={deed.isPending}
            onPress={() => void deed.run({ pack, version, mapping: { columns } })}
          />
        </div>
      )}
    </section>
  );
}

interface ColumnRowProps {
  readonly pack: PackView['pack'];
  readonly column: MappedColumn;
  readonly n: number;
  readonly isDisabled: boolean;
  readonly onChange: (column: MappedColumn) => void;
}

function ColumnRow({ pack, column, n, isDisabled, onChange }: ColumnRowProps): ReactNode {
  const fields = fieldsOf(PACKS[pack].source);
  const { heading, from, required } = column;
  const codes = from.kind === 'field' ? (fields[from.field]?.codes ?? {}) : {};
  const choose = (value: string): void => {
    const { words: _words, ...rest } = column;
    onChange({
      ...rest,
      from: value === CONSTANT ? { kind: 'constant', text: '' } : { kind: 'field', field: value },
    });
  };
  return (
    <div className="exchange-column">
      <Input
        aria-label={text.headingOf(n)}
        placeholder={text.heading}
        value={heading}
        maxLength={60}
        disabled={isDisabled}
        onChange={({ target }) => onChange({ ...column, heading: target.value })}
      />
      <Select
        aria-label={text.sourceOf(n)}
        value={from.kind === 'constant' ? CONSTANT : from.field}
        disabled={isDisabled}
        options={[
          { value: CONSTANT, label: text.constant },
          ...Object.entries(fields).map(([value, { title }]) => ({ value, label: title })),
        ]}
        onChange={choose}
      />
      {from.kind === 'constant' && (
        <Input
          aria-label={text.constantOf(n)}
          placeholder={text.constant}
          value={from.text}
          maxLength={200}
          disabled={isDisabled}
          onChange={({ target }) => onChange({ ...column, from: { kind: 'constant', text: target.value } })}
        />
      )}
      <Checkbox
        aria-label={text.requiredOf(n)}
        checked={required}
        disabled={isDisabled}
        onChange={({ target }) => onChange({ ...column, required: target.checked })}
      >
        {text.required}
      </Checkbox>
      {Object.keys(codes).length > 0 && (
        <details>
          <summary>{text.words}</summary>
          {Object.entries(codes).map(([code, word]) => (
            <Input
              key={code}
              addonBefore={word}
              aria-label={text.wordOf(n, word)}
              placeholder={text.wordHint}
              value={column.words?.[code] ?? ''}
              maxLength={60}
              disabled={isDisabled}
              onChange={({ target }) => onChange(withWord(column, code, target.value))}
            />
          ))}
        </details>
      )}
    </div>
  );
}

/** An empty one is left out: the word itself is written then. */
function withWord({ words = {}, ...column }: MappedColumn, code: string, word: string): MappedColumn {
  const kept = Object.fromEntries(Object.entries({ ...words, [code]: word }).filter(([, value]) => value !== ''));
  return Object.keys(kept).length === 0 ? column : { ...column, words: kept };
}
