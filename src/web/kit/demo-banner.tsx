/** The striped band over everything in a demo bureau. The shell shows it; pages need not. @module */
import type { ReactNode } from 'react';
import { kitText } from './strings/kit.zh.ts';

export function DemoBanner(): ReactNode {
  return (
    <p className="demo-banner" role="note">
      <span>{kitText.demo}</span>
    </p>
  );
}
