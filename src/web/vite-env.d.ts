/// <reference types="vite/client" />

/** The file is an ES module; the type checker takes it for CommonJS, because antd's package does not say `"type": "module"`. */
declare module 'antd/es/locale/zh_CN.js' {
  import type { Locale } from 'antd/es/locale/index.js';
  const zhCN: Locale;
  export default zhCN;
}
