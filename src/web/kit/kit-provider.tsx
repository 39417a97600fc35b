/** What every component of the kit needs around it: theme, Chinese texts of antd, the cache of reads. Once, in main.tsx. @module */
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { ConfigProvider, type ThemeConfig } from 'antd';
import zhCN from 'antd/es/locale/zh_CN.js';
import type { ReactNode } from 'react';
import { markOptional } from './field-mark.tsx';
import './kit.css';
import { theme } from './theme.ts';

/** Without motion antd must not wait for its end: kit.css lets no transition run then. */
const motionTheme: ThemeConfig = {
  ...theme,
  token: { ...theme.token, motion: !matchMedia('(prefers-reduced-motion: reduce)').matches },
};

export function KitProvider({
  queryClient,
  children,
}: {
  readonly queryClient: QueryClient;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <QueryClientProvider client={queryClient}>
      <ConfigProvider theme={motionTheme} locale={zhCN} wave={{ disabled: true }} form={{ requiredMark: markOptional }}>
        {children}
      </ConfigProvider>
    </QueryClientProvider>
  );
}
