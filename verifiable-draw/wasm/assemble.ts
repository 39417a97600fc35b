/** From the text of the kernel to the file that is committed. @module */
import { createHash } from 'node:crypto';
import openWabt from 'wabt';
import { kernelText } from './kernel.ts';

/** Synchronous compilation on a browser's main thread has had this limit. */
const MOST_BYTES = 4096;

/**
 * The kernel as WebAssembly.
 * @throws when the text is not valid WebAssembly, or too long
 */
async function assembleKernel(): Promise<Uint8Array> {
  const wabt = await openWabt();
  const module = wabt.parseWat('kernel.wat', kernelText(), { simd: true });
  module.validate();
  const { buffer } = module.toBinary({});
  module.destroy();
  if (buffer.length > MOST_BYTES)
    throw new RangeError(`the kernel has ${buffer.length} bytes, more than ${MOST_BYTES}`);
  return buffer;
}

/** `src/engines/kernel.ts` as it should be. */
export async function kernelFile(): Promise<string> {
  const bytes = await assembleKernel();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return `/** Written by \`npm run wasm\` from \`wasm/kernel.ts\`: ${bytes.length} bytes, SHA-256 \`${sha256}\`. @module */

/** The kernel as WebAssembly, Base64. */
export const KERNEL =
  '${Buffer.from(bytes).toString('base64')}';
`;
}
