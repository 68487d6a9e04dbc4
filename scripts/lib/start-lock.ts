/** One start per data folder. The lock names its holder, so that a lock left by a killed start is seen to be stale. */
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { endProcess, isGoneWithin, isStillAlive, nameOf, type ProcessName } from './processes'
import { PlainError } from './say'

interface Holder extends ProcessName {
  /** The npm process that somebody began; the holder ends by itself soon after npm was killed. */
  launcher?: ProcessName
  /** The web server below the holder. */
  server?: ProcessName
  address: string
}

export interface StartLock {
  recordServer(pid: number | undefined): void
  release(): void
}

const orphanWaitMs = 30_000

function read(file: string): Holder | undefined {
  try {
    const holder: Holder = JSON.parse(readFileSync(file, 'utf8'))
    return typeof holder.pid === 'number' ? holder : undefined
  } catch {
    return undefined
  }
}

/** An orphan of npm is on its way out, or is shown the way; anything else alive is somebody's running instance. */
async function isVacated(holder: Holder): Promise<boolean> {
  if (!isStillAlive(holder)) return true
  if (!holder.launcher || isStillAlive(holder.launcher)) return false
  process.kill(holder.pid, 'SIGTERM')
  return isGoneWithin(holder.pid, orphanWaitMs)
}

/** A web server that outlived its start would hold the port. */
async function endServerOf(holder: Holder): Promise<void> {
  if (holder.server && isStillAlive(holder.server)) {
    await endProcess(holder.server.pid, [
      ['SIGTERM', 5_000],
      ['SIGKILL', 5_000],
    ])
  }
}

/** @throws PlainError when another start runs on this folder */
export async function takeStartLock(dataDir: string, address: string): Promise<StartLock> {
  const file = path.join(dataDir, 'start.lock')
  const draft = `${file}.${process.pid}`
  const launcherPid = Number.parseInt(process.env.LAUNCHER_PID ?? '', 10)
  const self: Holder = { ...nameOf(process.pid), address }
  if (launcherPid > 0) self.launcher = nameOf(launcherPid)
  const write = () => writeFileSync(draft, JSON.stringify(self), { mode: 0o600 })

  for (let attempt = 0; ; attempt += 1) {
    write()
    try {
      // A link is made whole or not at all, so two starts at the same moment cannot both succeed.
      linkSync(draft, file)
      rmSync(draft)
      break
    } catch (error) {
      rmSync(draft, { force: true })
      if (!existsSync(file) && attempt < 5) continue
      const holder = read(file)
      if (attempt >= 5 || (holder && !(await isVacated(holder)))) {
        throw new PlainError(
          holder
            ? `本数据目录已有一个实例在运行（进程 ${holder.pid}，${holder.address}），请先停止它：${dataDir}`
            : `无法锁定数据目录 ${dataDir}：${error instanceof Error ? error.message : ''}`,
        )
      }
      if (holder) await endServerOf(holder)
      rmSync(file, { force: true })
    }
  }
  return {
    recordServer: (pid) => {
      self.server = pid === undefined ? undefined : nameOf(pid)
      write()
      renameSync(draft, file)
    },
    release: () => {
      if (read(file)?.pid === process.pid) rmSync(file, { force: true })
    },
  }
}
