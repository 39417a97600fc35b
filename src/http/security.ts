/** What a page of ours may load and run. @module */

/** Nothing from elsewhere, no inline script; `style-src` allows inline because Ant Design writes its styles at run time. */
export const CONTENT_SECURITY_POLICY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    baseUri: ["'none'"],
  },
};

/** For the verifying page and its worker alone: WebAssembly hashes four messages at once. It cannot run text as a script. */
export const COMPUTING_POLICY = {
  ...CONTENT_SECURITY_POLICY,
  directives: { ...CONTENT_SECURITY_POLICY.directives, scriptSrc: ["'self'", "'wasm-unsafe-eval'"] },
};

/** For the field app alone: it may be put on the home screen and keep itself there. */
export const FIELD_POLICY = {
  ...CONTENT_SECURITY_POLICY,
  directives: { ...CONTENT_SECURITY_POLICY.directives, manifestSrc: ["'self'"], workerSrc: ["'self'"] },
};
