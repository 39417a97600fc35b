/** What a page of ours may load and run, and what every answer says of itself (docs/adr/0063). @module */

type Directives = Readonly<Record<string, readonly string[]>>;

export interface ContentPolicy {
  readonly useDefaults: false;
  readonly directives: Record<string, string[]>;
}

/** Nothing from elsewhere, no inline script or style, no text that becomes a script or markup. */
const BASE: Directives = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:', 'blob:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
  baseUri: ["'none'"],
  requireTrustedTypesFor: ["'script'"],
};

/** Pages without a script of their own name no policy of trusted types: nothing makes any. */
export const CONTENT_SECURITY_POLICY = policy({ trustedTypes: ["'none'"] });

/** For the verifying page and its worker alone: WebAssembly hashes four messages at once. It cannot run text as a script. */
export const COMPUTING_POLICY = policy({
  scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
  trustedTypes: ['sunlot'],
});

/** For the field app alone: it may be put on the home screen and keep itself there. */
export const FIELD_POLICY = policy({ manifestSrc: ["'self'"], workerSrc: ["'self'"], trustedTypes: ['sunlot'] });

/** For the wall: its stage comes as markup from this server. */
export const WALL_POLICY = policy({ trustedTypes: ['sunlot'] });

/** For the desk: Ant Design writes its styles at run time, and they bear the number of this one answer. */
export function deskPolicy(nonce: string): string {
  return headerOf({ ...BASE, styleSrc: ["'self'", `'nonce-${nonce}'`], trustedTypes: ['default'] });
}

/** What came from outside is shown, if at all, as a document of no origin that may do nothing. */
export const SANDBOX_POLICY = "sandbox; default-src 'none'";

/** Of what a browser could lend a page: the camera for photos, codes and evidence, the place of a visit, own passkeys. */
export const PERMISSIONS_POLICY = [
  ...['camera', 'geolocation', 'publickey-credentials-get', 'publickey-credentials-create'].map(
    (one) => `${one}=(self)`,
  ),
  ...['accelerometer', 'autoplay', 'bluetooth', 'browsing-topics', 'display-capture', 'gyroscope', 'hid'].map(
    (one) => `${one}=()`,
  ),
  ...['magnetometer', 'microphone', 'midi', 'payment', 'serial', 'usb', 'xr-spatial-tracking'].map(
    (one) => `${one}=()`,
  ),
].join(', ');

function policy(more: Directives): ContentPolicy {
  const directives: Record<string, string[]> = {};
  for (const [name, values] of Object.entries({ ...BASE, ...more })) directives[name] = [...values];
  return { useDefaults: false, directives };
}

function headerOf(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, values]) => `${name.replaceAll(/[A-Z]/g, (sign) => `-${sign.toLowerCase()}`)} ${values.join(' ')}`)
    .join(';');
}
