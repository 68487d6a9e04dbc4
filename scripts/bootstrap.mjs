/**
 * First step of every command in package.json: `node scripts/bootstrap.mjs <script.ts> [arguments]`.
 * The only file that runs on the system's Node (20 or newer) and without installed packages: it installs the packages of
 * package-lock.json, then runs the script with the Node version that the project pins and a TypeScript loader.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const binDir = path.join(root, 'node_modules', '.bin')
const pinnedNode = path.join(binDir, process.platform === 'win32' ? 'node.cmd' : 'node')

/** @param {string} sentence */
function giveUp(sentence) {
  process.stderr.write(`错误：${sentence}\n`)
  process.exit(1)
}

/** Compares npm's own record of installed packages with the lock file; unlike a stamp file, it cannot be out of date. */
function isInstalled() {
  const record = path.join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(record) || !existsSync(pinnedNode)) return false
  const locked = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(record, 'utf8')).packages
  return Object.entries(locked).every(([place, entry]) => {
    if (place === '') return true
    // Optional packages of other platforms are not installed.
    return present[place] ? present[place].integrity === entry.integrity : entry.optional === true
  })
}

function install() {
  process.stdout.write('安装依赖，首次约需一至两分钟……\n')
  const began = Date.now()
  // Not `npm ci`: it rejects a lock file that lacks optional packages of platforms a registry does not mirror.
  // This also installs the locked versions, checks their hashes, and writes neither package.json nor the lock file.
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']
  const onWindows = process.platform === 'win32'
  const { status, error } = spawnSync(onWindows ? 'npm.cmd' : 'npm', args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: onWindows,
  })
  if (error || status !== 0) giveUp('安装依赖没有成功，请检查网络或 npm 镜像设置后重试。')
  process.stdout.write(`依赖已安装（${Math.round((Date.now() - began) / 1000)} 秒）。\n`)
}

/**
 * The pid of the parent npm process, if any. npm runs a command through a shell that does not forward signals, so killing
 * npm would leave all its descendants running.
 */
function findLauncher() {
  if (!process.env.npm_lifecycle_event) return undefined
  const stat = `/proc/${process.ppid}/stat`
  const [, command, rest] = (existsSync(stat) && /\((.*)\) \S (.*)/s.exec(readFileSync(stat, 'utf8'))) || []
  const isShell = command !== undefined && /^(sh|dash|bash|ash|busybox)$/.test(command)
  return isShell && rest ? Number.parseInt(rest, 10) : process.ppid
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * `npm start` only watches once the server runs, for months: without compiled code and with a small young generation it holds 69 MB,
 * not 94 to 116 (docs/benchmarks.md, "Memory"). What reckons has a process of its own.
 * @param {string} script
 */
const flagsOf = (script) =>
  path.basename(script) === 'start.ts' ? ['--jitless', '--max-semi-space-size=1'] : []

/** @param {string[]} args */
function handOver([script, ...args]) {
  const launcher = findLauncher()
  const tsx = pathToFileURL(path.join(root, 'node_modules', 'tsx', 'dist', 'loader.mjs')).href
  const flags = [...flagsOf(script), '--import', tsx]
  const child = spawn(pinnedNode, [...flags, path.resolve(root, script), ...args], {
    cwd: root,
    // Carries no messages: the channel closes when this process is killed, and the child then stops.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${binDir}${path.delimiter}${process.env.PATH ?? ''}`,
      NEXT_TELEMETRY_DISABLED: '1',
      TSX_TSCONFIG_PATH: path.join(root, 'tsconfig.json'),
      LAUNCHER_PID: launcher ? String(launcher) : '',
    },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal))
  }
  // npm does not exit before its command: if it is gone, it was killed, and this command should stop too.
  if (launcher) setInterval(() => isAlive(launcher) || child.kill('SIGTERM'), 500).unref()
  child.on('error', (error) => giveUp(`无法运行 ${pinnedNode}：${error.message}`))
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

if (Number.parseInt(process.versions.node, 10) < 20) {
  giveUp(`需要 Node.js 20 或更新版本，当前为 ${process.versions.node}。`)
}
if (!isInstalled()) install()
handOver(process.argv.slice(2))
