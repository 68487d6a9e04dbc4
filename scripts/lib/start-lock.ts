/** One start per data folder. The lock identifies its holder, so that a lock of a killed start is recognised as stale. */
import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { endProcess, isStillAlive, nameOf, type ProcessName, waitForExit } from './processes'
import { PlainError } from './say'

interface Holder extends ProcessName {
  /** The parent npm process; the holder ends by itself soon after npm is killed. */
  launcher?: ProcessName
  /** The web server, a child of the holder. */
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

/** A holder whose npm is gone is ended and awaited; any other live holder is a running instance. */
async function isReleased(holder: Holder): Promise<boolean> {
  if (!isStillAlive(holder)) return true
  if (!holder.launcher || isStillAlive(holder.launcher)) return false
  process.kill(holder.pid, 'SIGTERM')
  return waitForExit(holder.pid, orphanWaitMs)
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
      // Creating a link is atomic, so two starts at the same moment cannot both succeed.
      linkSync(draft, file)
      rmSync(draft)
      break
    } catch (error) {
      rmSync(draft, { force: true })
      if (!existsSync(file) && attempt < 5) continue
      const holder = read(file)
      if (attempt >= 5 || (holder && !(await isReleased(holder)))) {
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
