/** Checks that the database of DATABASE_URL is reachable, and reports failure in one sentence before any slow step. */
import type pg from 'pg'
import { withConnection } from '@/lib/server/database/connect'
import { PlainError } from './say'

const oldestVersion = 150_000

const reasons: Record<string, string> = {
  ECONNREFUSED: '连接被拒绝',
  ENOTFOUND: '找不到该主机',
  EAI_AGAIN: '找不到该主机',
  ETIMEDOUT: '连接超时',
  EHOSTUNREACH: '主机不可达',
  '28P01': '用户名或密码不对',
  '28000': '不允许该用户登录',
  '3D000': '该数据库不存在',
  '53300': '连接数已满',
}

/** Host, port and name without the password, which must not appear in a terminal or log. */
function placeOf(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new PlainError('DATABASE_URL 应形如 postgresql://用户:密码@主机:5432/数据库。')
  }
  return `${parsed.hostname || 'localhost'}:${parsed.port || 5432}${parsed.pathname}`
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return '原因不明'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/timeout/i.test(error.message)) return '连接超时'
  return reasons[code] ?? error.message
}

/** @throws PlainError when the database is unreachable or too old */
export async function checkDatabaseUrl(url: string): Promise<void> {
  const where = placeOf(url)
  try {
    const version = await withConnection(url, 'check', versionOf, { connectionTimeoutMillis: 5_000 })
    if (version < oldestVersion) {
      throw new PlainError(`DATABASE_URL 指定的数据库（${where}）版本过低，需要 PostgreSQL 15 或更新版本。`)
    }
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(`无法连接 DATABASE_URL 指定的数据库（${where}）：${reasonOf(error)}。`)
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  )
  return rows[0]?.version ?? 0
}
