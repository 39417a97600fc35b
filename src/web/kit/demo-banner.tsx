/** The striped band over everything in a demo bureau. The shell shows it; pages need not. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export function DemoBanner(): ReactNode {
  return (
    <aside className="demo-banner" aria-label={kitText.demoLabel}>
      <span>{kitText.demo}</span>
    </aside>
  );
}
