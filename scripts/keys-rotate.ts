/**
 * `npm run keys:rotate`: encrypts again, with the new key, everything that the former one encrypted, while the servers work. It may be
 * stopped and run again at any time. When nothing is left it says so and takes the former key out of the file in use, or
 * writes the settings without it to `--out FILE` (docs/decisions/0054).
 */
import path from 'node:path'
import { chinaTime } from '@/lib/core/clock'
import type { KeySettings } from '@/lib/server/secrets/ring'
import { readConfig } from './lib/config'
import { keyFileOf, writeKeys } from './lib/key-source'
import { withDatabase } from './lib/open-database'
import { optionOf } from './lib/options'
import { PlainError, runMain, say } from './lib/say'

const out = optionOf(process.argv, '--out')
/** Asked before the environment is the server's, which names the keys themselves. */
const file = out ? path.resolve(out) : keyFileOf(readConfig().dataDir)

async function rotate(url: string): Promise<number> {
  const { env } = await import('@/lib/server/env')
  const { ring } = await import('@/lib/server/secrets/secrets')
  const { countStale, rotateTexts } = await import('@/lib/server/secrets/rotation/rotate')
  const { recordKeyInUse } = await import('@/lib/server/secrets/rotation/key-in-use')
  const { isOtherKeyServed } = await import('@/lib/server/secrets/rotation/servers')
  const { formerFilesUntil } = await import('@/lib/features/export/queries/former-files')
  const { recordRotation } = await import('@/lib/server/secrets/rotation/record')
  const { withConnection } = await import('@/lib/server/database/connect')
  const { closeConnections } = await import('@/lib/server/database/connections')
  const keys = ring()
  try {
    return await withConnection(url, 'keys', async (client) => {
      if (await isOtherKeyServed(client, keys.writing.id)) {
        throw new PlainError(
          '还有服务进程没有使用新密钥：请先重新启动全部服务，否则它们读不出改用新密钥加密的内容。',
        )
      }
      await recordKeyInUse(client, keys)
      const total = await countStale(client, keys)
      say(`改用密钥 ${keys.writing.id}：有 ${total} 项内容由其他密钥加密。`)
      const startedAt = Date.now()
      const { texts, unreadable } = await rotateTexts(client, keys, progressOf(total))
      const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
      say(`已重新加密 ${texts} 项，用时 ${seconds} 秒。`)
      for (const { column, row } of unreadable)
        say(`读不出：${column}，行 ${row}（现有密钥都打不开，保持原样）`)
      const left = await countStale(client, keys)
      await recordRotation(keys.writing.id, { texts, unreadable: unreadable.length, notRotated: left })
      if (left > 0) {
        say(`仍有 ${left} 项由其他密钥加密，旧密钥还不能删除。`)
        return 1
      }
      if (env().SECRET_KEY_OLD) {
        const until = await formerFilesUntil()
        if (until) {
          say(
            `数据库中已没有旧密钥的内容，但还有导出文件要用旧密钥打开，最迟 ${chinaTime(until)} 到期：请在那以后再运行一次 npm run keys:rotate。`,
          )
          return 1
        }
      }
      await finish(env())
      return 0
    })
  } finally {
    await closeConnections()
  }
}

function progressOf(total: number): (texts: number) => void {
  let done = 0
  let shown = 0
  return (texts) => {
    done += texts
    const percent = total === 0 ? 100 : Math.min(100, Math.floor((100 * done) / total))
    if (percent < shown + 5) return
    shown = percent
    say(`  ${percent}%（${done} / ${total}）`)
  }
}

/** Nothing of another key is left. */
async function finish(settings: KeySettings): Promise<void> {
  const { endRotation } = await import('@/lib/server/secrets/rotation/next-keys')
  if (!settings.SECRET_KEY_OLD) return say('全部内容都由现用密钥加密。')
  if (!file) {
    return say('全部内容都已改用新密钥。请用 --out 指定文件再运行一次，得到不含旧密钥的设置，交给密钥来源。')
  }
  writeKeys(file, endRotation(settings))
  say(`全部内容都已改用新密钥，${file} 中不再有旧密钥，下次启动服务后生效。`)
  say('换钥以前的备份仍需旧密钥才能读出：保留这些备份期间，请将旧密钥另行妥善保存。')
}

await runMain(() => withDatabase('npm run keys:rotate', rotate))
