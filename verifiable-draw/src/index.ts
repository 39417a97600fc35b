export const PROTOCOL = 'vdraw/1';
