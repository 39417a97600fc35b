/** What is needed once a phone is open or set up, and not for its first screen; loaded by `phone.ts`. @module */
export { emptyPhone, openedPhone } from './opened-phone.ts';
export { SignIn } from './screens/sign-in.tsx';
export { Working } from './working.tsx';
