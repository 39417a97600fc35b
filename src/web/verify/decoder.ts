/** The QR decoder as a script of its own, loaded where the browser has none. @module */
import decodeQr from 'qr/decode.js';

window.decodeQr = (picture) => decodeQr(picture);
