/** System packages that the suites need: a browser, a Chinese font for pictures, a PDF reader, the oldest PostgreSQL. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'
import { say } from './say'
import { browserForTests, hasFullBrowser } from './system-browser'

const succeeds = (command: string, args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Debian packages, of which the first available one is enough, and a check whether the tool is already installed. */
const tools: [debianPackages: string[], isThere: () => boolean][] = [
  [['chromium'], hasFullBrowser],
  [['chromium-headless-shell', 'chromium'], () => browserForTests() !== undefined],
  [
    ['fonts-noto-cjk'],
    () => spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout?.trim().length > 0,
  ],
  [['poppler-utils'], () => succeeds('pdftotext', ['-v'])],
]

/** The oldest version that README supports; the embedded one is the newest. */
export const OLDEST_POSTGRES = { version: 15, bin: '/usr/lib/postgresql/15/bin' }

export const hasOldestPostgres = (): boolean => existsSync(path.join(OLDEST_POSTGRES.bin, 'postgres'))

const oldestPostgresPackage = `postgresql-${OLDEST_POSTGRES.version}`

/** Without this setting, Debian creates a cluster with the package and starts it at every boot. */
function disableClusterCreation(): void {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(file)) return
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n')
}

const isOffered = (debianPackage: string) => succeeds('apt-cache', ['show', debianPackage])

function installDebian(wanted: string[][]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  if (!apt(['update', '-q'])) return false
  const packages = wanted.map((choice) => choice.find(isOffered) ?? choice[0] ?? '')
  // Existing configuration files are left unchanged, without a prompt that would block.
  const keepConfigFiles = ['-o', 'Dpkg::Options::=--force-confold']
  return apt(['install', '-y', '-q', '--no-install-recommends', ...keepConfigFiles, ...packages])
}

/** Only some Debian releases have it; installed separately, so that its absence does not fail the other packages. */
function installOldestPostgres(): void {
  if (hasOldestPostgres() || !isRootOnDebian()) return
  say(`installing ${oldestPostgresPackage}`)
  disableClusterCreation()
  installDebian([[oldestPostgresPackage]])
}

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

/** Installs what is missing. A tool that cannot be installed is reported; the suite that needs it then fails. */
export function installTools(): void {
  installOldestPostgres()
  const missing = tools.filter(([, isThere]) => !isThere()).map(([debianPackages]) => debianPackages)
  if (missing.length === 0) return
  const names = missing.map((choice) => choice[0]).join(', ')
  if (isRootOnDebian()) {
    say(`installing ${names}`)
    if (installDebian(missing)) return
  }
  say(`not installed: ${names}`)
  if (browserForTests() === undefined) {
    say('installing the browser that Playwright brings')
    const cli = path.join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
    if (!succeeds(process.execPath, [cli, 'install', 'chromium'])) say('the browser could not be installed')
  }
}
