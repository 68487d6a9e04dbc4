/** Next calls this once, when a server starts. */
export async function register(): Promise<void> {
  const { startBackground } = await import('./background')
  startBackground()
}
