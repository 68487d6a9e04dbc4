import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { type Cluster, createCluster, freePort, newPassword, restartCluster, startCluster } from './postgres'
import { binariesIn, findBinaries } from './postgres-binaries'
import { databaseUser } from './run-as'

export interface TemporaryCluster {
  url: Cluster['url']
  kill: Cluster['kill']
  /** After `kill`. */
  restart(): Promise<void>
  /** Stops the cluster and removes its folder. */
  stop(): Promise<void>
}

/** Environment variable with the folder of other PostgreSQL programs to test with. */
export const OTHER_POSTGRES = 'TEST_POSTGRES_BIN'

/**
 * Creates a cluster in the system's temp folder, for tests and for writing migrations.
 * @param other folder of the PostgreSQL programs, where it is not the embedded one
 */
export async function temporaryCluster(
  settings: string[] = [],
  other = process.env[OTHER_POSTGRES],
): Promise<TemporaryCluster> {
  const runAs = databaseUser()
  const binaries = other ? binariesIn(other) : findBinaries(runAs)
  const home = mkdtempSync(path.join(os.tmpdir(), 'nrmm-pg-'))
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(home, runAs.uid, runAs.gid)
  const dir = path.join(home, 'cluster')
  const password = newPassword()
  createCluster(dir, password, binaries, runAs, '--no-sync')
  const port = await freePort()
  // The data need not survive a power cut; after a killed process the kernel still writes them.
  const all = ['fsync=off', ...settings]
  const options = { dir, logFile: path.join(home, 'postgres.log'), password, port, settings: all }
  let cluster = await startCluster(options, binaries, runAs)
  return {
    url: cluster.url,
    kill: (signal) => cluster.kill(signal),
    restart: async () => {
      cluster = await restartCluster(options, binaries, runAs)
    },
    stop: async () => {
      await cluster.kill('SIGQUIT')
      rmSync(home, { recursive: true, force: true, maxRetries: 10 })
    },
  }
}
