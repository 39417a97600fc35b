/** The search field and the filters of `ListPage`: plain chips, and a select where there are too many for chips. @module */
import { Button, Input, Select } from 'antd';
import { useId, useState, type ReactNode } from 'react';
import { splitValues } from './list-state.ts';
import { useUrlState } from './routing.ts';
import { kitText } from './strings/kit.zh.ts';

export interface Filter {
  /** Name in the address and in the query, e.g. `state`. */
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Takes several values, any one of which is enough: `red,orange` in the address. */
  readonly isMultiple?: boolean;
  /** Asked for less often: stands below 更多条件, which stands open when the list opens with such a condition. */
  readonly isSpare?: boolean;
}

const MOST_CHIPS = 8;

export function ListFilters({
  filters,
  searchHint,
}: {
  readonly filters: readonly Filter[];
  readonly searchHint?: string;
}): ReactNode {
  const [state] = useUrlState();
  const [usual, spare] = [filters.filter(({ isSpare }) => isSpare !== true), filters.filter(({ isSpare }) => isSpare)];
  const set = spare.filter(({ key }) => state[key] !== undefined).length;
  const [isOpen, setOpen] = useState(set > 0);
  if (filters.length === 0 && searchHint === undefined) return null;
  return (
    <div className="list-filters">
      {searchHint !== undefined && <Search hint={searchHint} />}
      {usual.map((filter) => (
        <OneFilter key={filter.key} filter={filter} />
      ))}
      {spare.length > 0 && (
        <details className="spare-filters" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
          <summary>{kitText.list.moreFilters(set)}</summary>
          <div className="spare-fields">
            {spare.map((filter) => (
              <OneFilter key={filter.key} filter={filter} />
            ))}
          </div>
        </details>
      )}
    </div>
  );
}

function OneFilter({ filter }: { readonly filter: Filter }): ReactNode {
  return filter.options.length > MOST_CHIPS ? <Choice filter={filter} /> : <Chips filter={filter} />;
}

function Search({ hint }: { readonly hint: string }): ReactNode {
  const [state, change] = useUrlState();
  const id = useId();
  const current = state['q'] ?? '';
  return (
    <search>
      {/* The key empties the field when the conditions are cleared elsewhere. */}
      <form
        key={current}
        className="list-search"
        action={(data) => change({ q: textOf(data.get('q')), page: undefined })}
      >
        <label htmlFor={id} className="muted">
          {hint}
        </label>
        <Input id={id} name="q" type="search" defaultValue={current} />
        <Button htmlType="submit" autoInsertSpace={false}>
          {kitText.list.search}
        </Button>
      </form>
    </search>
  );
}

function textOf(value: FormDataEntryValue | null): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function Chips({ filter }: { readonly filter: Filter }): ReactNode {
  const { title, options } = filter;
  const [chosen, choose] = useChosen(filter);
  const all = { value: '', label: kitText.list.all };
  return (
    <div className="chips" role="group" aria-label={title}>
      <span className="muted" aria-hidden="true">
        {title}
      </span>
      {[all, ...options].map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className="chip"
          aria-pressed={value === '' ? chosen.length === 0 : chosen.includes(value)}
          onClick={() => choose(pressed(filter, chosen, value))}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Choice({ filter }: { readonly filter: Filter }): ReactNode {
  const { title, options, isMultiple = false } = filter;
  const [chosen, choose] = useChosen(filter);
  const id = useId();
  const common = { id, className: 'filter-select', showSearch: { optionFilterProp: 'label' } } as const;
  return (
    <div className="chips">
      <label htmlFor={id} className="muted">
        {title}
      </label>
      {isMultiple ? (
        <Select
          {...common}
          mode="multiple"
          placeholder={kitText.list.all}
          value={[...chosen]}
          options={[...options]}
          onChange={choose}
        />
      ) : (
        <Select
          {...common}
          value={chosen[0] ?? ''}
          options={[{ value: '', label: kitText.list.all }, ...options]}
          onChange={(value) => choose(value === '' ? [] : [value])}
        />
      )}
    </div>
  );
}

/** The values of a filter in the address, and setting others; the list then begins with its first page. */
function useChosen({
  key,
  isMultiple = false,
}: Filter): readonly [readonly string[], (values: readonly string[]) => void] {
  const [state, change] = useUrlState();
  const written = state[key] ?? '';
  return [
    isMultiple ? splitValues(written) : [written].filter((value) => value !== ''),
    (values) => change({ [key]: values.join(','), page: undefined }),
  ];
}

/** What is chosen after a chip was pressed; `''` is the chip for all. */
function pressed({ isMultiple = false }: Filter, chosen: readonly string[], value: string): readonly string[] {
  if (value === '') return [];
  if (!isMultiple) return [value];
  return chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
}
