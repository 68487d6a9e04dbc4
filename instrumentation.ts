/**
 * Next calls this once, when a server starts. In production server.ts has started the background work; this is for plain
 * Next. The variable is Next's own and set while it builds: without the question it would compile all background work a second
 * time, for a runtime that has no Node.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { hasOwnApi } = await import('./lib/server/http/own-api')
  if (hasOwnApi()) return
  const { startBackground } = await import('./lib/background')
  startBackground()
}
