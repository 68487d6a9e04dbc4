/**
 * `npm run dependencies:review [-- --advisories FOLDER]`: what package-lock.json says of the packages, and which of them
 * the advisories of a folder name. Works without a network, and says what it did not look at. Exits with 1 when an
 * advisory concerns a package.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { reviewAdvisories } from './lib/advisories'
import { type LockedPackage, lockedPackages, readLockFile } from './lib/lock-file'
import { projectRoot } from './lib/project'
import { PlainError, runMain, say } from './lib/say'

const nameOf = ({ name, version, dev }: LockedPackage) => `${name}@${version}${dev ? '（仅测试和工具）' : ''}`

function list(
  title: string,
  packages: readonly LockedPackage[],
  more: (found: LockedPackage) => string,
): void {
  say(`${title}：${packages.length === 0 ? '没有' : packages.length}`)
  for (const found of packages) say(`  ${nameOf(found)}${more(found)}`)
}

/** Packages whose programs npm may run at installation, by name. */
function allowedScripts(): Record<string, boolean> {
  const file = z.looseObject({ allowScripts: z.record(z.string(), z.boolean()) })
  return file.parse(JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8'))).allowScripts
}

function reviewLockFile(packages: readonly LockedPackage[]): void {
  const tools = packages.filter(({ dev }) => dev).length
  say(`package-lock.json：${packages.length} 个包，其中 ${tools} 个仅用于测试和工具。`)
  const allowed = allowedScripts()
  list(
    '安装时运行程序',
    packages.filter(({ hasInstallScript }) => hasInstallScript),
    ({ name, optional }) =>
      allowed[name] === true
        ? ' 允许'
        : allowed[name] === false
          ? ' 不允许'
          : optional
            ? ' 未列出（其他平台的包）'
            : ' 未列出',
  )
  list(
    '作者已声明不再维护',
    packages.filter(({ deprecated }) => deprecated),
    ({ deprecated }) => `：${deprecated}`,
  )
  list(
    '没有校验值',
    packages.filter(({ integrity }) => !integrity),
    () => '',
  )
  list(
    '没有注明许可证',
    packages.filter(({ license }) => !license),
    () => '',
  )
}

function compareWith(packages: readonly LockedPackage[], place: string): number {
  const { findings, compared, unread, newest } = reviewAdvisories(packages, place)
  for (const { package: found, id, severity, summary, fixed } of findings) {
    const mend = fixed ? `${fixed} 起已修复` : '公告未列出修复版本'
    say(`[${severity ?? '未评级'}] ${nameOf(found)} ${id}：${summary}（${mend}）`)
  }
  say(
    `已与 ${compared} 条 npm 安全公告比对：${findings.length} 处相符。最新一条公告修改于 ${newest ?? '（没有公告）'}。`,
  )
  if (unread.length > 0) say(`${unread.length} 个文件不是 OSV 格式的公告，没有比对，例如 ${unread[0]}`)
  if (compared === 0) throw new PlainError(`${place} 中没有 npm 的安全公告，本次什么也没有比对。`)
  say('公告库之后发布的、未收录的，以及包内自带的代码（如 PostgreSQL、Next 内置的库）的漏洞，不在比对之列。')
  return findings.length > 0 ? 1 : 0
}

await runMain(async () => {
  const args = process.argv.slice(2)
  const [flag, place] = args
  if (args.length > 0 && (flag !== '--advisories' || !place || args.length > 2)) {
    throw new PlainError('用法：npm run dependencies:review [-- --advisories 公告文件夹]。')
  }
  const packages = lockedPackages(readLockFile())
  reviewLockFile(packages)
  if (!place) {
    say('没有比对任何安全公告：请用 --advisories 指明公告文件夹（docs/dependencies.md 说明从哪里得到）。')
    return 0
  }
  const folder = path.resolve(process.env.INIT_CWD ?? process.cwd(), place)
  if (!existsSync(folder)) throw new PlainError(`没有这个文件夹：${folder}。`)
  return compareWith(packages, folder)
})
