/**
 * `npm run figures:check`: compares the stored figures with a full count. Lists the tables with wrong cells and exits with 1
 * if there are any; `--repair` corrects them. Works while the server is running and, with the embedded database, without
 * it. The server does the same every night.
 */
import type { Difference } from '@/lib/features/report/queries/differences'
import { withDatabase } from './lib/open-database'
import { PlainError, runMain, say } from './lib/say'

const NAMES: Record<string, string> = {
  machine_stock: '机械保有量',
  machine_age: '机械出厂年份',
  machine_month: '机械登记月份',
  review_month: '审核办理',
  review_staff_month: '审核人员办理',
}
const formatCount = (count: number) => count.toLocaleString('en-US')
const lineOf = ({ table, cells, amount }: Difference) =>
  `${NAMES[table] ?? table}（${table}）：${formatCount(cells)} 格不符，共差 ${formatCount(amount)}`

async function check(repair: boolean): Promise<number> {
  const { findDifferences } = await import('@/lib/features/report/queries/differences')
  const startedAt = Date.now()
  const found = await findDifferences()
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  for (const difference of found) say(lineOf(difference))
  if (found.length === 0) {
    say(`统计数字与逐条清点一致，用时 ${seconds} 秒。`)
    return 0
  }
  if (!repair) {
    say('统计数字与逐条清点不一致。改正：npm run figures:check -- --repair')
    return 1
  }
  const { checkFigures } = await import('@/lib/features/report/commands/check-figures')
  if (!(await checkFigures())) throw new PlainError('服务正在汇总统计数字，请稍后再试')
  const remaining = await findDifferences()
  for (const difference of remaining) say(lineOf(difference))
  say(remaining.length === 0 ? '已按逐条清点的结果改正。' : '改正后仍不一致，请联系技术支持。')
  return remaining.length === 0 ? 0 : 1
}

await runMain(async () => {
  const args = process.argv.slice(2)
  const unknown = args.find((arg) => arg !== '--repair')
  if (unknown !== undefined)
    throw new PlainError(`不认识的参数“${unknown}”。用法：npm run figures:check [-- --repair]`)
  return withDatabase('npm run figures:check', () => check(args.includes('--repair')))
})
