// SPDX-License-Identifier: EUPL-1.2
// Loaded before a plane's own code: when the start that began it is gone, even killed, this process ends too.
if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), 10_000).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  process.channel.unref();
}
