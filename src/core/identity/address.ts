/** The address at which people say who they are: what a passkey and an answer of the unified platform are bound to (docs/adr/0086). @module */

export interface Address {
  /** `https://host[:port]`, as the browser shows it. */
  readonly origin: string;
  /** Whose own host it is; null when it is the server's, which is for the people of every bureau. */
  readonly bureauId: number | null;
}

/** Whether people of this bureau are recognised there: whoever holds the name of another bureau's host must not get them signed in. */
export function isFor(address: Address, bureauId: number): boolean {
  return address.bureauId === null || address.bureauId === bureauId;
}
