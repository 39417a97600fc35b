/** Loaded into a program by `become.mjs`: when that one is gone without a word, this one stops in order too. @module */
if (process.channel) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  // The listener alone would keep a finished program from ending.
  process.channel.unref();
}
