/** Why the program cannot start or go on, in one sentence for the operator. @module */
export class StartError extends Error {
  override readonly name = 'StartError';
}
