// Preloaded into a child: if its parent is killed, the child ends too instead of holding the port.
// Workers forked by the child also load this file; the check below ignores their own channels.
if (process.env.FOLLOW_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
