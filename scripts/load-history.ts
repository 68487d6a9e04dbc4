/**
 * `npm run load:history -- FILE`: loads registrations of an older system (docs/loading-older-registers.md). Rejected rows
 * are written to FILE.refused.csv with the reasons, warnings about other rows to FILE.warnings.csv. Works on DATABASE_URL,
 * or on the embedded database, whether the server is running or stopped.
 */

import { once } from 'node:events'
import { createWriteStream, existsSync, type WriteStream } from 'node:fs'
import path from 'node:path'
import type { LoadWatcher } from '@/lib/features/history/commands/load'
import type { LoadSummary, Remark } from '@/lib/features/history/schema'
import { isAlone, withDatabase } from './lib/open-database'
import { PlainError, runMain, say } from './lib/say'

/** A CSV cell, escaped so that no spreadsheet interprets it as a formula. */
function cellOf(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

class Report {
  private stream: WriteStream | undefined
  constructor(readonly file: string) {}

  async write(remarks: readonly Remark[]): Promise<void> {
    if (remarks.length === 0) return
    if (!this.stream) {
      this.stream = createWriteStream(this.file, { mode: 0o600 })
      this.stream.write('\ufeff行,列,内容,原因\r\n')
    }
    const lines = remarks.map(({ line, column, value, message }) =>
      [line, ...[column, value, message].map(cellOf)].join(','),
    )
    if (!this.stream.write(`${lines.join('\r\n')}\r\n`)) await once(this.stream, 'drain')
  }

  /** @returns whether anything was written */
  async close(): Promise<boolean> {
    if (!this.stream) return false
    this.stream.end()
    await once(this.stream, 'finish')
    return true
  }
}

const summaryText = ({ read, added, known, refused }: LoadSummary) =>
  `已读 ${read} 行：新增 ${added}，已有 ${known}，拒绝 ${refused}`

async function load(file: string, databaseUrl: string): Promise<number> {
  const { loadHistory } = await import('@/lib/features/history/commands/load')
  const { SheetRefused } = await import('@/lib/server/sheet/sheet')
  const refused = new Report(`${file}.refused.csv`)
  const warnings = new Report(`${file}.warnings.csv`)
  const alone = await isAlone(databaseUrl)
  if (!alone) say('数据库正被使用：逐批载入，大文件会慢得多。停止服务后再载入要快得多。')
  const startedAt = Date.now()
  let reportedAt = 0
  const watcher: LoadWatcher = {
    refused: (remarks) => refused.write(remarks),
    warned: (remarks) => warnings.write(remarks),
    progress: (soFar) => {
      if (Date.now() - reportedAt < 1000) return
      reportedAt = Date.now()
      const perSecond = Math.round((soFar.read * 1000) / (reportedAt - startedAt))
      process.stderr.write(`${summaryText(soFar)}（每秒 ${perSecond} 行）\n`)
    },
    step: (name) => process.stderr.write(`${name}（${((Date.now() - startedAt) / 1000).toFixed(1)} 秒）\n`),
    unknownColumns: (names) => {
      if (names.length > 0) say(`未使用的列：${names.join('、')}`)
    },
  }
  const summary = await loadHistory(file, watcher, { alone }).catch((error: unknown) => {
    throw error instanceof SheetRefused ? new PlainError(`${error.message}。`) : error
  })
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  say(`${summaryText(summary)}，提示 ${summary.warned}；用时 ${seconds} 秒。`)
  if (await refused.close()) say(`被拒绝的行及原因：${refused.file}`)
  if (await warnings.close()) say(`提示：${warnings.file}`)
  return summary.refused > 0 ? 2 : 0
}

await runMain(async () => {
  const fileArgument = process.argv[2]
  if (!fileArgument) throw new PlainError('用法：npm run load:history -- 文件（.csv、.ndjson 或 .xlsx）。')
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), fileArgument)
  if (!existsSync(file)) throw new PlainError(`没有这个文件：${file}。`)
  return withDatabase('npm run load:history', (url) => load(file, url), 'owner')
})
