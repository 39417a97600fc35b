/** One-time passwords, made where they are shown: the server gets and keeps them only as what they hash to. @module */

/** No 0 o 1 i l: they are read aloud and written on slips. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 16;
/** The largest multiple of the alphabet below 256: bytes from here on would make some letters likelier. */
const LIMIT = 256 - (256 % ALPHABET.length);

/** Four groups of four, 79 random bits: `k7m2-9xpq-zr4t-hw3n`. */
export function newOneTimePassword(): string {
  let letters = '';
  while (letters.length < LENGTH) {
    const [byte = LIMIT] = crypto.getRandomValues(new Uint8Array(1));
    if (byte < LIMIT) letters += ALPHABET.charAt(byte % ALPHABET.length);
  }
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-');
}
