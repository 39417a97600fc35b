/** The bundles that the batteries bend: both suites, both profiles, every way of weighing, with and without experts. @module */
import { sha256Suite, sm3Suite } from '../src/index.ts';
import type { Order } from './smith.ts';

export const ORDERS: readonly Order[] = [
  {
    name: 'offline-sha256',
    suite: sha256Suite,
    profile: 'offline',
    weights: 'none',
    hasExperts: true,
    hasNarrowing: true,
    isTypedTwice: false,
  },
  {
    name: 'offline-sm3',
    suite: sm3Suite,
    profile: 'offline',
    weights: 'tickets',
    hasExperts: false,
    hasNarrowing: false,
    isTypedTwice: false,
  },
  {
    name: 'public-sha256',
    suite: sha256Suite,
    profile: 'public',
    weights: 'tickets',
    hasExperts: true,
    hasNarrowing: false,
    isTypedTwice: false,
  },
  {
    name: 'public-sm3',
    suite: sm3Suite,
    profile: 'public',
    weights: 'explog',
    hasExperts: true,
    hasNarrowing: true,
    isTypedTwice: true,
  },
];
