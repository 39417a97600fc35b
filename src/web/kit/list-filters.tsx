/** The search field and the filters of `ListPage`: plain chips, and a select where there are too many for chips. @module */
import { Button, Input, Select } from 'antd';
import { useId, type ReactNode } from 'react';
import { useUrlState } from './routing.ts';
import { kitText } from './strings/kit.zh.ts';

export interface Filter {
  /** Name in the address and in the query, e.g. `state`. */
  readonly key: string;
  readonly title: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

const MOST_CHIPS = 8;

export function ListFilters({
  filters,
  searchHint,
}: {
  readonly filters: readonly Filter[];
  readonly searchHint?: string;
}): ReactNode {
  if (filters.length === 0 && searchHint === undefined) return null;
  return (
    <div className="list-filters">
      {searchHint !== undefined && <Search hint={searchHint} />}
      {filters.map((filter) =>
        filter.options.length > MOST_CHIPS ? (
          <Choice key={filter.key} filter={filter} />
        ) : (
          <Chips key={filter.key} filter={filter} />
        ),
      )}
    </div>
  );
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
  const { key, title, options } = filter;
  const [state, change] = useUrlState();
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
          aria-pressed={(state[key] ?? '') === value}
          onClick={() => change({ [key]: value, page: undefined })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

function Choice({ filter }: { readonly filter: Filter }): ReactNode {
  const { key, title, options } = filter;
  const [state, change] = useUrlState();
  const id = useId();
  return (
    <div className="chips">
      <label htmlFor={id} className="muted">
        {title}
      </label>
      <Select
        id={id}
        showSearch={{ optionFilterProp: 'label' }}
        className="filter-select"
        value={state[key] ?? ''}
        options={[{ value: '', label: kitText.list.all }, ...options]}
        onChange={(value) => change({ [key]: value, page: undefined })}
      />
    </div>
  );
}
