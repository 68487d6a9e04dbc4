/** Checks that the database of DATABASE_URL is reachable, and reports failure in one sentence before any slow step. */
import type pg from 'pg'
import { withConnection } from '@/lib/server/database/connect'
import { PlainError, say } from './say'

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
function placeOf(url: string, setting: string): string {
  const parsed = URL.parse(url)
  if (!parsed || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    throw new PlainError(`${setting} 应形如 postgresql://用户:密码@主机:5432/数据库。`)
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
export async function checkDatabaseUrl(url: string, setting = 'DATABASE_URL'): Promise<void> {
  const where = placeOf(url, setting)
  try {
    const version = await withConnection(url, 'check', versionOf, { connectionTimeoutMillis: 5_000 })
    if (version < oldestVersion) {
      throw new PlainError(`${setting} 指定的数据库（${where}）版本过低，需要 PostgreSQL 15 或更新版本。`)
    }
  } catch (error) {
    if (error instanceof PlainError) throw error
    throw new PlainError(`无法连接 ${setting} 指定的数据库（${where}）：${reasonOf(error)}。`)
  }
}

async function versionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  )
  return rows[0]?.version ?? 0
}

interface Powers {
  role: string
  superuser: boolean
  /** May run programs on, or read and write files of, the machine of the database. */
  machine: boolean
  /** Owns tables, or may do everything that their owner may. */
  owner: boolean
}

const POWERS = `
  SELECT current_user AS role, (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS superuser,
    pg_has_role('pg_execute_server_program', 'MEMBER') OR pg_has_role('pg_read_server_files', 'MEMBER')
      OR pg_has_role('pg_write_server_files', 'MEMBER') AS machine,
    EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = to_regnamespace('public') AND c.relkind = 'r'
      AND pg_has_role(c.relowner, 'MEMBER')) AS owner`

/**
 * The server's role must not reach beyond its tables: through a superuser's connection, programs of the database's machine
 * can be run and the audit record rewritten.
 * @throws PlainError when it is a superuser, or may run programs or read files there, unless that is allowed
 */
export async function checkServerRole(url: string, superuserAllowed: boolean): Promise<void> {
  const powers = await withConnection(url, 'check', async (client) => {
    const { rows } = await client.query<Powers>(POWERS)
    return rows[0]
  })
  if (!powers) return
  const { role, superuser, machine, owner } = powers
  if (superuser || machine) {
    const what = superuser ? '是超级用户' : '可以在数据库所在的机器上运行程序或读写文件'
    const sentence = `DATABASE_URL 的用户 ${role} ${what}`
    if (!superuserAllowed) {
      throw new PlainError(
        `${sentence}，服务不应以它连接。请用 npm run db:roles 建立专用用户（docs/database-roles.md）；仅为试用，可设 DATABASE_SUPERUSER=yes。`,
      )
    }
    say(`      注意：${sentence}。`)
  } else if (owner) {
    say(
      `      注意：DATABASE_URL 的用户 ${role} 是数据表的所有者，能改写操作记录。见 docs/database-roles.md。`,
    )
  }
}
