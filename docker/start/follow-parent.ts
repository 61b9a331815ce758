// Loaded before every process the launcher starts: should the launcher be killed, they end as on Ctrl-C.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref(); // listening alone would keep a process alive that has nothing left to do
