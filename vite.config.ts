import react from '@vitejs/plugin-react';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { ZOD_WITHOUT_EVAL } from './scripts/zod-without-eval.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:8080';

/** The desk: `src/web/staff` → `dist/web`, served under /desk/. The oldest browsers are those of bureaus' office PCs. */
export default defineConfig({
  root: here('src/web/staff'),
  base: '/desk/',
  publicDir: false,
  plugins: [react()],
  build: {
    outDir: here('dist/web'),
    emptyOutDir: true,
    target: ['chrome100', 'safari16', 'firefox115'],
    // An inlined asset would need `data:` in more of the security policy than images.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { intro: ZOD_WITHOUT_EVAL } },
    // The first chunk holds React, router, cache and the parts of antd that every page has: 260 kB compressed.
    chunkSizeWarningLimit: 900,
  },
  server: { proxy: { '/api': server, '/log': server } },
});
