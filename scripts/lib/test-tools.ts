/** What the suites need from the system: a browser, Chinese letters for pictures, a reader of PDFs. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from './project'
import { say } from './say'

const systemChromium = '/usr/bin/chromium'

const succeeds = (command: string, args: string[]) =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0

/** Debian's package name, and how to see that what it brings is there already. */
const tools: [debianPackage: string, isThere: () => boolean][] = [
  ['chromium', () => existsSync(systemChromium)],
  [
    'fonts-noto-cjk',
    () => spawnSync('fc-list', [':lang=zh-cn'], { encoding: 'utf8' }).stdout?.trim().length > 0,
  ],
  ['poppler-utils', () => succeeds('pdftotext', ['-v'])],
]

function installDebian(packages: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (args: string[]) => spawnSync('apt-get', args, { stdio: 'ignore', env }).status === 0
  return apt(['update', '-q']) && apt(['install', '-y', '-q', '--no-install-recommends', ...packages])
}

/** Installs what is missing. A tool that cannot be had is named; the suite that needs it then fails by itself. */
export function installTools(): void {
  const missing = tools.filter(([, isThere]) => !isThere()).map(([debianPackage]) => debianPackage)
  if (missing.length === 0) return
  const asRootOnDebian = process.getuid?.() === 0 && existsSync('/etc/debian_version')
  if (asRootOnDebian) {
    say(`installing ${missing.join(', ')}`)
    if (installDebian(missing)) return
  }
  say(`not installed: ${missing.join(', ')}`)
  if (!existsSync(systemChromium)) {
    say('installing the browser that Playwright brings')
    const cli = path.join(projectRoot, 'node_modules', '@playwright', 'test', 'cli.js')
    if (!succeeds(process.execPath, [cli, 'install', 'chromium'])) say('the browser could not be installed')
  }
}
