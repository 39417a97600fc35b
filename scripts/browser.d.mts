/** What playwright-core's `launch` needs to start the browser. */
export interface Browser {
  readonly executablePath: string;
  readonly args: string[];
}

/** The browser of this machine; undefined when it has none. */
export function findBrowser(): Promise<Browser | undefined>;

/** Installs a browser where that is possible; resolves to the sentence to print when it is not. */
export function ensureBrowser(): Promise<string | undefined>;
