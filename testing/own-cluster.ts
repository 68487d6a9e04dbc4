import { applyMigrations } from '@/scripts/lib/schema-engine'
import { temporaryCluster } from '@/scripts/lib/temporary-cluster'

/** For a test that kills PostgreSQL, which it must not do to the cluster that the other files use. */
export interface OwnCluster {
  /** Address of the migrated database; the same after a restart. */
  url: string
  /** As a crash or a power cut: no shutdown, no last checkpoint. */
  kill(): Promise<void>
  /** Starts it again on the same folder and port, through crash recovery, and returns once it takes connections. */
  restart(): Promise<void>
  /** Ends it and removes its folder. */
  stop(): Promise<void>
}

/** @param settings further PostgreSQL settings, `name=value` */
export async function startOwnCluster(settings: string[] = []): Promise<OwnCluster> {
  const cluster = await temporaryCluster(settings)
  const url = cluster.url('postgres')
  try {
    await applyMigrations(url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url, kill: () => cluster.kill('SIGKILL'), restart: cluster.restart, stop: cluster.stop }
}
