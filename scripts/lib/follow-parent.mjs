// Loaded into a child before anything else: should its parent be killed, it ends too, instead of holding the port.
// Workers that the child itself forks inherit this file and have channels of their own, which are left alone.
if (process.env.FOLLOW_PARENT === String(process.ppid)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
