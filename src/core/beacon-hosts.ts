/** Where beacons may be fetched from: the hosts of the configuration and no others. @module */

/** Addresses without a path, `https://api.drand.sh`; an empty list means that nothing is fetched. */
export interface BeaconHosts {
  readonly drand: readonly string[];
  readonly nist: readonly string[];
}

/** The public mirrors that the League of Entropy and NIST run themselves. */
export const PUBLIC_BEACON_HOSTS: BeaconHosts = {
  drand: ['https://api.drand.sh', 'https://api2.drand.sh', 'https://api3.drand.sh', 'https://drand.cloudflare.com'],
  nist: ['https://beacon.nist.gov'],
};

/** For tests and for networks that must not be left. */
export const NO_BEACON_HOSTS: BeaconHosts = { drand: [], nist: [] };
