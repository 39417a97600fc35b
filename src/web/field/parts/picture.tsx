/** A picture out of the encrypted store. @module */
import { useEffect, useState, type ReactNode } from 'react';
import { useField } from '../context.ts';

export function Picture({ sha256, alt }: { readonly sha256: string; readonly alt: string }): ReactNode {
  const url = usePicture(sha256);
  return url === undefined ? <div className="picture" /> : <img className="picture" src={url} alt={alt} />;
}

/** An address of the picture for this screen; undefined until it is read, and on other phones' pictures. */
export function usePicture(sha256: string): string | undefined {
  const { store } = useField();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    void store.readPicture(sha256).then((bytes) => {
      if (bytes === undefined) return;
      made = URL.createObjectURL(new Blob([bytes]));
      setUrl(made);
    });
    return () => {
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [store, sha256]);
  return url;
}
