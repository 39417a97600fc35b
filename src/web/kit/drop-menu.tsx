/** A button that opens a small panel below it: choices of an export, columns of a list. Escape, or a press elsewhere, closes it. @module */
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';

export function DropMenu({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  const menu = useRef<HTMLDetailsElement>(null);
  useEffect(() => closeFromOutside(menu), []);
  return (
    <details className="drop-menu" ref={menu}>
      <summary className="link-button">{label}</summary>
      <div className="drop-panel">{children}</div>
    </details>
  );
}

/** The focus goes back to the button. */
function closeFromOutside(menu: RefObject<HTMLDetailsElement | null>): () => void {
  const press = ({ target }: PointerEvent): void => {
    if (menu.current !== null && target instanceof Node && !menu.current.contains(target)) menu.current.open = false;
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || menu.current?.open !== true) return;
    menu.current.open = false;
    menu.current.querySelector('summary')?.focus();
  };
  document.addEventListener('pointerdown', press);
  document.addEventListener('keydown', key);
  return () => {
    document.removeEventListener('pointerdown', press);
    document.removeEventListener('keydown', key);
  };
}
