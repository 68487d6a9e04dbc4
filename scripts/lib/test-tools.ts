/** What the suites need from the system: a browser, Chinese letters for pictures, a reader of PDFs. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'
import { say } from './say'
import { browserForTests, hasWholeBrowser } from './system-browser'

const succeeds = (command: string, args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Debian's packages, the first that can be had is enough, and how to see that what they bring is there already. */
const tools: [debianPackages: string[], isThere: () => boolean][] = [
  [['chromium'], hasWholeBrowser],
  [['chromium-headless-shell', 'chromium'], () => browserForTests() !== undefined],
  [
    ['fonts-noto-cjk'],
    () => spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout?.trim().length > 0,
  ],
  [['poppler-utils'], () => succeeds('pdftotext', ['-v'])],
]

const isOffered = (debianPackage: string) => succeeds('apt-cache', ['show', debianPackage])

function installDebian(wanted: string[][]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  if (!apt(['update', '-q'])) return false
  const packages = wanted.map((choice) => choice.find(isOffered) ?? choice[0] ?? '')
  return apt(['install', '-y', '-q', '--no-install-recommends', ...packages])
}

/** Installs what is missing. A tool that cannot be had is named; the suite that needs it then fails by itself. */
export function installTools(): void {
  const missing = tools.filter(([, isThere]) => !isThere()).map(([debianPackages]) => debianPackages)
  if (missing.length === 0) return
  const names = missing.map((choice) => choice[0]).join(', ')
  const asRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (asRootOnDebian) {
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
