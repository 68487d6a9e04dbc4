/** The web server as a child process: started, waited for, watched, started again should it die. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ownServer } from './build'
import { followParent, projectRoot } from './project'
import { RestartLimit } from './restart-limit'
import { Interrupted, PlainError, say } from './say'

const readyWithinMs = 120_000
const endWithinMs = 10_000

function canListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** @throws PlainError when somebody else listens there, or only root may */
export async function checkPort(port: number): Promise<void> {
  for (const host of ['0.0.0.0', '::']) {
    const fault = await canListen(port, host)
    if (fault === 'EADDRINUSE') {
      throw new PlainError(
        `端口 ${port} 已被其他程序占用，请停止该程序，或换一个端口，例如 PORT=${port + 1} npm start。`,
      )
    }
    if (fault === 'EACCES') throw new PlainError(`当前用户不能使用端口 ${port}，请换一个大于 1023 的端口。`)
  }
}

export interface WebServer {
  /** Resolves when it says that it is ready, rejects when it ended or took too long. */
  ready: Promise<void>
  stop(): Promise<void>
}

interface Options {
  command: 'start' | 'dev'
  port: number
  env: NodeJS.ProcessEnv
  /** An open file for what it prints; unless given it prints where we do. */
  output?: number
  onPid: (pid: number | undefined) => void
  /** It keeps dying. */
  onLost: (error: PlainError) => void
}

/**
 * An office's server may be small, and what a request leaves behind is garbage at once (docs/benchmarks.md). With V8's own
 * 16 MB for what is young, as many heaps of the C library as there are threads, and large blocks kept for the next time, the
 * process grows by half. V8 collects when the heap is a third larger than what was left the last time, and not, as it likes
 * best, two to four times as large. Half of the gigabyte is room for the largest workbook that an import takes.
 */
const LEAN = {
  flags: ['--max-semi-space-size=4', '--heap-growing-percent=30', '--max-old-space-size=1024'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
}

/** Our own server in production; Next's for development, which compiles pages and routes as they are asked for. */
function spawnServer({ command, port, env, output }: Options): ChildProcess {
  const next = path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const lean = command === 'start'
  const flags = [...(lean ? LEAN.flags : []), '--import', followParent]
  const program = lean ? [ownServer()] : [next, command, '--port', String(port)]
  return spawn(process.execPath, [...flags, ...program], {
    cwd: projectRoot,
    // A group of its own: Ctrl-C reaches us alone, and we stop it before the database.
    detached: true,
    stdio: ['ignore', output ?? 'inherit', output ?? 'inherit', 'ipc'],
    env: { ...(lean ? LEAN.env : {}), ...env, PORT: String(port), FOLLOW_PARENT: String(process.pid) },
  })
}

async function isReady(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`, {
      signal: AbortSignal.timeout(5_000),
    })
    await answer.arrayBuffer()
    return answer.status === 200
  } catch {
    return false
  }
}

/** Starts the server; once it was ready, it is started again whenever it dies. */
export function startWebServer(options: Options): WebServer {
  let child: ChildProcess
  let ended: Promise<unknown>
  let over = false
  let stopping = false
  const limit = new RestartLimit()

  const open = () => {
    over = false
    child = spawnServer(options)
    ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
    void ended.then(() => {
      over = true
    })
    options.onPid(child.pid)
  }
  const waitUntilReady = async () => {
    const until = Date.now() + readyWithinMs
    while (!(await isReady(options.port))) {
      if (stopping) throw new Interrupted()
      if (over) throw new PlainError('网站服务启动后随即退出，见上面的输出。')
      if (Date.now() > until) throw new PlainError('网站服务未能在两分钟内就绪，见上面的输出。')
      await pause(100)
    }
  }
  const watch = () => {
    void ended.then(async () => {
      if (stopping) return
      if (!limit.mayTry()) return options.onLost(new PlainError('网站服务在一分钟内多次退出，不再重启。'))
      say('网站服务意外退出，正在重新启动。')
      await pause(limit.delayMs)
      if (stopping) return
      open()
      watch()
    })
  }
  const stop = async () => {
    stopping = true
    if (over) return
    child.kill('SIGTERM')
    const late = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
    await ended
    clearTimeout(late)
  }

  open()
  return { ready: waitUntilReady().then(watch), stop }
}
