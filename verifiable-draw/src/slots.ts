/** Names of places. SPEC §10.1. @module */

/** Enterprise and place of a slot id. */
export function slotParts(slot: string): { readonly ent: string; readonly place: number } {
  const at = slot.lastIndexOf('#');
  return { ent: slot.slice(0, at), place: Number(slot.slice(at + 1)) };
}
