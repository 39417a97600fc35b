/** Choosing one file, by button or by dropping it. Wrong kind or size is refused here in words; sending it is the page's deed. @module */
import { useId, useState, type DragEvent, type ReactNode } from 'react';
import { fileSize } from './format.ts';
import { kitText } from './strings/kit.zh.ts';

interface FileDropProps {
  readonly label: string;
  /** Endings with the dot: `['.xlsx']`. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  readonly chosen: File | undefined;
  readonly onChoose: (file: File | undefined) => void;
  readonly isDisabled?: boolean;
}

export function FileDrop({ label, accept, maxBytes, chosen, onChoose, isDisabled = false }: FileDropProps): ReactNode {
  const id = useId();
  const [mistake, setMistake] = useState<string>();
  const [isOver, setOver] = useState(false);
  const kinds = accept.join('、');

  function choose(files: FileList | null): void {
    const file = files?.[0];
    if (file === undefined || isDisabled) return;
    const wrong = (files?.length ?? 0) > 1 ? kitText.file.tooMany : mistakeOf(file, accept, maxBytes);
    setMistake(wrong);
    onChoose(wrong === undefined ? file : undefined);
  }

  function drop(event: DragEvent): void {
    event.preventDefault();
    setOver(false);
    choose(event.dataTransfer.files);
  }

  return (
    <div
      className={isOver ? 'file-drop file-drop-over' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(!isDisabled);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span id={`${id}-label`} className="file-label">
        {label}
      </span>
      <input
        id={id}
        type="file"
        className="visually-hidden"
        accept={accept.join(',')}
        disabled={isDisabled}
        aria-labelledby={`${id}-label ${id}-button`}
        aria-describedby={`${id}-hint ${id}-state`}
        aria-invalid={mistake !== undefined}
        onChange={(event) => {
          choose(event.target.files);
          // Choosing the same, meanwhile corrected file again must count as a choice.
          event.target.value = '';
        }}
      />
      <label id={`${id}-button`} htmlFor={id} className="link-button">
        {kitText.file.choose}
      </label>
      <span className="muted">{kitText.file.orDrop}</span>
      <span id={`${id}-hint`} className="muted">
        {kitText.file.accepts(kinds, fileSize(maxBytes))}
      </span>
      <span id={`${id}-state`} role="status" className={mistake === undefined ? 'file-chosen' : 'field-mistake'}>
        {mistake ?? (chosen === undefined ? '' : kitText.file.chosen(chosen.name, fileSize(chosen.size)))}
      </span>
    </div>
  );
}

function mistakeOf(file: File, accept: readonly string[], maxBytes: number): string | undefined {
  if (!accept.some((ending) => file.name.toLowerCase().endsWith(ending)))
    return kitText.file.wrongKind(file.name, accept.join('、'));
  return file.size > maxBytes ? kitText.file.tooLarge(file.name, fileSize(file.size), fileSize(maxBytes)) : undefined;
}
