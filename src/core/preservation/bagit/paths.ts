/** Paths as manifests write them, and the files they mean (RFC 8493 §2.1.3, §5.1). @module */

/** How strict the rules are: before 1.0 several manifests could share the payload, and lists could name a file twice. */
export type Version = '0.97' | '1.0';

interface Place {
  readonly path: string;
  /** Leads out of the bag, or where a shell would lead it. */
  readonly isOutside: boolean;
  /** Has `.` or `..` parts that stay inside. */
  readonly isRoundabout: boolean;
}

/** Where a written path leads. `..` is followed, and never beyond the bag. */
export function placeOf(written: string): Place {
  const parts: string[] = [];
  let isOutside = /^(?:\/|~|\\|%[^%/]+%|[A-Za-z]:[\\/])/.test(written);
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) isOutside = true;
  }
  return { path: parts.join('/'), isOutside, isRoundabout: written !== parts.join('/') };
}

/**
 * Finds the file a manifest means: as written; with line breaks and percent signs encoded as §2.1.3 asks; or in the other
 * Unicode normalisation, which happens when a bag crosses file systems.
 */
export function fileFinder(
  files: Iterable<string>,
): (listed: string) => { path: string; isRenamed: boolean } | undefined {
  const known = new Set(files);
  const byNormal = new Map([...known].map((path) => [path.normalize('NFC'), path]));
  return (listed) => {
    const decoded = listed.replaceAll(/%(0a|0d|25)/gi, (code) => decodeURIComponent(code));
    const exact = [listed, decoded].find((path) => known.has(path));
    if (exact !== undefined) return { path: exact, isRenamed: false };
    const normal = byNormal.get(decoded.normalize('NFC'));
    return normal === undefined ? undefined : { path: normal, isRenamed: true };
  };
}
