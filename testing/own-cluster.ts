import { updateSchema } from '@/scripts/lib/database-schema'
import { temporaryCluster } from '@/scripts/lib/temporary-cluster'

/** A cluster for a test that kills PostgreSQL, which must not be the one shared by the other files. */
export interface OwnCluster {
  /** URL of the migrated database; unchanged by a restart. */
  url: string
  /** Like a crash or a power cut: no shutdown, no final checkpoint. */
  kill(): Promise<void>
  /** Restarts it on the same folder and port, with crash recovery; resolves when it accepts connections. */
  restart(): Promise<void>
  /** Stops it and removes its folder. */
  stop(): Promise<void>
}

/** @param settings further PostgreSQL settings, `name=value` */
export async function startOwnCluster(settings: string[] = []): Promise<OwnCluster> {
  const cluster = await temporaryCluster(settings)
  const url = cluster.url('postgres')
  try {
    await updateSchema(url, url)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  return { url, kill: () => cluster.kill('SIGKILL'), restart: cluster.restart, stop: cluster.stop }
}
