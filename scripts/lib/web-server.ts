/** The web server as a child process: started, awaited, watched, and restarted if it exits. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { ownServer } from './build'
import { followParent, projectRoot } from './project'
import { RestartLimit } from './restart-limit'
import { Interrupted, PlainError, say } from './say'
import type { ServerProgram } from './server-program'

const readyWithinMs = 120_000
const endWithinMs = 10_000

function canListen(port: number, host: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code))
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(undefined)))
  })
}

/** `localhost` of a browser may be either, so both must be free. */
const addressesOf = (host: string | undefined) =>
  host === undefined ? ['0.0.0.0', '::'] : host === '127.0.0.1' ? [host, '::1'] : [host]

const LOWEST_FOR_ALL = '/proc/sys/net/ipv4/ip_unprivileged_port_start'

/** Root may listen on any port, but the server is not root's. */
function checkPortOfUser(port: number): void {
  if (process.getuid?.() !== 0 || port >= 1024) return
  const lowest = existsSync(LOWEST_FOR_ALL) ? Number(readFileSync(LOWEST_FOR_ALL, 'utf8')) : 1024
  if (port < lowest) {
    throw new PlainError(
      `服务以用户 nrmm 运行，不能使用端口 ${port}：请用 1024 及以上的端口，由反向代理转发；或设 sysctl net.ipv4.ip_unprivileged_port_start=${port}。`,
    )
  }
}

/**
 * @param host undefined: all addresses
 * @throws PlainError when the port is in use or reserved for root, or the address is not this machine's
 */
export async function checkPort(port: number, host: string | undefined): Promise<void> {
  checkPortOfUser(port)
  for (const address of addressesOf(host)) {
    const fault = await canListen(port, address)
    if (fault === 'EADDRINUSE') {
      throw new PlainError(
        `端口 ${port} 已被其他程序占用，请停止该程序，或换一个端口，例如 PORT=${port + 1} npm start。`,
      )
    }
    if (fault === 'EADDRNOTAVAIL' && address === host) {
      throw new PlainError(`本机没有 HOST 指定的地址 ${host}。`)
    }
    if (fault === 'EACCES') throw new PlainError(`当前用户不能使用端口 ${port}，请换一个大于 1023 的端口。`)
  }
}

export interface WebServer {
  /** Resolves when the server reports ready, rejects when it exits or takes too long. */
  ready: Promise<void>
  stop(): Promise<void>
}

interface Options {
  command: 'start' | 'dev'
  /** Where it runs from and as whom; by default the project, as this process. */
  program?: ServerProgram | undefined
  port: number
  /** The address it listens on; undefined: all addresses of this machine. */
  host: string | undefined
  env: NodeJS.ProcessEnv
  /** File descriptor for its output; inherited from this process by default. */
  output?: number
  onPid: (pid: number | undefined) => void
  /** Called when the server keeps exiting. */
  onLost: (error: PlainError) => void
}

/**
 * Memory limits for small servers (docs/benchmarks.md). With V8's default young generation of 16 MB, one malloc arena per
 * thread and cached large blocks, the process grows by half. V8 collects when the heap has grown by 30 %, not by two to
 * four times as by default. Half of the gigabyte is for the largest workbook that an import accepts.
 */
const LEAN = {
  flags: ['--max-semi-space-size=4', '--heap-growing-percent=30', '--max-old-space-size=1024'],
  env: { MALLOC_ARENA_MAX: '1', MALLOC_MMAP_THRESHOLD_: '131072', MALLOC_TRIM_THRESHOLD_: '131072' },
}

/** The server's user has no home; root's variables would name folders it cannot enter. */
const OF_NOBODY = { HOME: '/nonexistent', USER: 'nrmm', LOGNAME: 'nrmm' }

/** Our own server in production; Next's for development, which compiles pages and routes on request. */
function spawnServer({ command, program: given, port, host, env, output }: Options): ChildProcess {
  const { root, node, user } = given ?? { root: projectRoot, node: process.execPath, user: {} }
  const inRoot = (file: string) => path.join(root, path.relative(projectRoot, file))
  const next = path.join(projectRoot, 'node_modules', 'next', 'dist', 'bin', 'next')
  const lean = command === 'start'
  const follow = pathToFileURL(inRoot(fileURLToPath(followParent))).href
  const flags = [...(lean ? LEAN.flags : []), '--import', follow]
  const program = lean
    ? [inRoot(ownServer())]
    : [next, command, '--port', String(port), ...(host ? ['--hostname', host] : [])]
  return spawn(node, [...flags, ...program], {
    ...user,
    cwd: root,
    // Its own group: Ctrl-C reaches only this process, which stops the server before the database.
    detached: true,
    stdio: ['ignore', output ?? 'inherit', output ?? 'inherit', 'ipc'],
    env: {
      ...(lean ? LEAN.env : {}),
      ...env,
      ...(user.uid === undefined ? {} : OF_NOBODY),
      PORT: String(port),
      HOST: host ?? '',
      FOLLOW_PARENT: String(process.pid),
    },
  })
}

/** An address of a URL where this machine reaches the server. */
function ownAddress(host = '0.0.0.0'): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1'
  return host.includes(':') ? `[${host}]` : host
}

/** By Node's own client: `fetch` needs WebAssembly, which the watching process does without (bootstrap.mjs). */
function isReady({ port, host }: Options): Promise<boolean> {
  return new Promise((resolve) => {
    const url = `http://${ownAddress(host)}:${port}/api/health/ready`
    const request = get(url, { agent: false, signal: AbortSignal.timeout(5_000) }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    request.once('error', () => resolve(false))
  })
}

/** Starts the server; once ready, it is restarted whenever it exits. */
export function startWebServer(options: Options): WebServer {
  let child: ChildProcess
  let ended: Promise<unknown>
  let hasEnded = false
  let stopping = false
  const limit = new RestartLimit()

  const open = () => {
    hasEnded = false
    child = spawnServer(options)
    ended = new Promise((resolve) => child.once('exit', resolve).once('error', resolve))
    void ended.then(() => {
      hasEnded = true
    })
    options.onPid(child.pid)
  }
  const waitUntilReady = async () => {
    const until = Date.now() + readyWithinMs
    while (!(await isReady(options))) {
      if (stopping) throw new Interrupted()
      if (hasEnded) throw new PlainError('网站服务启动后随即退出，见上面的输出。')
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
    if (hasEnded) return
    child.kill('SIGTERM')
    const killTimer = setTimeout(() => child.kill('SIGKILL'), endWithinMs)
    await ended
    clearTimeout(killTimer)
  }

  open()
  return { ready: waitUntilReady().then(watch), stop }
}
