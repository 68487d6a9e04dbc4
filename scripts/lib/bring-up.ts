/** Starts and stops the registry step by step. Shared by `npm start` and `npm run dev`. */
import type { ChildProcess } from 'node:child_process'
import { buildSite, generateClient } from './build'
import { type Config, readConfig, serverEnv } from './config'
import { prepareDataFolder } from './data-folder'
import { checkDatabaseUrl, checkServerRole } from './database-check'
import { checkEmbedded, type DatabaseUrls, openEmbedded } from './embedded-database'
import { readKeys } from './key-source'
import { serverUser } from './run-as'
import { runScript } from './run-program'
import { Interrupted, say } from './say'
import { type ServerProgram, serverProgram } from './server-program'
import { type StartLock, takeStartLock } from './start-lock'
import { Steps } from './steps'
import { checkPort, startWebServer } from './web-server'

type Mode = 'production' | 'development'

type Close = () => Promise<void> | void

/** Open resources, closed in reverse order; a resource added after closing began is closed at once. */
class Resources {
  private readonly closers: Close[] = []
  private readonly closings: (Promise<void> | void)[] = []
  isClosing = false

  add(close: Close): void {
    if (this.isClosing) this.closings.push(close())
    else this.closers.push(close)
  }

  /** @param starting the start-up, which may still be opening resources */
  async closeAll(starting: Promise<unknown>): Promise<void> {
    this.isClosing = true
    for (const close of this.closers.toReversed()) await close()
    await starting.catch(() => undefined)
    await Promise.all(this.closings)
  }
}

/** The steps of scripts/prepare-database.ts (`count`) and the number of steps before them (`before`). */
const DATABASE_STEPS = { before: 3, count: 3 }

async function checkExternal(url: string, { databaseOwnerUrl, superuserAllowed }: Config): Promise<void> {
  await checkDatabaseUrl(url)
  if (databaseOwnerUrl) await checkDatabaseUrl(databaseOwnerUrl, 'DATABASE_OWNER_URL')
  await checkServerRole(url, superuserAllowed)
}

async function openDatabase(
  config: Config,
  resources: Resources,
  fail: (error: Error) => void,
): Promise<DatabaseUrls> {
  if (config.databaseUrl) {
    return { url: config.databaseUrl, ownerUrl: config.databaseOwnerUrl ?? config.databaseUrl }
  }
  const database = await openEmbedded(config.dataDir, fail)
  resources.add(() => database.stop())
  return database
}

async function bringUp(mode: Mode, resources: Resources, fail: (error: Error) => void): Promise<Config> {
  const steps = new Steps(mode === 'production' ? 8 : 7)
  const begin = (what: string) => {
    if (resources.isClosing) throw new Interrupted()
    steps.begin(what)
  }
  begin('检查运行环境')
  const config = readConfig()
  const lock: StartLock = await takeStartLock(config.dataDir, config.publicUrl)
  resources.add(() => lock.release())
  await checkPort(config.port, config.host)
  if (config.databaseUrl) await checkExternal(config.databaseUrl, config)
  else checkEmbedded(config.dataDir)
  const keys = readKeys(config.dataDir)
  const serverDir = prepareDataFolder(config.dataDir)
  const endChild = (child: ChildProcess) => resources.add(() => void child.kill('SIGTERM'))

  begin('生成数据库客户端')
  steps.note((await generateClient(endChild)) ? '已生成' : '没有变化')

  begin(config.databaseUrl ? '连接数据库' : '启动内置 PostgreSQL')
  const { url: databaseUrl, ownerUrl } = await openDatabase(config, resources, fail)
  steps.note('数据库就绪')
  const env = serverEnv(config, { databaseUrl, keys, serverDir }, mode)
  const settings = {
    ...env,
    DATABASE_OWNER_URL: ownerUrl,
    SEED: config.seed,
    DEMO_PASSWORD: config.demoPassword,
  }
  if (resources.isClosing) throw new Interrupted()
  await runScript(
    'prepare-database',
    [String(DATABASE_STEPS.before), String(steps.total)],
    settings,
    endChild,
  )
  steps.skip(DATABASE_STEPS.count)

  if (mode === 'production') {
    begin('构建网站，首次约需一分钟')
    steps.note((await buildSite(endChild)) ? '已构建' : '没有变化')
  }

  begin('启动网站服务')
  const command = mode === 'production' ? 'start' : 'dev'
  const program = mode === 'production' ? serverProgram(serverUser()) : undefined
  noteUser(program)
  const onPid = (pid: number | undefined) => lock.recordServer(pid)
  const server = startWebServer({
    command,
    program,
    port: config.port,
    host: config.host,
    env,
    onPid,
    onLost: fail,
  })
  resources.add(() => server.stop())
  await server.ready
  steps.note('就绪')
  return config
}

function noteUser(program: ServerProgram | undefined): void {
  if (process.getuid?.() !== 0) return
  if (!program) say('      注意：开发服务以 root 身份运行，仅供开发使用')
  else if (program.copied) say(`      项目目录仅 root 可进入，服务以用户 nrmm 运行 ${program.root} 中的程序`)
  else say('      服务以用户 nrmm 运行')
}

/**
 * Runs until stopped. Ctrl-C, SIGTERM, a closed terminal and the end of the launcher stop the web server, then PostgreSQL,
 * and the process exits with 0.
 * @throws PlainError when it cannot start, or a supervised process keeps exiting
 */
export async function runUntilStopped(mode: Mode, onReady: (config: Config) => void): Promise<number> {
  const resources = new Resources()
  // The reader of our output may exit first (`npm start | head`); ignore the write error.
  process.stdout.on('error', () => undefined)
  let starting: Promise<void> = Promise.resolve()
  const fault = await new Promise<Error | undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => resolve(undefined))
    process.on('disconnect', () => resolve(undefined))
    starting = bringUp(mode, resources, resolve).then(onReady)
    starting.catch(resolve)
  })
  if (!fault) say('正在停止……')
  await resources.closeAll(starting)
  if (fault) throw fault
  say('已停止。')
  return 0
}
