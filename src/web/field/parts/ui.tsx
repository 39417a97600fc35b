/** Screen, status, big buttons: the few parts of the field app. @module */
import { useEffect, useId, useRef, type ReactNode } from 'react';
import type { ShownRefusal } from '../../kit/api.ts';
import { fieldText } from '../../kit/strings/field.zh.ts';

export interface ScreenProps {
  readonly title: string;
  readonly back?: string;
  readonly chip?: ReactNode;
  /** What the thumb reaches. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Screen({ title, back, chip, actions, children }: ScreenProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${fieldText.app}`;
    heading.current?.focus();
    window.scrollTo(0, 0);
  }, [title]);
  return (
    <div className="screen">
      <header className="top">
        {back === undefined ? null : (
          <a className="back" href={back}>
            {fieldText.back}
          </a>
        )}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {chip}
      </header>
      <main>{children}</main>
      {actions === undefined ? null : <footer className="actions">{actions}</footer>}
    </div>
  );
}

interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly kind?: 'main' | 'plain' | 'danger';
  readonly isDisabled?: boolean;
}

export function Button({ children, onPress, kind = 'plain', isDisabled = false }: ButtonProps): ReactNode {
  return (
    <button type="button" className={`button ${kind}`} disabled={isDisabled} onClick={onPress}>
      {children}
    </button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly type?: 'text' | 'password' | 'number' | 'search';
  readonly autoComplete?: string;
}

export function Field({ label, value, onChange, rows, type = 'text', autoComplete = 'off' }: FieldProps): ReactNode {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {rows === undefined ? (
        <input
          id={id}
          type={type}
          inputMode={type === 'number' ? 'numeric' : undefined}
          autoComplete={autoComplete}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : (
        <textarea id={id} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
      )}
    </div>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly (readonly [value: T, title: string])[];
  readonly value: T | null;
  readonly onChoose: (value: T) => void;
  readonly isDisabled?: boolean;
}

/** One of a few, as blocks; the chosen one is filled and says so. */
export function Choice<T extends string>({ label, options, value, onChoose, isDisabled }: ChoiceProps<T>): ReactNode {
  return (
    <div className="choice" role="group" aria-label={label}>
      {options.map(([each, title]) => (
        <button
          key={each}
          type="button"
          className={`block ${each}`}
          aria-pressed={each === value}
          disabled={isDisabled}
          onClick={() => onChoose(each)}
        >
          {each === value ? `✓ ${title}` : title}
        </button>
      ))}
    </div>
  );
}

export function Refusals({ refusals }: { readonly refusals: readonly ShownRefusal[] }): ReactNode {
  if (refusals.length === 0) return null;
  return (
    <div role="alert">
      <ul className="refusals">
        {refusals.map(({ code, at, reason, remedy }) => (
          <li key={`${code}${at ?? ''}`}>
            <strong>{reason}</strong>
            {remedy === undefined ? null : <span>{remedy}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Empty({ what, next }: { readonly what: string; readonly next: string }): ReactNode {
  return (
    <div className="empty">
      <p>{what}</p>
      <p>{next}</p>
    </div>
  );
}
